"""What a decision wants written: events, people's words, mails and effects. Nothing has happened yet."""

from datetime import datetime
from typing import Literal, Self

from shared.domain.events.event import after
from shared.domain.events.events import TicketEvent
from shared.domain.facts.files import NamedFile
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.values.frozen import Frozen

_MOST_ROWS = 80
_MOST_CHARACTERS = 250_000
_ROWS_OF_WORDS = 3
"""Who said it, the text, what was quoted; what is longer than one message may be is not taken in."""


class Said(Frozen):
    """What a person wrote, and who it was: the personal data of one turn, answer or logged contact.

    Of a mail: its ``message_id``, what its writer ``quoted``, and under which id the whole ``mail`` is kept.
    Of a conference's slot: the number or address (``place``) at which people meet.
    """

    id: str
    email: str = ""
    name: str = ""
    product: str = ""
    subject: str = ""
    text: str = ""
    refused_files: tuple[str, ...] = ()
    files: tuple[NamedFile, ...] = ()
    quoted: str = ""
    message_id: str = ""
    mail: str = ""
    place: str = ""

    @property
    def meets_at(self) -> str:
        """The slot's place; rows of before this field have it as their subject."""
        return self.place or self.subject


class MoveTurns(Frozen):
    """What this ticket causes in another: these turns go on there. Applied once, however often tried."""

    cause: Literal["merge", "split"]
    to: str
    turns: tuple[str, ...]


class Changes(Frozen):
    """The outcome of a decision about one ticket, to be committed whole or not at all."""

    events: tuple[TicketEvent, ...] = ()
    said: tuple[Said, ...] = ()
    sends: tuple[Send, ...] = ()
    effects: tuple[MoveTurns, ...] = ()

    def state_after(self, state: TicketState) -> TicketState:
        """The ticket's state once the events have happened."""
        return after(state, self.events)

    def fits(self) -> bool:
        """Whether one transaction surely carries it all, and the header beside it. One turn always fits."""
        rows = len(self.events) + len(self.sends) + _ROWS_OF_WORDS * len(self.said)
        characters = sum(len(each.text) + len(each.quoted) for each in self.said)
        return rows <= _MOST_ROWS and characters <= _MOST_CHARACTERS

    def __add__(self, others: Self) -> Self:
        """Both, in this order."""
        return type(self)(
            events=(*self.events, *others.events),
            said=(*self.said, *others.said),
            sends=(*self.sends, *others.sends),
            effects=(*self.effects, *others.effects),
        )


def recorded_at(state: TicketState, now: datetime) -> datetime:
    """The instant to record: now, but never before the previous event's."""
    return max(now, state.recorded) if state.recorded else now
