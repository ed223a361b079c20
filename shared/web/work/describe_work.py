"""Hourly work, for supporters: quotes, minutes, and the monthly statement."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from shared.usecases.views.work_views import WorkActView
from shared.usecases.work.read_statement import StatementView
from shared.web.books.report_csv import CSV
from shared.web.describing.describe_operation import (
    HTML,
    Answer,
    Auth,
    Content,
    Operation,
    Parameter,
    Place,
    json_answer,
)
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, LANGUAGE, STORED, idempotency_key
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.kinds import work_problem_kinds as work_kinds
from shared.web.kinds.problem_kinds import ProblemKind
from shared.web.tickets.describe_ticket_acts import ACT, TICKET_IN_PATH
from shared.web.tickets.turn_bodies import ReasonBody
from shared.web.work.work_bodies import MinutesBody, QuoteBody

FAMILY = "Hourly work"

_QUOTE = Parameter(
    "quote", Place.PATH, "The id of one of the ticket's quotes.", example="q4t6yh2wq7kdm3zx", required=True
)
_ENTRY = Parameter(
    "entry", Place.PATH, "The id of an entry of minutes.", example="p4t6yh2wq7kdm3zx", required=True
)


def _act(  # noqa: PLR0913 - what tells one act from another
    name: str,
    path: str,
    summary: str,
    description: str,
    body: type[BaseModel],
    example: Mapping[str, Any],
    problems: tuple[ProblemKind, ...],
    *,
    status: int,
    more: tuple[Parameter, ...],
) -> Operation:
    """An act on hourly work; ``more`` are its parameters beside the ticket."""
    return Operation(
        id=name,
        method="POST",
        path=f"/api/tickets/{{ticket}}/{path}",
        family=FAMILY,
        summary=summary,
        description=description,
        auth=Auth.FUNCTION_KEY,
        parameters=(TICKET_IN_PATH, *more, ACCEPT_LANGUAGE),
        body=Content(body, example),
        answers=(json_answer(status, "The ticket's hourly work after it.", WorkActView),),
        problems=(*ACT, *problems, *STORED),
    )


QUOTES = _act(
    "quotes",
    "quotes",
    "Quote a price",
    "An answer, with a price for what is outside the contract: it ends the clocks of the turns it names, and "
    "its requester gets a link to accept or decline by. Refused for good, it was never given. To quote only "
    "a part, split its turn off first. Another quote that is accepted adds its own limit.",
    QuoteBody,
    {
        "text": "A report of your own is a new solution. We can build it for you.",
        "author": "anna",
        "answers_up_to": "m1",
        "estimate_minutes": 90,
        "limit_minutes": 120,
    },
    (
        kinds.TURN_UNKNOWN,
        ticket_kinds.TICKET_MERGED,
        work_kinds.PRICE_UNKNOWN,
        work_kinds.QUOTE_DAY_PASSED,
        work_kinds.QUOTE_LIMIT_LOW,
        kinds.KEY_REUSED,
    ),
    status=202,
    more=(idempotency_key("one quote", "quote-7431"),),
)
WITHDRAW_OFFER = _act(
    "withdraw_offer",
    "quotes/{quote}/withdraw",
    "Take a quote back",
    "It cannot be accepted any more, and whoever it went to is told. What has been accepted or declined "
    "stands. Repeated, it changes nothing.",
    ReasonBody,
    {"author": "anna", "reason": "It is covered after all."},
    (work_kinds.QUOTE_UNKNOWN, work_kinds.QUOTE_SETTLED),
    status=202,
    more=(_QUOTE,),
)
MINUTES = _act(
    "minutes",
    "minutes",
    "Log minutes",
    "Billable minutes of one person on one day, with what was done. Only under an accepted quote, and never "
    "past its limit: the refusal says how many minutes are left. At 80 % supporters are mailed, once.",
    MinutesBody,
    {"author": "anna", "minutes": 25, "text": "Built the first page of the report."},
    (
        work_kinds.QUOTE_UNKNOWN,
        work_kinds.WORK_NOT_ACCEPTED,
        work_kinds.WORK_DAY_REFUSED,
        work_kinds.WORK_LIMIT_REACHED,
        kinds.KEY_REUSED,
    ),
    status=201,
    more=(idempotency_key("one entry", "minutes-7431"),),
)
WITHDRAW_WORK = _act(
    "withdraw_work",
    "minutes/{entry}/withdraw",
    "Withdraw logged minutes",
    "A correction: the entry was a mistake and is billed to nobody. Both stay in the ticket's events. "
    "Repeated, it changes nothing.",
    ReasonBody,
    {"author": "anna", "reason": "Logged on the wrong ticket."},
    (work_kinds.MINUTES_UNKNOWN,),
    status=200,
    more=(_ENTRY,),
)
STATEMENT = Operation(
    id="statement",
    method="GET",
    path="/api/statements/{month}",
    family=FAMILY,
    summary="Read a month's statement",
    description=(
        "Every billable minute of a month by member and ticket: who, what, when, price and cost. A minute "
        "counts in the month of its day in the vendor's zone. Each cost is rounded to the hundredth, half "
        "up; sums are sums of these, one for each currency. As CSV or as a page to print (A4, each member on "
        "sheets of its own) with `format`, or where `Accept` wants it most."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(
        Parameter("month", Place.PATH, "Year and month.", example="2026-03", required=True),
        Parameter("member", Place.QUERY, "Only this member, by the vendor's own name for it."),
        Parameter(
            "format",
            Place.QUERY,
            "The form of the statement, whatever `Accept` says.",
            choices=("json", "csv", "html"),
        ),
        LANGUAGE,
        ACCEPT_LANGUAGE,
    ),
    answers=(
        json_answer(200, "The statement as JSON; amounts are text, exact to the hundredth.", StatementView),
        Answer(
            200,
            "As CSV (RFC 4180, UTF-8 with a byte order mark), a row an entry. What a spreadsheet could take "
            "for a formula has an apostrophe before it.",
            media=CSV,
            headers={"Content-Disposition": "Of CSV: a name for the file."},
        ),
        Answer(200, "As a page to print or save as PDF.", media=HTML),
    ),
    problems=(kinds.MONTH_INVALID, kinds.FIELDS_INVALID, *STORED),
)

OPERATIONS = (QUOTES, WITHDRAW_OFFER, MINUTES, WITHDRAW_WORK, STATEMENT)
