"""A person's own tickets, by the link that is mailed to whoever asks for it with an address."""

from __future__ import annotations

import azure.functions as func

from functions.doors.doors import Doors
from functions.member.pages import path_of, reader_language, shown, token_of
from functions.starting import imported_when_used
from shared import wiring
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.seats import own_tickets
    from shared.web.seats import own_tickets_page

blueprint = Doors("Pages for members")


@shown(blueprint, "GET api/member/tickets/{link}")
async def own_tickets_shown(req: func.HttpRequest) -> Response:
    """A person's own tickets.

    All that the person wrote to us about, open and closed, each with a link to its page. Opening it changes
    nothing. The link is mailed to the address that wrote, by the same form as the one to the member's page.
    """
    desk = wiring.desk()
    view = await own_tickets.read_own_tickets(desk, token_of(req))
    language = reader_language(req, view.language)
    return own_tickets_page.own_tickets_page(view, desk.vendor, language, path_of(req), desk.clock.now())
