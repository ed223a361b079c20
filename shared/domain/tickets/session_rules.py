"""What the events about sessions of remote help change."""

from shared.domain.events.session_events import (
    SessionConsented,
    SessionDeclined,
    SessionEnded,
    SessionLapsed,
    SessionOffered,
    SessionStarted,
    SessionWithdrawn,
)
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.tickets.ticket import TicketState


def _offered(event: SessionOffered, state: TicketState) -> TicketState:
    session = RemoteSession(
        id=event.session,
        content=event.content,
        author=event.author,
        person=event.person,
        offered=event.at,
        planned=event.planned,
    )
    return state.model_copy(update={"sessions": (*state.sessions, session)})


def _consented(event: SessionConsented, state: TicketState) -> TicketState:
    return _with(state, event.session, stage=Stage.CONSENTED, consented=event.at)


def _declined(event: SessionDeclined, state: TicketState) -> TicketState:
    return _with(state, event.session, stage=Stage.DECLINED)


def _withdrawn(event: SessionWithdrawn, state: TicketState) -> TicketState:
    return _with(state, event.session, stage=Stage.WITHDRAWN)


def _started(event: SessionStarted, state: TicketState) -> TicketState:
    return _with(state, event.session, stage=Stage.STARTED, started=event.at)


def _ended(event: SessionEnded, state: TicketState) -> TicketState:
    return _with(
        state,
        event.session,
        stage=Stage.ENDED,
        ended=event.at,
        entry=event.entry,
        end_content=event.content,
    )


def _lapsed(event: SessionLapsed, state: TicketState) -> TicketState:
    return _with(state, event.session, stage=Stage.LAPSED)


def _with(state: TicketState, name: str, **changed: object) -> TicketState:
    sessions = (each.model_copy(update=changed) if each.id == name else each for each in state.sessions)
    return state.model_copy(update={"sessions": tuple(sessions)})


RULES = (_offered, _consented, _declined, _withdrawn, _started, _ended, _lapsed)
