"""What can happen to a session of remote help. Its join address and its person's are stored beside it."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.session_states import RemoteSession, Stage
from shared.domain.facts.ticket import TicketState
from shared.domain.values.frozen import Instant


class SessionOffered(Event):
    """A supporter offers remote help to a person of the ticket; ``planned`` is None for "now"."""

    event: Literal["session_offered"] = "session_offered"
    session: str
    author: str
    person: str
    planned: Instant | None = None
    content: str

    def _effect(self, state: TicketState) -> TicketState:
        session = RemoteSession.of(self, id=self.session, offered=self.at)
        return state.but(sessions=(*state.sessions, session))


class SessionConsented(Event):
    """The person consents, by the link that was mailed to it."""

    event: Literal["session_consented"] = "session_consented"
    session: str

    def _effect(self, state: TicketState) -> TicketState:
        return _changed(state, self.session, Stage.CONSENTED, consented=self.at)


class SessionDeclined(Event):
    """The person declines, or takes its consent back before the start."""

    event: Literal["session_declined"] = "session_declined"
    session: str

    def _effect(self, state: TicketState) -> TicketState:
        return _changed(state, self.session, Stage.DECLINED)


class SessionWithdrawn(Event):
    """A supporter takes the offer back."""

    event: Literal["session_withdrawn"] = "session_withdrawn"
    session: str
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return _changed(state, self.session, Stage.WITHDRAWN)


class SessionStarted(Event):
    """A supporter logs that the session began ``at`` this instant."""

    event: Literal["session_started"] = "session_started"
    session: str
    author: str

    def _effect(self, state: TicketState) -> TicketState:
        return _changed(state, self.session, Stage.STARTED, started=self.at)


class SessionEnded(Event):
    """A supporter logs that it ended; the contact beside it (``entry``) is what counts for clocks."""

    event: Literal["session_ended"] = "session_ended"
    session: str
    author: str
    entry: str
    content: str

    def _effect(self, state: TicketState) -> TicketState:
        return _changed(
            state, self.session, Stage.ENDED, ended=self.at, entry=self.entry, end_content=self.content
        )


class SessionLapsed(Event):
    """Nobody went on with it in time. No contact: nobody said that one took place."""

    event: Literal["session_lapsed"] = "session_lapsed"
    session: str

    def _effect(self, state: TicketState) -> TicketState:
        return _changed(state, self.session, Stage.LAPSED)


SessionEvent = (
    SessionOffered
    | SessionConsented
    | SessionDeclined
    | SessionWithdrawn
    | SessionStarted
    | SessionEnded
    | SessionLapsed
)


def _changed(state: TicketState, session: str, stage: Stage, **changed: object) -> TicketState:
    sessions = (each.but(stage=stage, **changed) if each.id == session else each for each in state.sessions)
    return state.but(sessions=tuple(sessions))
