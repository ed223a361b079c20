"""An offer of remote help: read, consented to, or declined, by its person's link."""

import azure.functions as func

from functions.http import http_response
from functions.member.answering import for_member, path_of, read_form, reader_language, see_again, token_of
from shared import wiring
from shared.usecases.sessions.answer_offer import consent_to_session, decline_session, read_offer
from shared.web.links.member_forms import SessionAct, SessionForm

blueprint = func.Blueprint()


@blueprint.route("member/session/{link}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def session_page(req: func.HttpRequest) -> func.HttpResponse:
    """Who offers, what consent means, and after consent where to join. Changes nothing."""
    from shared.web.sessions.session_page import session_page as page  # noqa: PLC0415 - asked for now and then: no start waits for it

    desk = wiring.desk()
    view = await read_offer(desk, token_of(req))
    return http_response(page(view, desk.vendor, reader_language(req, view.language), path_of(req)))


@blueprint.route("member/session/{link}", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def session_page_act(req: func.HttpRequest) -> func.HttpResponse:
    """The person consents or declines; then the page again."""
    desk, token = wiring.desk(), token_of(req)
    view = await read_offer(desk, token)
    form, _ = read_form(req, SessionForm)
    await (consent_to_session if form.act is SessionAct.CONSENT else decline_session)(desk, token)
    return see_again(req, reader_language(req, view.language, form), form.act)
