"""What a function key opens of persons' data stands in the audit list: who, what, when and about whom."""

from typing import Any

import pytest

from shared.domain.values.identity import address_key
from shared.ports.store import Table
from shared.usecases.audit import read_audit
from shared.web.api.operation import Auth, Operation
from tests.examples.described_api import OPERATIONS
from tests.fakes.desk import SECRET, START, FakeDesk
from tests.triggers.answers.supporter_acts import ACTS
from tests.triggers.calling import call
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.mail.test_intake_mail import AWAY, hand_over
from tests.triggers.tickets import answered, opened
from tests.triggers.work.quoting import QUOTE

AUDITED = [each for each in OPERATIONS if each.audited]


async def listed(query: str = "") -> list[dict[str, Any]]:
    """The rows as they are read."""
    entries: list[dict[str, Any]] = (await call("GET", f"/api/audit{query}")).json["entries"]
    return entries


def kept(fake: FakeDesk) -> list[str]:
    """The rows as they are stored."""
    rows = fake.store.partitions().items()
    return [text for (table, _), each in rows for _, text in each if table is Table.AUDIT]


async def test_a_reading_and_a_change_of_a_ticket_stand_in_the_list(fake: FakeDesk) -> None:
    address = await opened(fake)
    await call("GET", address)
    await answered(fake, address)
    read, changed = sorted(await listed(), key=lambda row: bool(row["changes"]))
    about, at = {"ticket": [address.rpartition("/")[2]]}, "2026-03-02T09:00:00Z"
    same = {"at": at, "day": "2026-03-02", "by": "key", "about": about}
    assert read == {"what": "ticket", "changes": False, "who": "", **same}
    assert changed == {"what": "answers", "changes": True, "who": "anna", **same}


async def test_a_page_is_one_row_with_every_ticket_that_it_shows(fake: FakeDesk) -> None:
    tickets = {(await opened(fake, message=f"Number {number}."))[13:] for number in range(3)}
    await call("GET", "/api/queue")
    (row,) = await listed()
    assert (row["what"], set(row["about"]["ticket"])) == ("queue", tickets)


@pytest.mark.parametrize(
    ("address", "what", "named"),
    [
        ("/api/members", "members_listed", {"member": ["acme"]}),
        ("/api/reports/2026-03", "report", {"member": ["acme"]}),
        ("/api/held", "held", {"ticket": ["{held}"]}),
        ("/api/mails", "mails", {"address": ["{eva}"], "mail": ["{mail}"]}),
        ("/api/material/2026-03", "material", {"ticket": ["{ticket}"]}),
        ("/api/members/acme/news", "past_news_listed", {"member": ["acme"]}),
    ],
)
async def test_each_list_says_whom_it_showed(
    fake: FakeDesk, address: str, what: str, named: dict[str, list[str]]
) -> None:
    at = await opened(fake)
    await call("POST", f"{at}/turns/m1/material", ACTS["turns/{turn}/material"])
    held = (await call("POST", "/api/intake", {"email": STRANGER, "message": "Hello."})).json["ticket"]
    mail = (await hand_over(fake, AWAY)).json["mail"]
    await call("GET", address)
    places = {"held": held, "ticket": at[13:], "mail": mail, "eva": address_key(SECRET, EVA)}
    expected = {sort: [each.format_map(places) for each in some] for sort, some in named.items()}
    assert [row["about"] for row in await listed() if row["what"] == what] == [expected]


async def test_a_statement_in_any_form_says_whose_work_it_shows(fake: FakeDesk) -> None:
    at = await opened(fake)
    await call("POST", f"{at}/quotes", QUOTE)
    for form in ("json", "csv", "html"):
        await call("GET", f"/api/statements/2026-03?format={form}")
    assert [row["what"] for row in await listed()].count("statement") == 3


async def test_an_address_in_a_body_stands_there_as_a_digest_and_nothing_that_a_person_wrote(
    fake: FakeDesk,
) -> None:
    body = {"author": "anna", "email": EVA, "name": "Eva Lind", "message": "She called.", "kind": "question"}
    made = await call("POST", "/api/tickets", body)
    await call("GET", f"/api/tickets/{made.json['ticket']}")
    await call("GET", "/api/tickets/eva.lind@example.org")
    (opened_for,) = [row for row in await listed() if row["what"] == "tickets"]
    assert opened_for["about"] == {"address": [address_key(SECRET, EVA)]}
    assert not any(word in row for row in kept(fake) for word in (EVA, "Eva", "eva.lind", "called"))


