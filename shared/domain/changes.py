"""What a decision wants written: events, people's words, and mails. Nothing has happened yet."""

from datetime import datetime

from shared.domain.events import TicketEvent
from shared.domain.frozen import Frozen
from shared.domain.sends import Send
from shared.domain.ticket import TicketState, apply


class Said(Frozen):
    """What a person wrote, and who it was: the personal data of one turn, answer or logged contact."""

    id: str
    email: str = ""
    name: str = ""
    product: str = ""
    subject: str = ""
    text: str = ""
    refused_files: tuple[str, ...] = ()


class Changes(Frozen):
    """The outcome of a decision about one ticket, to be committed whole or not at all."""

    events: tuple[TicketEvent, ...] = ()
    said: tuple[Said, ...] = ()
    sends: tuple[Send, ...] = ()

    def state_after(self, state: TicketState) -> TicketState:
        """The ticket's state once the events have happened."""
        for event in self.events:
            state = apply(state, event)
        return state


def recorded_at(state: TicketState, now: datetime) -> datetime:
    """The instant to record: now, but never before the previous event's."""
    return max(now, state.recorded) if state.recorded else now
