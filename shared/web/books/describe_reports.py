"""The monthly report, for the vendor."""

from shared.usecases.books.read_report import ReportView
from shared.web.books.report_csv import CSV
from shared.web.describing.describe_operation import Answer, Auth, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, STORED
from shared.web.kinds import problem_kinds as kinds

FAMILY = "Reports"

READ = Operation(
    id="report",
    method="GET",
    path="/api/reports/{month}",
    family=FAMILY,
    summary="Read a monthly report",
    description=(
        "What was promised in a month and how it went, per member and in total, counted from the tickets' "
        "own events. A message counts in the month of its receipt, a clock in the month of its start, both "
        "in the vendor's zone; what became of them is told as it stands now. A month that is still to come "
        "is empty. As CSV with `format=csv`, or where `Accept` wants `text/csv` more than JSON."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(
        Parameter("month", Place.PATH, "Year and month.", example="2026-03", required=True),
        Parameter(
            "format", Place.QUERY, "The form of the report, whatever `Accept` says.", choices=("json", "csv")
        ),
        ACCEPT_LANGUAGE,
    ),
    answers=(
        json_answer(200, "The report as JSON.", ReportView),
        Answer(
            200,
            "As CSV (RFC 4180, UTF-8 with a byte order mark): the same names as headings, a row for each "
            "member, for nobody's messages and for the total. What a spreadsheet could take for a formula "
            "has an apostrophe before it.",
            media=CSV,
            headers={"Content-Disposition": "Of CSV: a name for the file."},
        ),
    ),
    problems=(kinds.MONTH_INVALID, kinds.FIELDS_INVALID, *STORED),
)

OPERATIONS = (READ,)
