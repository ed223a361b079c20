"""Hourly work, for supporters: quotes given and taken back, minutes logged and corrected, the statement."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE, MONTH, ON_TICKET, keyed, media_named
from functions.starting import imported_when_used
from shared.domain.refusals.errors import (
    MinutesUnknown,
    MonthInvalid,
    PriceUnknown,
    QuoteDayPassed,
    QuoteLimitLow,
    QuoteSettled,
    QuoteUnknown,
    TicketMergedAway,
    TurnUnknown,
    WorkDayRefused,
    WorkLimitReached,
    WorkNotAccepted,
)
from shared.web.api.operation import (
    CSV,
    DeclaredAnswer,
    Parameter,
    Where,
    in_path,
    json_answer,
    page,
)
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import Media

with imported_when_used():
    from shared.domain.audit import named
    from shared.domain.values import fields
    from shared.domain.work import logging_minutes, quoting
    from shared.usecases.views import work_views
    from shared.usecases.work import quote_work, read_statement
    from shared.web.work import statement_csv, statement_page

blueprint = Doors("Hourly work")

QUOTE = in_path("quote", "The id of one of the ticket's quotes.", "q4t6yh2wq7kdm3zx")
ENTRY = in_path("entry", "The id of an entry of minutes.", "p4t6yh2wq7kdm3zx")
MEMBER = Parameter("member", Where.QUERY, "Only this member, by the vendor's own name for it.")
FORMAT = media_named("The form of the statement, whatever `Accept` says.", Media.CSV, Media.HTML)


@blueprint.act(
    "POST api/tickets/{ticket}/quotes",
    "The ticket's hourly work after it.",
    {
        "text": "A report of your own is a new solution. We can build it for you.",
        "author": "anna",
        "answers_up_to": "m1",
        "estimate_minutes": 90,
        "limit_minutes": 120,
    },
    202,
    parameters=(keyed("one quote", "quote-7431"),),
    refuses=(*ON_TICKET, TurnUnknown, TicketMergedAway, PriceUnknown, QuoteDayPassed, QuoteLimitLow),
)
async def quotes(asked: Asked, body: quoting.QuoteBody) -> work_views.WorkActView:
    """Quote a price.

    An answer, with a price for what is outside the contract: it ends the clocks of the turns it names,
    and its requester gets a link to accept or decline by. Refused for good, it was never given. To
    quote only a part, split its turn off first. Another quote that is accepted adds its own limit.
    """
    await quote_work.give_quote(asked.desk, asked.ticket, body, asked.key)
    return await quote_work.read_work(asked.desk, asked.ticket)


@blueprint.act(
    "POST api/tickets/{ticket}/quotes/{quote}/withdraw",
    "The ticket's hourly work after it.",
    {"author": "anna", "reason": "It is covered after all."},
    202,
    parameters=(QUOTE,),
    refuses=(*ON_TICKET, QuoteUnknown, QuoteSettled),
)
async def withdraw_offer(asked: Asked, body: fields.ReasonBody) -> work_views.WorkActView:
    """Take a quote back.

    It cannot be accepted any more, and whoever it went to is told. What has been accepted or declined
    stands. Repeated, it changes nothing.
    """
    quote = asked.reference("quote", QuoteUnknown)
    await quote_work.withdraw_quote(asked.desk, asked.ticket, body, about=quote)
    return await quote_work.read_work(asked.desk, asked.ticket)


@blueprint.act(
    "POST api/tickets/{ticket}/minutes",
    "The ticket's hourly work after it.",
    {"author": "anna", "minutes": 25, "text": "Built the first page of the report."},
    201,
    parameters=(keyed("one entry", "minutes-7431"),),
    refuses=(*ON_TICKET, QuoteUnknown, WorkNotAccepted, WorkDayRefused, WorkLimitReached),
)
async def minutes(asked: Asked, body: logging_minutes.MinutesBody) -> work_views.WorkActView:
    """Log minutes.

    Billable minutes of one person on one day, with what was done. Only under an accepted quote, and
    never past its limit: the refusal says how many minutes are left. At 80 % supporters are mailed,
    once.
    """
    await quote_work.log_minutes(asked.desk, asked.ticket, body, asked.key)
    return await quote_work.read_work(asked.desk, asked.ticket)


@blueprint.act(
    "POST api/tickets/{ticket}/minutes/{entry}/withdraw",
    "The ticket's hourly work after it.",
    {"author": "anna", "reason": "Logged on the wrong ticket."},
    parameters=(ENTRY,),
    refuses=(*ON_TICKET, MinutesUnknown),
)
async def withdraw_work(asked: Asked, body: fields.ReasonBody) -> work_views.WorkActView:
    """Withdraw logged minutes.

    A correction: the entry was a mistake and is billed to nobody. Both stay in the ticket's events.
    Repeated, it changes nothing.
    """
    await quote_work.withdraw_minutes(asked.desk, asked.ticket, body, about=asked.named("entry"))
    return await quote_work.read_work(asked.desk, asked.ticket)


@blueprint.view(
    "GET api/statements/{month}",
    (
        json_answer(
            200,
            "The statement as JSON; amounts are text, exact to the hundredth.",
            lambda: read_statement.StatementView,
        ),
        DeclaredAnswer(
            200,
            "As CSV (RFC 4180, UTF-8 with a byte order mark), a row an entry. What a spreadsheet could take "
            "for a formula has an apostrophe before it.",
            media=CSV,
            headers={"Content-Disposition": "Of CSV: a name for the file."},
        ),
        page(200, "As a page to print or save as PDF."),
    ),
    parameters=(MONTH, MEMBER, FORMAT, LANGUAGE),
    refuses=(MonthInvalid, FieldsInvalid),
)
async def statement(asked: Asked) -> Response:
    """Read a month's statement.

    Every billable minute of a month by member and ticket: who, what, when, price and cost. A minute
    counts in the month of its day in the vendor's zone. Each cost is rounded to the hundredth, half up;
    sums are sums of these, one for each currency. As CSV or as a page to print (A4, each member on
    sheets of its own) with `format`, or where `Accept` wants it most.
    """
    media = asked.wished_media(Media.CSV, Media.HTML)
    view = await read_statement.read_statement(asked.desk, asked.named("month"), asked.query("member") or "")
    asked.desk.shows(named.names_in(view))
    match media:
        case Media.CSV:
            return statement_csv.statement_csv(view)
        case Media.HTML:
            return statement_page.statement_page(view, asked.desk.vendor, asked.language)
    return as_json(view)
