"""What the day needs, and what is held back let in or thrown away."""

from __future__ import annotations

import azure.functions as func

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors, on_to
from functions.desk.queue import show_queue, sifting_place, sifting_token
from functions.starting import imported_when_used
from shared.domain.refusals.desk_errors import FormTooOld
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import AuthorUnknown
from shared.web.api.operation import URLENCODED, Content
from shared.web.http.bodies import BodyMalformed, BodyTooLarge, BodyTypeUnknown, read_body
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid, parse_fields

with imported_when_used():
    from shared.usecases.desk import desk_day as days
    from shared.usecases.held import sift_held
    from shared.web.desk import day_page, form_tokens
    from shared.web.desk.queue import sifting
    from shared.web.pages import pages

blueprint = DeskDoors("Pages for supporters")

_EXAMPLE = {"act": "take", "token": ""}
_EXTRA = {
    "reason": "Why; it stays in each of them.",
    "ticket-k3f7q2mz5abcdwxy": "A field of this form for each ticket that was chosen.",
}


@blueprint.page("GET desk/day", "The page.")
async def desk_day(asked: DeskAsked) -> Response:
    """What the day needs.

    What is to be answered before it ends, its conferences, products that nobody is responsible for,
    machines' mails that belong to no ticket, and what of the system does not work.
    """
    return day_page.day_page(await days.read_day(asked.desk, asked.language), asked.reading)


def sifted_tickets(req: func.HttpRequest) -> sifting.SiftedTickets | None:
    """Which tickets a sent form names."""
    try:
        body = read_body(req.headers.get("content-type"), req.get_body())
    except Refused:
        return None
    return sifting.SiftedTickets(tickets=tuple(sifting.ticked(body.fields))[: sift_held.MOST_AT_ONCE])


@blueprint.form(
    "POST desk/held",
    Content(lambda: sifting.SiftForm, _EXAMPLE, (URLENCODED,), lenient=True, extra=_EXTRA),
    refuses=(FieldsInvalid, BodyMalformed, BodyTooLarge, BodyTypeUnknown, FormTooOld, AuthorUnknown),
    about=sifted_tickets,
)
async def desk_held_act(asked: DeskAsked) -> Response:
    """Let held tickets in, or throw them away.

    The same acts as over the API, in the name of whoever has signed in, for each that was ticked. Where
    none is, or no reason is given, the page comes again and says so.
    """
    author = asked.person.acting
    body = read_body(asked.request.headers.get("content-type"), asked.request.get_body())
    form = parse_fields(body, sifting.SiftForm)
    form_tokens.key_of_form(asked.desk.secret, sifting_place(asked), asked.now, form.token)
    try:
        given = parse_fields(sifting.sift_body(body, author.id), sift_held.SiftBody)
    except FieldsInvalid as wrong:
        names = tuple(each.field for each in wrong.errors)
        return await show_queue(asked, sifting.Sifting(sifting_token(asked), body.fields, names))
    sift = sift_held.take_held if form.act is sifting.SiftAct.TAKE else sift_held.drop_held
    await sift(asked.desk, given)
    address = asked.reading.to(pages.DESK_PATH, view="held", done=form.act)
    return on_to(address)
