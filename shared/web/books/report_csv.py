"""The monthly report as CSV (RFC 4180), for spreadsheets: UTF-8 with a byte order mark.

A row for each member, for nobody's messages and for the total; then one for each product, kind and supporter.
"""

import csv
import io
import re
from collections.abc import Iterator

from shared.domain.books.books import VendorSide
from shared.domain.books.further_books import MemberSide
from shared.domain.books.register_books import RegisterSide
from shared.domain.values.frozen import Frozen
from shared.usecases.books.read_report import MemberReport, ReportView, TotalReport
from shared.web.http.response import Response

CSV = "text/csv"
HEADINGS = (
    "month",
    "row",
    "member",
    "name",
    *VendorSide.model_fields,
    *MemberSide.model_fields,
    *RegisterSide.model_fields,
)

_NO_SIDE = dict.fromkeys((*MemberSide.model_fields, *RegisterSide.model_fields))
_SIGNS = "-=+@\uff1d\uff0b\uff0d\uff20"  # the wide ones too: some spreadsheets take them for the others
_FORMULA = re.compile(rf"^(?=[{_SIGNS}\t\r\n])|(?<=[;\t\r\n])(?=[{_SIGNS}])")


def report_csv(report: ReportView) -> Response:
    """The report as a file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_rows(report))
    headers = {
        "Content-Type": CSV,
        "Content-Disposition": f'attachment; filename="support-{report.month}.csv"',
        "Cache-Control": "no-store",
    }
    return Response(200, headers, text.getvalue().encode("utf-8-sig"))


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for the start of a formula.

    That is at its beginning, and after what begins a new cell where semicolons separate cells.
    """
    return _FORMULA.sub("'", text)


def _rows(report: ReportView) -> Iterator[list[str]]:
    for each in report.members:
        yield _row(report, {"row": "member", "member": each.member, "name": each.name} | _sides(each))
    yield _row(report, {"row": "no_member"} | _told(report.no_member) | _NO_SIDE)
    yield _row(report, {"row": "total"} | _sides(report.total))
    answers = report.answers
    groups = {"product": answers.by_product, "kind": answers.by_kind, "supporter": answers.by_supporter}
    for row, some in groups.items():
        for group in some:
            yield _row(report, {"row": row} | _told(group) | {"name": group.name or group.id})


def _sides(report: MemberReport | TotalReport) -> dict[str, object]:
    return _told(report.vendor_side) | _told(report.member_side) | _told(report.register_side)


def _row(report: ReportView, cells: dict[str, object]) -> list[str]:
    told = {"month": report.month, **cells}
    return [_cell(told.get(heading)) for heading in HEADINGS]


def _told(side: Frozen) -> dict[str, object]:
    return dict(side)


def _cell(value: object) -> str:
    """Empty for what is not known; several in one with spaces between."""
    if isinstance(value, tuple):
        return harmless(" ".join(map(str, value)))
    return "" if value is None else harmless(str(value))
