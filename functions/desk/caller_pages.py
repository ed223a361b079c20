"""What somebody said on the telephone becomes a ticket, from a page."""

from __future__ import annotations

import azure.functions as func

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, take_form
from functions.starting import imported_when_used
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import InstantInFuture
from shared.web.api.operation import URLENCODED, Content
from shared.web.http.bodies import Body, read_body
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.messages import open_ticket
    from shared.web.desk.calls import caller_page
    from shared.web.desk.queue import queue_page

blueprint = DeskDoors("Pages for supporters")

_EXAMPLE = {"act": "caller", "token": ""}
_EXTRA = {"email": "And all other fields of a ticket for a caller, by the names that they have in the API."}


@blueprint.page("GET desk/tickets/new", "The page.")
async def desk_caller(asked: DeskAsked) -> Response:
    """A form for a caller's ticket.

    Who called, what about, what was said, and when the call was.
    """
    return caller_page.caller_page(asked.reading, new_token(asked))


def caller_named(req: func.HttpRequest) -> caller_page.CallerNamed | None:
    """Whose ticket a sent form is to open."""
    try:
        email = read_body(req.headers.get("content-type"), req.get_body()).fields.get("email")
    except Refused:
        return None
    return caller_page.CallerNamed(email=email) if isinstance(email, str) else None


@blueprint.form(
    "POST desk/tickets/new",
    Content(lambda: caller_page.CallerForm, _EXAMPLE, (URLENCODED,), lenient=True, extra=_EXTRA),
    refuses=(*FORM_REFUSES, InstantInFuture),
    about=caller_named,
)
async def desk_open_for_caller(asked: DeskAsked) -> Response:
    """Open a ticket for a caller, from the form.

    As over the API, in the name of whoever has signed in: it was received at the instant of the call. The
    ticket's page follows; sent twice, it is one ticket.
    """
    author = asked.person.acting

    async def carry_out(sent: Sent[caller_page.CallerForm]) -> Onward:
        given = caller_page.caller_typed(sent.body, author.id, asked.desk.vendor)
        request = open_ticket.Request(submission=given, channel="supporter", key=sent.key)
        opened = await open_ticket.open_ticket(asked.desk, request)
        return Onward(f"{queue_page.TICKETS_PATH}/{opened.state.id}")

    async def again(body: Body, refused: Refused) -> Response:
        typed = caller_page.TypedCall("caller", body.fields, refused)
        return caller_page.caller_page(asked.reading, new_token(asked), typed)

    return await take_form(asked, caller_page.CallerForm, carry_out, again)
