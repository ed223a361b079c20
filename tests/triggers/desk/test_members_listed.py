"""The list of members at the desk: found by name, by what is to be done about them, and as a file."""

import csv
import io
import re
from datetime import timedelta

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import HandSubscription, Member, Person
from shared.usecases.members.list_members import write_in_list
from shared.usecases.members.put_member import put_member
from shared.usecases.records.member_rows import member_key
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, NILS, OLGA, look

DAY = timedelta(days=1)


def member(name: str, ident: str, **subscription: object) -> Member:
    """A member whose subscription is this."""
    given = {"product": "ledger", "since": START - 30 * DAY} | subscription
    owner = Person(address=f"owner@{ident}.example.org")
    states = (HandSubscription.model_validate(given),)
    return Member(id=ident, name=name, owner=owner, subscriptions=states)


@pytest.fixture
async def several(fake: FakeDesk) -> FakeDesk:
    """Beside Acme one that has not paid, and one whose year ends in a week."""
    await put_member(fake.desk, member("Öst & Väst", "ost-vast", status="past_due", since=START - 5 * DAY))
    await put_member(fake.desk, member("Beta <AB>", "beta", paid_until=START + 7 * DAY))
    await fake.rest()
    return fake


def listed(page: str) -> list[str]:
    """The members that a page lists, in order."""
    return re.findall(r'<h2><a href="/desk/members/([a-z0-9-]+)', page)


@pytest.mark.usefixtures("several")
async def test_all_members_stand_by_name_and_every_choice_says_how_many_it_has() -> None:
    page = (await look("/desk/members?language=sv")).text
    assert listed(page) == ["acme", "beta", "ost-vast"]
    counts = dict(re.findall(r'only=(\w+)[^"]*"[^>]*>[^<]+<span class="count">(\d+)', page))
    assert counts == {"all": "3", "unpaid": "1", "ending": "2", "empty_seats": "2", "flagged": "0"}
    for shown in (
        "Öst &amp; Väst",
        "Beta &lt;AB&gt;",
        "inom anståndstiden",
        "till måndag 9\xa0mars\xa02026",
        "Ansvarig saknas: Ledger",
    ):
        assert shown in page


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("only=unpaid", ["ost-vast"]),
        ("only=ending", ["beta", "ost-vast"]),
        ("only=empty_seats", ["beta", "ost-vast"]),
        ("only=flagged", []),
        ("q=ac", ["acme"]),
        ("q=vä", ["ost-vast"]),
        ("q=VAST", ["ost-vast"]),
        ("q=ab", ["beta"]),
        ("only=unpaid&q=ac", []),
    ],
)
async def test_members_are_found_by_name_and_by_what_is_to_be_done(query: str, found: list[str]) -> None:
    answer = await look(f"/desk/members?{query}", BO)
    assert (answer.status, listed(answer.text)) == (200, found)


@pytest.mark.usefixtures("several")
async def test_the_file_has_what_the_page_lists_and_no_cell_begins_a_formula(fake: FakeDesk) -> None:
    await put_member(fake.desk, member("=SUM(A1)", "sum"))
    answer = await look("/desk/members.csv?only=empty_seats", OLGA)
    assert (answer.status, answer.media) == (200, "text/csv")
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert [each["name"] for each in rows] == ["'=SUM(A1)", "Beta <AB>", "Öst & Väst"]
    (last,) = (each for each in rows if each["id"] == "ost-vast")
    assert (last["product"], last["status"], last["reason"], last["empty_seats"]) == (
        "ledger",
        "past_due",
        "grace",
        "ledger",
    )


@pytest.mark.usefixtures("fake")
async def test_a_choice_that_is_none_is_refused() -> None:
    for address in ("/desk/members?only=rich", "/desk/members.csv?only=rich"):
        assert (await look(address, ANNA)).status == 422


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("address", ["/desk/members", "/desk/members.csv"])
async def test_who_has_no_role_sees_nothing_and_who_is_not_signed_in_is_sent_to_sign_in(address: str) -> None:
    assert (await look(address, NILS)).status == 403
    assert (await look(address, None)).status == 302


@pytest.mark.usefixtures("several")
async def test_whoever_lists_members_stands_in_the_audit_list_with_those_that_were_shown() -> None:
    await look("/desk/members?only=unpaid", BO)
    listed_entries = (await call("GET", "/api/audit")).json["entries"]
    entry = next(each for each in listed_entries if each["what"] == "desk_members")
    assert (entry["who"], entry["about"]["member"]) == ("bo", ["ost-vast"])


async def test_ten_thousand_members_open_with_at_most_twelve_requests_a_page_at_a_time(
    fake: FakeDesk,
) -> None:
    for number in range(10_000):
        each = member(f"Member {number:05}", f"m{number:05}", product="planner")
        facts = MemberFacts(
            key=member_key(fake.desk, each.id), member=each, subscriptions=each.hand_histories()
        )
        await write_in_list(fake.desk, facts)
    counted = CountingStore(fake.store)
    fake.wrapped_store = counted
    wiring.use_desk(fake.desk)
    first = (await look("/desk/members")).text
    assert counted.counts.requests <= 12
    assert listed(first) == ["acme", *(f"m{number:05}" for number in range(49))]
    following = re.search(r'class="action" href="([^"]+)"', first)
    assert following
    second = (await look(following[1].replace("&amp;", "&"))).text
    assert listed(second) == [f"m{number:05}" for number in range(49, 99)]
    whole = (await look("/desk/members.csv?q=member")).text
    assert whole.count("\r\n") == 10_001


@pytest.mark.usefixtures("fake")
async def test_a_desk_without_members_says_so_whatever_is_chosen() -> None:
    wiring.use_desk(FakeDesk().desk)
    for address in ("/desk/members", "/desk/members?only=unpaid"):
        assert "There are no members yet." in (await look(address, BO)).text
    assert "No member is called so." in (await look("/desk/members?q=acme", BO)).text
