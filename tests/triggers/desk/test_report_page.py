"""A month's report at the desk says what was reckoned by hand, in figures and in pictures."""

import csv
import io
import re
from html import unescape

import pytest

from bench.counting import CountingStore
from devstack.sign_in.people import DemoPerson
from shared.usecases.books.read_year import read_year
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.a_small_month import FIGURES, a_small_month, answer, at
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look

MARCH = "/desk/report?month=2026-03"


async def read(address: str, reader: DemoPerson = BO) -> str:
    """The page as it is read."""
    return unescape((await look(address, reader)).text).replace("\xa0", " ")


def picture(page: str, name: str) -> str:
    """The picture of this name."""
    found = re.search(rf'<svg class="bars"[^>]*aria-labelledby="{name}-title".*?</svg>', page, re.DOTALL)
    assert found
    return found[0]


def texts(drawn: str) -> list[tuple[str, str]]:
    """What stands over each bar: its label and its value."""
    found = re.findall(r"<text[^>]*>(.*?)</text>", drawn)
    return list(zip(found[::2], found[1::2], strict=True))


def parts(drawn: str) -> list[tuple[str, str, str]]:
    """Each part: its look, where it begins, how wide it is."""
    return re.findall(r'<rect class="part (\w+)"[^>]*? x="([\d.]+)%"[^>]*? width="([\d.]+)%"', drawn)


def figures(page: str, card: str) -> dict[str, str]:
    """The figures of a card by label."""
    section = page[page.index(f'id="card-{card}"') :]
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", section[: section.index("</section>")]))


async def test_page_file_and_api_say_what_was_reckoned_by_hand(fake: FakeDesk) -> None:
    await a_small_month(fake)
    side = (await call("GET", "/api/reports/2026-03")).json["total"]["vendor_side"]
    assert {name: side[name] for name in FIGURES} == FIGURES
    file = (await look(f"{MARCH}&format=csv", BO)).body.decode("utf-8-sig")
    (total,) = [row for row in csv.DictReader(io.StringIO(file)) if row["row"] == "total"]
    assert {name: total[name] for name in FIGURES} == {name: str(each) for name, each in FIGURES.items()}
    page = await read(MARCH)
    assert figures(page, "answers") == {
        "Reply clocks": "6",
        "Answered in time": "3",
        "Answered late": "1",
        "Answered the same day": "2",
        "Needed no answer": "1",
        "Open": "1",
        "Median": "13 hours",
        "Longest": "48 hours",
    }
    assert figures(page, "conferences")["Offered in time, the member picked a later one"] == "1"
    assert figures(page, "promises")["Deadlines missed"] == "1"
    assert "3 of 4 answers (75%) in time, within 24" in page


async def test_the_pictures_say_and_draw_the_reports_own_figures(fake: FakeDesk) -> None:
    await a_small_month(fake)
    page = await read(MARCH)
    months, hours, bands = (picture(page, name) for name in ("months", "hours", "bands"))
    assert texts(months)[-2:] == [("February 2026", "no answers"), ("March 2026", "3 of 4 (75%)")]
    assert parts(months) == [("kept", "0", "75"), ("late", "75", "25")]
    assert texts(hours)[-1] == ("March 2026", "13 and 48 h")
    assert "March 2026: median 13 hours, longest 48 hours</desc>" in hours
    assert parts(hours) == [("kept", "0", "27.08"), ("more", "27.08", "72.92")]  # 13 and 35 of 48
    assert 'class="mark-at" x1="50%"' in hours  # 24 of 48
    assert [value for _, value in texts(bands)] == ["1", "1", "0", "1", "1", "0"]
    assert "March 2026: 3 of 4 (75%)</desc>" in months


async def test_answers_are_told_apart_by_product_kind_and_supporter(fake: FakeDesk) -> None:
    await a_small_month(fake)
    page = await read(MARCH)
    assert texts(picture(page, "product")) == [("Planner", "3 of 6 in time")]
    # In time 3, late 1, needed no answer 1, open 1: of six.
    widths = [
        ("kept", "0", "50"),
        ("late", "50", "16.67"),
        ("none", "66.67", "16.67"),
        ("open", "83.33", "16.67"),
    ]
    assert parts(picture(page, "product")) == widths
    assert dict(texts(picture(page, "kind"))) == {
        "Conference": "1 of 1 in time",
        "Error report": "1 of 1 in time",
        "Other": "0 of 1 in time",
        "Question": "1 of 3 in time",
    }
    assert texts(picture(page, "supporter")) == [("Anna", "3 of 4 in time"), ("Bo", "0 of 1 in time")]


