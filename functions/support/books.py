"""The books, for the vendor: the monthly report, and the questions kept for better documentation."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.parts import MONTH, media_named
from functions.starting import imported_when_used
from functions.support.acts import TicketDoors
from shared.domain.refusals.documentation_errors import DocumentUnknown
from shared.domain.refusals.errors import MonthInvalid, TurnUnknown
from shared.web.api.operation import CSV, DeclaredAnswer, in_path, json_answer
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import Media

with imported_when_used():
    from shared.domain.agenda import header
    from shared.domain.answers import keeping_material
    from shared.domain.audit import named
    from shared.domain.values import fields
    from shared.usecases.answers import answer_ticket
    from shared.usecases.books import read_material, read_report
    from shared.usecases.documentation import keep_material
    from shared.web.books import report_csv

blueprint = TicketDoors("Reports")

FORMAT = media_named("The form of the report, whatever `Accept` says.", Media.CSV)
TURN = in_path("turn", "The turn in the ticket.", "m1")


@blueprint.view(
    "GET api/reports/{month}",
    (
        json_answer(200, "The report as JSON.", lambda: read_report.ReportView),
        DeclaredAnswer(
            200,
            "As CSV (RFC 4180, UTF-8 with a byte order mark): the same names as headings, a row for each "
            "member, for nobody's messages, for the total, and for each product, kind and supporter. What a "
            "spreadsheet could take for a formula has an apostrophe before it.",
            media=CSV,
            headers={"Content-Disposition": "Of CSV: a name for the file."},
        ),
    ),
    parameters=(MONTH, FORMAT),
    refuses=(MonthInvalid, FieldsInvalid),
)
async def report(asked: Asked) -> Response:
    """Read a monthly report.

    What was promised in a month and how it went, per member and in total, counted from the tickets' own
    events. A message counts in the month of its receipt, a clock in the month of its start, both in the
    vendor's zone; what became of them is told as it stands now. A month that is still to come is empty.
    As CSV with `format=csv`, or where `Accept` wants `text/csv` more than JSON.
    """
    media = asked.wished_media(Media.CSV)
    view = await read_report.read_report(asked.desk, asked.named("month"))
    asked.desk.shows(named.names_in(view))
    return report_csv.report_csv(view) if media is Media.CSV else as_json(view)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/turns/{turn}/material",
    {"author": "anna", "reason": "The manual does not say where exports are saved."},
    parameters=(TURN,),
    refuses=(TurnUnknown, DocumentUnknown),
    family="Tickets",
)
async def keep(asked: Asked, body: keeping_material.MaterialBody) -> header.TicketHeader:
    """Keep a turn as material.

    A question that shows what the documentation lacks, as those that come up while somebody studies it,
    stands in the list of its month, and with a `document` in that of its product's documents. No clock is
    stopped; the member is told nothing. Repeated, it changes nothing; with another document or place it is
    about that one from then on.
    """
    return await keep_material.keep_material(asked.desk, asked.ticket, body, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/turns/{turn}/material/drop",
    {"author": "anna", "reason": "It stands in the manual's chapter on exports now."},
    parameters=(TURN,),
    refuses=(TurnUnknown,),
    family="Tickets",
)
async def drop(asked: Asked, body: fields.ReasonBody) -> header.TicketHeader:
    """Keep a turn as material no more.

    When the documentation has been bettered, or it was a mistake. Repeated, it changes nothing.
    """
    return await answer_ticket.drop_material(asked.desk, asked.ticket, body, about=asked.turn)


@blueprint.view("GET api/material/{month}", "What is kept.", parameters=(MONTH,), refuses=(MonthInvalid,))
async def material(asked: Asked) -> read_material.MaterialList:
    """Read the material for better documentation.

    The questions received in a month, in the vendor's zone, that supporters keep as material: the words
    of each, and what it shows. Oldest first; a month that is still to come is empty.
    """
    return await read_material.read_material(asked.desk, asked.named("month"))
