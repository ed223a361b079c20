"""The report as CSV: it says what the JSON says, and no cell of it is a formula."""

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.books.books import VendorSide
from shared.domain.books.further_books import MemberSide
from shared.domain.books.register_books import RegisterSide
from shared.usecases.books.read_report import MemberReport, ReportView, TotalReport
from shared.web.books.report_csv import HEADINGS, harmless, report_csv

BOM = b"\xef\xbb\xbf"
SIDE = VendorSide(messages=3, covered=2, gated=1, median_hours=2.5, worst_hours=30.0)
ERRORS = RegisterSide(register_reported=2, register_released=1, register_median_days=3.5)
SEATS = MemberSide(products_subscribed=3, seats_filled=1, seats_missing=("ledger", "planner"))


def report(name: str) -> ReportView:
    """A month with one member of this name."""
    return ReportView(
        month="2026-03",
        zone="Europe/Stockholm",
        as_of=datetime(2026, 4, 1, tzinfo=UTC),
        members=(
            MemberReport(member="acme", name=name, vendor_side=SIDE, member_side=SEATS, register_side=ERRORS),
        ),
        no_member=VendorSide(messages=1, gated=1),
        total=TotalReport(vendor_side=SIDE, member_side=SEATS, register_side=ERRORS),
    )


def parsed(name: str) -> list[dict[str, str]]:
    """The rows of the file, as a reader of RFC 4180 sees them."""
    text = report_csv(report(name)).body.removeprefix(BOM).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_the_file_says_what_it_is_begins_with_a_byte_order_mark_and_ends_each_line_with_crlf() -> None:
    response = report_csv(report("Åkes Bygg"))
    assert response.headers["Content-Type"] == "text/csv"
    assert response.headers["Content-Disposition"] == 'attachment; filename="support-2026-03.csv"'
    assert response.body.startswith(BOM + b"month,row,member,name,messages,")
    assert response.body.count(b"\r\n") == response.body.count(b"\n") == 4


def test_every_figure_stands_under_its_own_name() -> None:
    member, nobody, total = parsed("Åkes Bygg")
    assert tuple(member) == HEADINGS == tuple(dict.fromkeys(HEADINGS))
    assert (member["month"], member["row"], member["member"], member["name"]) == (
        "2026-03",
        "member",
        "acme",
        "Åkes Bygg",
    )
    for name, value in SIDE:
        assert member[name] == total[name] == str(value)
    assert (member["seats_filled"], member["seats_missing"]) == ("1", "ledger planner")
    assert (member["register_reported"], total["register_median_days"]) == ("2", "3.5")
    assert (nobody["register_reported"], member["register_worst_days"]) == ("", "")
    assert (nobody["row"], nobody["messages"], nobody["seats_filled"]) == ("no_member", "1", "")
    assert (total["row"], total["member"], total["name"]) == ("total", "", "")


def test_what_is_not_known_is_an_empty_cell() -> None:
    _, nobody, _ = parsed("Acme")
    assert (nobody["documentation_studied"], nobody["median_hours"]) == ("", "")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_name_comes_back_as_it_went_in_but_for_apostrophes_before_formulas(name: str) -> None:
    (cell,) = {row["name"] for row in parsed(name) if row["row"] == "member"}
    assert cell == harmless(name)
    assert cell.replace("'", "") == name.replace("'", "")
    assert all(row.keys() == set(HEADINGS) for row in parsed(name))


@given(
    st.lists(st.sampled_from([*"=+-@\t\r\n;,'\"aå1 ", "\uff1d", "\uff0b", "\uff0d", "\uff20"]), max_size=12)
)
def test_no_cell_begins_as_a_formula_whatever_separates_cells(letters: list[str]) -> None:
    cell = harmless("".join(letters))
    assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
    for separator in ";\t\r\n":
        for part in cell.split(separator):
            assert not part.startswith(tuple("=+-@\uff1d\uff0b\uff0d\uff20"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+46 8", "'+46 8"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"),
        ("Berg-Lund = ok", "Berg-Lund = ok"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_before_what_could_begin_a_formula(written: str, shown: str) -> None:
    assert harmless(written) == shown