async def test_a_name_that_is_no_supporters_is_not_kept_as_who(fake: FakeDesk) -> None:
    address = await opened(fake)
    await call("POST", f"{address}/notes", {"author": "eva@example.org", "text": "Seen before."})
    (row,) = await listed()
    assert (row["what"], row["who"]) == ("notes", "")


async def test_a_refused_call_stands_in_the_list_too(fake: FakeDesk) -> None:
    assert fake
    assert (await call("GET", f"/api/tickets/{'a' * 16}")).status == 404
    assert [row["what"] for row in await listed()] == ["ticket"]


async def test_the_list_is_read_by_day_month_supporter_and_reference(fake: FakeDesk) -> None:
    address = await opened(fake)
    await answered(fake, address)
    await call("GET", "/api/members/acme")
    fake.clock.instant = START.replace(day=3)
    await call("GET", "/api/members/acme")
    found = {
        query: sorted(row["what"] for row in await listed(query))
        for query in ("?day=2026-03-02", "?day=2026-03-02&who=anna", "?day=2026-03-02&about=acme")
    }
    assert list(found.values()) == [["answers", "member"], ["answers"], ["member"]]
    assert [row["what"] for row in await listed("?month=2026-03&about=acme")] == ["member", "member"]
    assert await listed("?day=2026-02-28") == await listed("?month=2025-12") == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("day=2026-02-30", "fields-invalid"),
        ("day=9999-12-31", "fields-invalid"),
        ("day=1999-12-31", "fields-invalid"),
        ("month=2026-3", "month-invalid"),
        ("month=9999-12", "fields-invalid"),
        ("after=20260302-1", "fields-invalid"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_a_query_that_names_no_day_is_refused(query: str, problem: str) -> None:
    answer = await call("GET", f"/api/audit?{query}")
    assert (answer.status, answer.problem) == (422, problem)


@pytest.mark.parametrize("most_read", [3, 7, 1000])
async def test_pages_have_every_row_of_a_month_once_however_many_are_looked_at(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch, most_read: int
) -> None:
    monkeypatch.setattr(read_audit, "MOST_SHOWN", 3)
    monkeypatch.setattr(read_audit, "_MOST_READ", most_read)
    for day in (2, 3, 5):
        for second in range(4):
            fake.clock.instant = START.replace(day=day, second=second)
            await call("GET", f"/api/members/{'acme' if second % 2 else 'bolt'}")
    fake.clock.instant = START.replace(month=4)
    seen, after = [], ""
    while True:
        query = f"?month=2026-03&about=acme{after and f'&after={after}'}"
        page = (await call("GET", f"/api/audit{query}")).json
        seen += [row["at"] for row in page["entries"]]
        if not page["more"]:
            break
        after = page["next"]
    assert len(seen) == 6
    assert seen == sorted(set(seen))


BY_PROGRAMS = [each for each in OPERATIONS if each.auth is not Auth.SIGN_IN]


@pytest.mark.parametrize("operation", BY_PROGRAMS, ids=lambda each: str(each.id))
async def test_whatever_a_function_key_opens_stands_in_the_list_or_says_why_it_is_about_nobody(
    fake: FakeDesk, operation: Operation
) -> None:
    places = {each.name: each.example for each in operation.parameters if each.place == "path"}
    body = dict(operation.body.example) if operation.body else b"x"
    answer = await call(operation.method, operation.path.format_map(places), body)
    assert answer.status < 500
    rows = [row for row in kept(fake) if f'"what":"{operation.id}"' in row]
    assert len(rows) == len(kept(fake)) == operation.audited, answer.text


def test_most_of_what_a_key_opens_is_about_persons() -> None:
    """So that a sentence which says otherwise stays an exception."""
    excused = {each.id: each.about_nobody for each in OPERATIONS if each.about_nobody}
    assert len(AUDITED) > 4 * len(excused)
    assert all(len(why) > 20 for why in excused.values())
