"""What a member got in a month, at the desk: in its own language, on paper, and its hourly work as a file."""

import csv
import io
import re
from datetime import UTC, datetime
from html import unescape

import pytest

from bench.counting import CountingStore
from shared.domain.values.vendor import Language
from shared.usecases.books.read_report import read_report
from shared.usecases.members.put_member import put_member
from shared.usecases.seats.read_member_month import read_member_month
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.desk.a_small_month import a_small_month
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look
from tests.triggers.examples import ACME, STRANGER
from tests.triggers.tickets import many_opened, opened
from tests.triggers.work.quoting import MINUTES, accepted

MARCH = "/desk/members/acme/statement?month=2026-03"


def plain(answer: Answer) -> str:
    """The page as it is read."""
    return unescape(answer.text).replace("\xa0", " ")


async def read(address: str) -> str:
    """The page as Anna reads it."""
    answer = await look(address, ANNA)
    assert answer.status == 200
    return plain(answer)


async def test_the_figures_are_those_of_the_report_as_reckoned_by_hand(fake: FakeDesk) -> None:
    await a_small_month(fake)
    page = await read(f"{MARCH}&language=en")
    assert "<h1>Support in March 2026</h1>" in page
    assert dict(re.findall(r"<dt>(.+?)</dt><dd>([^<]+?)</dd>", page[page.index("What we promise") :])) == {
        "Messages from you": "6",
        "Answered within 24 hours": "3 of 4",
        "Answered the same day": "2 of 4",
        "Usual answer time (median)": "13 hours",
        "Conferences in time": "1 of 1",
        "Error reports": "1",
        "Products with a responsible person": "1 of 1",
        "Responsible people who have studied the documentation": "0 of 1",
    }
    assert "No hourly work was done in March 2026." in page


@pytest.mark.parametrize(
    ("language", "heading"),
    [(Language.SWEDISH, "Support i mars 2026"), (Language.ENGLISH, "Support in March 2026")],
)
async def test_it_is_written_in_the_members_language_whoever_opens_it(
    fake: FakeDesk, language: Language, heading: str
) -> None:
    await put_member(fake.desk, ACME.model_copy(update={"language": language}))
    for reader in (ANNA, BO, OLGA):
        answer = await look(MARCH, reader)
        assert (answer.status, heading in plain(answer)) == (200, True)
        assert answer.headers["Content-Language"] == language
    other = "sv" if language is Language.ENGLISH else "en"
    assert f'href="/desk/members/acme/statement?month=2026-03&amp;language={other}"' in answer.text
    assert heading not in plain(await look(f"{MARCH}&language={other}", BO))


async def test_hourly_work_has_a_sheet_and_a_file(fake: FakeDesk) -> None:
    address = await accepted(fake)
    await call("POST", f"{address}/minutes", MINUTES)
    await fake.rest()
    page = await read(MARCH)
    assert MINUTES["text"] in page
    assert "500,00" in page
    file = (await look(f"{MARCH}&format=csv")).body.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file))
    assert (row["member"], row["minutes"], row["cost"]) == ("acme", "25", "500.00")


async def test_it_is_for_paper_and_opened_by_the_desk_alone(fake: FakeDesk) -> None:
    await a_small_month(fake)
    answer = await look(MARCH)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "@page" in answer.text


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/desk/members/nobody/statement", 404),
        ("/desk/members/Not-a-name/statement", 404),
        ("/desk/members/acme/statement?month=2026-13", 422),
        (f"{MARCH}&format=pdf", 422),
    ],
)
async def test_what_there_is_not_is_refused_as_a_page(address: str, status: int) -> None:
    answer = await look(address, BO)
    assert (answer.status, "<h1>" in answer.text) == (status, True)


async def test_of_the_months_tickets_only_the_members_own_are_read(fake: FakeDesk) -> None:
    await a_small_month(fake)
    for number in range(30):
        body = {"email": f"someone{number}@elsewhere.example.org", "message": "Is it for us?"}
        await call("POST", "/api/intake/trusted", body)
    fake.clock.instant = datetime(2026, 4, 2, tzinfo=UTC)
    fake.wrapped_store = counting = CountingStore(fake.store)
    month = await read_member_month(fake.desk, "acme", "2026-03")
    assert month.vendor_side.messages == 6
    # The member and its list's eight shards; twice the month's and what follows each that is not empty; twice
    # its five tickets.
    assert counting.counts.requests <= 1 + 8 + 2 * (2 * 8 + 5)


async def test_whose_month_was_opened_stands_in_the_audit_list(fake: FakeDesk) -> None:
    await many_opened(fake, 1, "Once")
    await look("/desk/members/acme/statement?month=2026-03", BO)
    rows = (await call("GET", "/api/audit?month=2026-03")).json["entries"]
    (row,) = [each for each in rows if each["what"] == "desk_statement"]
    assert row["about"]["member"] == ["acme"]


async def test_what_is_the_members_stays_in_its_month_once_its_writer_is_not_known_there_any_more(
    fake: FakeDesk,
) -> None:
    await opened(fake, email=STRANGER)
    late = ACME.but(id="siv", domains=("elsewhere.example.org",), customers=(), contacts=(), seats=())
    for each in (late, late.but(domains=())):
        await put_member(fake.desk, each)
        await fake.rest()
    (reported,) = (await read_report(fake.desk, "2026-03")).members
    month = await read_member_month(fake.desk, "siv", "2026-03")
    assert (reported.member, reported.vendor_side) == ("siv", month.vendor_side)
    assert month.vendor_side.messages == 1
