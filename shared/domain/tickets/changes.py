"""What a decision wants written: events, people's words, mails and effects. Nothing has happened yet."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field

from shared.domain.events.event import after
from shared.domain.events.events import TicketEvent
from shared.domain.facts.files import NamedFile
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.values.authority import By
from shared.domain.values.frozen import Frozen

_MOST_ROWS = 80
_MOST_CHARACTERS = 250_000
_MOST_OF_A_BATCH = 150_000
_ROWS_OF_WORDS = 3
"""Who said it, the text, what was quoted; what is longer than one message may be is not taken in."""


class Said(Frozen):
    """What a person wrote, and who it was: the personal data of one turn, answer or logged contact.

    Of a mail: its ``message_id``, what its writer ``quoted``, and under which id the whole ``mail`` is kept.
    Of a conference's slot: the number or address (``place``) at which people meet. Of a question about a
    document: where in it (``document_place``).
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
    document_place: str = ""

    @property
    def meets_at(self) -> str:
        """The slot's place; rows of before this field have it as their subject."""
        return self.place or self.subject


class MoveTurns(Frozen):
    """What this ticket causes in another: these turns go on there. Applied once, however often tried."""

    cause: Literal["merge", "split"]
    to: str
    turns: tuple[str, ...]


class SyncTie(Frozen):
    """What this ticket causes in an entry of the register: the entry learns whether it is tied to it now."""

    cause: Literal["tie"] = "tie"
    entry: str


type Effect = Annotated[MoveTurns | SyncTie, Field(discriminator="cause")]
"""What one ticket causes elsewhere: a row of the outbox, as it were, in its header."""


class MailBatch(Frozen):
    """Mails of one decision that stand in one row together until a look gives each a row of its own.

    ``id`` tells it from the ticket's other batches.
    """

    id: str
    sends: tuple[Send, ...]


class Outgoing(NamedTuple):
    """A decision's mails: those that get a row at once, and those that a look gives theirs, in steps."""

    now: tuple[Send, ...]
    later: tuple[MailBatch, ...]


class Changes(Frozen):
    """The outcome of a decision about one ticket, to be committed whole or not at all.

    ``known_by``: further keys under which the gate may come to know who wrote.
    """

    events: tuple[TicketEvent, ...] = ()
    said: tuple[Said, ...] = ()
    sends: tuple[Send, ...] = ()
    effects: tuple[Effect, ...] = ()
    known_by: tuple[str, ...] = ()

    def state_after(self, state: TicketState) -> TicketState:
        """The ticket's state once the events have happened."""
        return after(state, self.events)

    def done_by(self, by: By) -> Self:
        """The same, with every event saying by what the desk knew who did it."""
        return self.but(events=tuple(each.but(by=by) for each in self.events)) if by else self

    def fits(self) -> bool:
        """Whether one transaction surely carries it all, and the header beside it. One turn always fits."""
        rows = len(self.events) + len(self.sends) + _ROWS_OF_WORDS * len(self.said)
        characters = sum(len(each.text) + len(each.quoted) for each in self.said)
        return rows <= _MOST_ROWS and characters <= _MOST_CHARACTERS

    def outgoing(self, events: int) -> Outgoing:
        """The mails, each once by its id, parted so that one transaction carries those that go now.

        ``events``: how many the ticket has with these; a new mail tells of nothing that comes later. Two
        persons with one address are one recipient, so that two mails about the same are one mail.
        """
        once: dict[str, Send] = {}
        for send in self.sends:
            once.setdefault(send.id, send.written_after(events))
        sends = tuple(once.values())
        room = max(0, _MOST_ROWS - len(self.events) - _ROWS_OF_WORDS * len(self.said))
        return Outgoing(sends[:room], tuple(_batches(sends[room:])))

    def __add__(self, others: Self) -> Self:
        """Both, in this order."""
        return type(self)(
            events=(*self.events, *others.events),
            said=(*self.said, *others.said),
            sends=(*self.sends, *others.sends),
            effects=(*self.effects, *others.effects),
            known_by=(*self.known_by, *others.known_by),
        )


def recorded_at(state: TicketState, now: datetime) -> datetime:
    """The instant to record: now, but never before the previous event's."""
    return max(now, state.recorded) if state.recorded else now


def as_many_as_fit(parts: Iterable[Changes]) -> Changes:
    """The first of these, as many as one transaction carries; at least one. Decide again for the others."""
    together = Changes()
    for part in parts:
        if together != Changes() and not (together + part).fits():
            break
        together += part
    return together


def _batches(sends: tuple[Send, ...]) -> Iterator[MailBatch]:
    """These mails in as many rows as they need."""
    start = size = 0
    for place, send in enumerate(sends):
        length = len(send.model_dump_json())
        if place > start and size + length > _MOST_OF_A_BATCH:
            yield MailBatch(id=sends[start].id, sends=sends[start:place])
            start, size = place, 0
        size += length
    if sends:
        yield MailBatch(id=sends[start].id, sends=sends[start:])
