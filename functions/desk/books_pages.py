"""The books at the desk: a month's report, and what one member got in a month."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.starting import imported_when_used
from shared.domain.refusals.errors import MemberUnknown, MonthInvalid
from shared.web.api.operation import CSV, DeclaredAnswer, Parameter, Where, in_path
from shared.web.http.language import requested_language
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import Media, wished_media

with imported_when_used():
    from shared.domain.audit import named
    from shared.domain.books import months
    from shared.usecases.books import read_report, read_year
    from shared.usecases.seats import read_member_month
    from shared.web.books import report_csv
    from shared.web.desk import desk_page
    from shared.web.desk.books import report_page
    from shared.web.seats import month_figures
    from shared.web.work import member_month_page, statement_csv, statement_page

blueprint = DeskDoors("Pages for supporters")

MEMBER = in_path("member", "The vendor's own name for the member.", "acme")
MONTH = Parameter(
    "month", Where.QUERY, "Year and month, in the vendor's zone; left out, the month before.", "2026-03"
)
FORMAT = Parameter(
    "format", Where.QUERY, "The file instead of the page.", one_of=lambda: (Media.CSV.name.lower(),)
)
AS_CSV = DeclaredAnswer(
    200,
    "As CSV (RFC 4180, UTF-8 with a byte order mark).",
    media=CSV,
    headers={"Content-Disposition": "A name for the file."},
)


@blueprint.page(
    "GET desk/report", "The page.", (MONTH, FORMAT), (MonthInvalid, FieldsInvalid), also=(AS_CSV,)
)
async def desk_report(asked: DeskAsked) -> Response:
    """A month's report.

    What was promised in the month and how it went, in short, in pictures with the eleven months before, and
    every figure: the vendor's side, the members' side, the register of errors, hourly work. The same figures
    as the report over the API; with `format=csv` the same file.
    """
    month = _month(asked)
    if _as_file(asked):
        report = await read_report.read_report(asked.desk, month)
        asked.desk.shows(named.names_in(report))
        return report_csv.report_csv(report)
    year = await read_year.read_year(asked.desk, month)
    asked.desk.shows(named.names_in(year.report))
    return report_page.report_page(year, asked.reading)


@blueprint.page(
    "GET desk/members/{member}/statement",
    "The page, in the language of the member unless another is asked for.",
    (MEMBER, MONTH, FORMAT),
    (MemberUnknown, MonthInvalid, FieldsInvalid),
    also=(AS_CSV,),
)
async def desk_statement(asked: DeskAsked) -> Response:
    """What a member got in a month.

    A page to print or to save as PDF, in the member's language: what was promised on both sides and how it
    went, and every minute of hourly work. With `format=csv` the minutes as a file.
    """
    member, month = asked.request.route_params["member"], _month(asked)
    found = await read_member_month.read_member_month(asked.desk, member, month)
    asked.desk.shows(named.names_in(found))
    if _as_file(asked):
        return statement_csv.statement_csv(found.statement)
    language = requested_language(asked.query("language")) or found.language
    page = member_month_page.member_month_page(
        found,
        month_figures.month_figures(found, asked.desk.vendor, language),
        asked.desk.vendor,
        language,
        f"{_statement(member, month)}&",
        {
            "report": asked.reading.to(report_page.REPORT_PATH, month=month),
            "before": f"{_statement(member, months.month_before(month))}&language={language}",
            "after": f"{_statement(member, months.month_after(month))}&language={language}",
            "csv": f"{_statement(member, month)}&format=csv",
        },
    )
    return desk_page.strictly(page, statement_page.SHEET)


def _statement(member: str, month: str) -> str:
    """The address of this page of a member's month."""
    return f"{report_page.statement_path(member)}?month={month}"


def _month(asked: DeskAsked) -> str:
    """The month that the address names, else the one before this. Raises ``MonthInvalid``."""
    this_month = months.month_of(asked.now, asked.desk.vendor.zone)
    return months.month_named(asked.query("month") or months.month_before(this_month))


def _as_file(asked: DeskAsked) -> bool:
    """Whether the file is wished for. Raises ``FieldsInvalid``: some other form is."""
    return bool(given := asked.query("format")) and wished_media(None, Media.CSV, named=given) is Media.CSV
