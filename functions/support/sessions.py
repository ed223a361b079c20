"""Remote help, for supporters: offered, taken back, its start and end logged."""

import azure.functions as func

from functions.http import answered, json_answer, read_body, reference
from functions.support.acts import key_of, ticket_of
from shared import wiring
from shared.domain.agenda.header import TicketHeader
from shared.domain.sessions.session_offering import OfferBack
from shared.domain.values.session_errors import SessionUnknown
from shared.usecases.answers.answer_ticket import Writing
from shared.usecases.sessions.hold_session import end_session, start_session
from shared.usecases.sessions.offer_session import Offering, offer_session, take_offer_back
from shared.usecases.views.session_views import session_act_view
from shared.web.sessions.session_bodies import SessionBody, SessionEndBody, SessionStartBody
from shared.web.tickets.turn_bodies import ReasonBody

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/sessions", methods=["POST"])
@answered
async def sessions(req: func.HttpRequest) -> func.HttpResponse:
    """A session is offered; its person is mailed a link to read and consent."""
    body = read_body(req, SessionBody)
    offering = Offering(body.author, body.join_address, body.planned, body.turn, key_of(req))
    header, session = await offer_session(wiring.desk(), ticket_of(req), offering)
    return _in_brief(header, session, 202)


@blueprint.route("tickets/{ticket}/sessions/{session}/withdraw", methods=["POST"])
@answered
async def session_back(req: func.HttpRequest) -> func.HttpResponse:
    """The offer is taken back; its person is told."""
    body, session = read_body(req, ReasonBody), _session_of(req)
    back = OfferBack(session=session, author=body.author, reason=body.reason)
    return _in_brief(await take_offer_back(wiring.desk(), ticket_of(req), back), session, 202)


@blueprint.route("tickets/{ticket}/sessions/{session}/start", methods=["POST"])
@answered
async def session_start(req: func.HttpRequest) -> func.HttpResponse:
    """The session has begun, with consent."""
    body, session = read_body(req, SessionStartBody), _session_of(req)
    header = await start_session(wiring.desk(), ticket_of(req), session, body.author, body.at)
    return _in_brief(header, session)


@blueprint.route("tickets/{ticket}/sessions/{session}/end", methods=["POST"])
@answered
async def session_end(req: func.HttpRequest) -> func.HttpResponse:
    """The session has ended; it counts as human contact for the turns it names."""
    body, session = read_body(req, SessionEndBody), _session_of(req)
    writing = Writing(body.author, body.note, body.answers_up_to)
    return _in_brief(await end_session(wiring.desk(), ticket_of(req), session, writing, body.at), session)


def _session_of(req: func.HttpRequest) -> str:
    """The session in the address. Raises ``SessionUnknown`` where it cannot be one."""
    return reference(req, "session", SessionUnknown)


def _in_brief(header: TicketHeader, session: str, status: int = 200) -> func.HttpResponse:
    """The ticket and the session after the act."""
    return json_answer(session_act_view(header, session, wiring.desk().clock.now()), status=status)
