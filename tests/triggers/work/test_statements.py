"""The vendor reads the month's statement of hourly work: as JSON, CSV, and a page to print."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from shared.domain.values.vendor import Language
from shared.web.work.statement_page import STATEMENT_TEXTS
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.work.quoting import MINUTES, accepted

MARCH = "/api/statements/2026-03"
FORMULA = '=HYPERLINK("http://evil.example.com")'


@pytest.fixture
async def worked(fake: FakeDesk) -> str:
    """A desk on which an accepted quote was worked on, on two days of March and one of April."""
    address = await accepted(fake)
    await call("POST", f"{address}/minutes", MINUTES)
    fake.clock.instant += timedelta(days=1)
    await call("POST", f"{address}/minutes", MINUTES | {"minutes": 7, "text": FORMULA, "author": "anna"})
    fake.clock.instant = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
    await call("POST", f"{address}/minutes", MINUTES | {"minutes": 30})
    await fake.rest()
    return address.rpartition("/")[2]


def told(answer: Answer) -> str:
    """The text of a page in one line."""
    assert (answer.status, answer.media) == (200, "text/html")
    return unescape(" ".join(answer.text.split())).replace("\u00a0", " ")


async def test_a_statement_has_every_entry_of_the_month_by_member_and_ticket(worked: str) -> None:
    statement = (await call("GET", MARCH)).json
    (member,) = statement["members"]
    (ticket,) = member["tickets"]
    assert (member["member"], member["name"], ticket["ticket"]) == ("acme", "Acme", worked)
    lines = [(each["day"], each["name"], each["minutes"], each["cost"]["amount"]) for each in ticket["lines"]]
    assert lines == [("2026-03-02", "Bo", 25, "500.00"), ("2026-03-03", "Anna", 7, "140.00")]
    total = [{"amount": "640.00", "currency": "SEK"}]
    assert (statement["minutes"], statement["sums"], ticket["sums"], member["sums"]) == (
        32,
        total,
        total,
        total,
    )
    (agreement,) = ticket["agreements"]
    assert (agreement["accepted_by"], agreement["limit_minutes"]) == ("Eva Ek", 100)
    april = (await call("GET", "/api/statements/2026-04")).json
    assert (april["minutes"], april["sums"][0]["amount"]) == (30, "600.00")


@pytest.mark.usefixtures("worked")
async def test_a_statement_of_one_member_has_that_member_only(fake: FakeDesk) -> None:
    del fake
    assert len((await call("GET", f"{MARCH}?member=acme")).json["members"]) == 1
    nobody = (await call("GET", f"{MARCH}?member=beta")).json
    assert (nobody["members"], nobody["minutes"], nobody["sums"]) == ([], 0, [])


@pytest.mark.parametrize(("query", "accept"), [("?format=csv", ""), ("", "text/csv")])
@pytest.mark.usefixtures("worked")
async def test_as_csv_no_cell_is_taken_for_a_formula(query: str, accept: str) -> None:
    answer = await call("GET", f"{MARCH}{query}", headers={"Accept": accept})
    assert (answer.status, answer.media) == (200, "text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))
    assert [(row["minutes"], row["cost"], row["hourly_price"]) for row in rows] == [
        ("25", "500.00", "1200.00"),
        ("7", "140.00", "1200.00"),
    ]
    assert rows[1]["text"] == f"'{FORMULA}"
    assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows for cell in row.values())


@pytest.mark.parametrize(
    ("language", "sum_", "price"),
    [
        (Language.SWEDISH, "640,00 kr", "1 200 kr i timmen exkl. moms"),
        (Language.ENGLISH, "SEK 640.00", "SEK 1,200 an hour excl. VAT"),
    ],
)
async def test_the_page_says_it_all_in_both_languages(
    worked: str, language: Language, sum_: str, price: str
) -> None:
    answer = await call("GET", f"{MARCH}?format=html&language={language}")
    page, texts = told(answer), STATEMENT_TEXTS[language]
    assert f'lang="{language}"' in answer.text
    heading = texts["heading"]
    for words in (heading, "Acme", worked, "2026-03-02", "Bo", MINUTES["text"], sum_, price, "Eva Ek"):
        assert words in page
    assert page.count(sum_) == 3
    assert "<script" not in page
    assert FORMULA in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert "@page { size: A4" in page


async def test_the_page_says_whether_vat_is_in_what_was_accepted_whatever_the_setting_says_later(
    fake: FakeDesk,
) -> None:
    fake.vendor = fake.vendor.but(prices_include_vat=True)
    await call("POST", f"{await accepted(fake)}/minutes", MINUTES)
    fake.vendor = fake.vendor.but(prices_include_vat=False)
    page = told(await call("GET", f"{MARCH}?format=html&language=en"))
    assert "SEK 1,200 an hour incl. VAT" in page
    assert "Total incl. VAT" in page
    assert "Total for March 2026 incl. VAT" in page
    assert "excl." not in page


async def test_where_quotes_differ_in_vat_the_page_says_it_at_each_of_them_and_of_no_total(
    fake: FakeDesk,
) -> None:
    for included, key in ((True, "one"), (False, "other")):
        fake.vendor = fake.vendor.but(prices_include_vat=included)
        await call("POST", f"{await accepted(fake, text=key)}/minutes", MINUTES)
        fake.clock.instant += timedelta(hours=2)
    page = told(await call("GET", f"{MARCH}?format=html&language=en"))
    assert page.count("an hour incl. VAT") == page.count("an hour excl. VAT") == 1
    assert "Total incl." not in page
    assert "Total excl." not in page
    assert "Total for March 2026 SEK" in " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.usefixtures("fake")
async def test_a_browser_gets_the_page_and_a_month_without_work_says_so() -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "sv"}
    page = told(await call("GET", MARCH, headers=browser))
    assert "Inget timarbete har utförts under mars 2026." in page


@pytest.mark.usefixtures("fake")
async def test_what_is_no_month_or_no_format_is_refused() -> None:
    assert (await call("GET", "/api/statements/2026-13")).problem == "month-invalid"
    wrong = await call("GET", f"{MARCH}?format=pdf")
    assert (wrong.problem, wrong.json["errors"][0]["field"]) == ("fields-invalid", "format")