async def test_the_page_is_read_in_both_languages_by_supporters_and_the_owner(fake: FakeDesk) -> None:
    await a_small_month(fake)
    swedish, owners = await read(MARCH, ANNA), await read(f"{MARCH}&language=en", OLGA)
    assert "<h1>Rapport för mars 2026</h1>" in swedish
    assert "3 av 4 svar (75 %) i tid, inom 24" in swedish
    assert texts(picture(swedish, "months"))[-1] == ("mars 2026", "3 av 4 (75 %)")
    assert "<h1>Report for March 2026</h1>" in owners
    assert 'href="/desk/members/acme/statement?month=2026-03"' in swedish


async def test_without_a_month_it_is_the_one_before_and_leads_to_the_months_beside_it(fake: FakeDesk) -> None:
    at(fake, "03-31 23:59")
    assert "<h1>Report for February 2026</h1>" in await read("/desk/report")
    at(fake, "04-01 00:00")
    page = await read("/desk/report")
    assert "<h1>Report for March 2026</h1>" in page
    assert 'href="/desk/report?month=2026-02">The month before, February 2026' in page
    assert 'href="/desk/report?month=2026-04">The month after, April 2026' in page
    april = await read("/desk/report?month=2026-04")
    assert "The month is not over: this is how it stands so far." in april
    assert "The month after" not in april
    for far in ("2026-12", "9999-12"):
        assert "The month has not begun." in await read(f"/desk/report?month={far}")
    assert "No message came in this month." in await read("/desk/report?month=1000-01")


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("month", ["2026-13", "march", "0026-01"])
async def test_what_is_no_month_is_refused_as_a_page(month: str) -> None:
    refused = await look(f"/desk/report?month={month}", BO)
    assert refused.status == 422
    assert "<h1>" in refused.text


@pytest.mark.usefixtures("fake")
async def test_another_form_than_the_file_is_refused() -> None:
    assert (await look(f"{MARCH}&format=pdf", BO)).status == 422


async def test_a_year_is_counted_once_and_then_read_from_its_notes(fake: FakeDesk) -> None:
    await a_small_month(fake)
    at(fake, "05-02 09:00")
    fake.wrapped_store = counting = CountingStore(fake.store)
    first = await read_year(fake.desk, "2026-04")
    assert [each.month for each in first.months][-2:] == ["2026-03", "2026-04"]
    assert first.lacking == []
    # Twelve lists of eight shards each, and the tickets.
    once = counting.reset().requests
    assert once > 90
    again = await read_year(fake.desk, "2026-04")
    # The report's eight lists and the register; the notes; March anew, since a clock of it is open.
    assert counting.reset().requests < 2 * (8 + 1 + 5)
    assert again.months[:-2] == first.months[:-2]
    (march,) = [each for each in again.months if each.month == "2026-03"]
    assert {name: getattr(march, name) for name in ("answered_in_time", "answered_late", "median_hours")} == {
        "answered_in_time": 3,
        "answered_late": 1,
        "median_hours": 13.0,
    }


async def test_what_is_noted_of_a_month_is_counted_anew_once_the_month_is_read(fake: FakeDesk) -> None:
    last = await a_small_month(fake)
    await look(MARCH)
    await answer(last, "anna")
    noted, counted = ("March 2026", "3 of 4 (75%)"), ("March 2026", "4 of 5 (80%)")
    april = "/desk/report?month=2026-04"
    assert noted in texts(picture(await read(april), "months"))
    assert counted in texts(picture(await read(MARCH), "months"))
    assert counted in texts(picture(await read(april), "months"))


async def test_whose_figures_the_page_shows_stands_in_the_audit_list(fake: FakeDesk) -> None:
    await a_small_month(fake)
    await look(MARCH, BO)
    rows = (await call("GET", "/api/audit?month=2026-04")).json["entries"]
    (row,) = [each for each in rows if each["what"] == "desk_report"]
    assert row["about"]["member"] == ["acme"]
