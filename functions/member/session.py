"""An offer of remote help: read, consented to, or declined, by its person's link."""

from __future__ import annotations

import azure.functions as func

from functions.doors.doors import Doors
from functions.member.pages import acted, path_of, read_form, reader_language, see_again, shown, token_of
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.refusals.session_errors import SessionOver, SessionRunning
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.sessions import answer_offer
    from shared.web.links import member_forms
    from shared.web.sessions import session_page as pages

blueprint = Doors("Pages for members")


@shown(blueprint, "GET api/member/session/{link}")
async def session_page(req: func.HttpRequest) -> Response:
    """An offer of remote help.

    Who offers it and what consent means; after consent, where to join. Opening it changes nothing.
    """
    desk = wiring.desk()
    view = await answer_offer.read_offer(desk, token_of(req))
    return pages.session_page(view, desk.vendor, reader_language(req, view.language), path_of(req))


@acted(
    blueprint,
    "POST api/member/session/{link}",
    lambda: member_forms.SessionForm,
    {"act": "consent"},
    refuses=(SessionOver, SessionRunning, TicketUnknown),
)
async def session_page_act(req: func.HttpRequest) -> Response:
    """Consent to remote help, or decline.

    Before the session has begun consent can be taken back here; afterwards by closing the program. The
    supporter is told of either. Repeated, it changes nothing.
    """
    desk, token = wiring.desk(), token_of(req)
    view = await answer_offer.read_offer(desk, token)
    form, _ = read_form(req, member_forms.SessionForm)
    consents = form.act is member_forms.SessionAct.CONSENT
    await (answer_offer.consent_to_session if consents else answer_offer.decline_session)(desk, token)
    return see_again(req, reader_language(req, view.language, form), form.act)
