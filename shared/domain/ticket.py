"""A ticket's state: the fold of its events, one event at a time."""

from collections.abc import Iterable
from enum import StrEnum
from functools import reduce, singledispatch

from shared.domain.errors import TurnUnknown
from shared.domain.events import (
    AnswerCommitted,
    AnswerRefused,
    Contact,
    ContactLogged,
    EntitlementDecided,
    Escalated,
    Mark,
    MessageReceived,
    OwnerNamed,
    TicketClosed,
    TicketEvent,
)
from shared.domain.frozen import Frozen, Instant
from shared.domain.intake import Kind
from shared.domain.letters import GateReason
from shared.domain.vendor import Language, Level, Policy


class How(StrEnum):
    """What ended a clock."""

    ANSWER = "answer"
    CONTACT = "contact"
    HELD = "held"


class Turn(Frozen):
    """One message that needs an answer. ``clock_from`` and ``policy`` are set once it is covered."""

    id: str
    kind: Kind
    received: Instant
    covered: bool = False
    reason: GateReason | None = None
    marks: tuple[Mark, ...] = ()
    clock_from: Instant | None = None
    policy: Policy | None = None


class Ending(Frozen):
    """A human act that answers every turn up to ``up_to`` (an id), or none (a conference alone)."""

    id: str
    how: How
    at: Instant
    author: str
    up_to: str | None
    content: str
    conference: bool = False


class Told(Frozen):
    """One level of one clock that people have been told of."""

    clock: str
    level: Level
    due: Instant


class TicketState(Frozen):
    """Everything the decisions need. ``events`` counts them; ``recorded`` is the last one's."""

    id: str
    events: int = 0
    recorded: Instant | None = None
    language: Language = Language.SWEDISH
    requester: str = ""
    content: str = ""
    member: str = ""
    product: str = ""
    turns: tuple[Turn, ...] = ()
    endings: tuple[Ending, ...] = ()
    told: tuple[Told, ...] = ()
    owner: str = ""
    closed: Instant | None = None

    @property
    def kind(self) -> Kind:
        """What the ticket was opened as."""
        return self.turns[0].kind

    def position(self, turn: str) -> int:
        """Where this turn stands, from 0. Raises ``TurnUnknown``."""
        for place, each in enumerate(self.turns):
            if each.id == turn:
                return place
        raise TurnUnknown(turn)

    def unanswered(self) -> tuple[Turn, ...]:
        """The turns that no human act has answered, oldest first."""
        answered = max((self.position(ending.up_to) for ending in self.endings if ending.up_to), default=-1)
        return self.turns[answered + 1 :]


def fold(ticket: str, events: Iterable[TicketEvent]) -> TicketState:
    """The state that these events, in order, make of an empty ticket."""
    return reduce(apply, events, TicketState(id=ticket))


def apply(state: TicketState, event: TicketEvent) -> TicketState:
    """The state after one more event."""
    changed = _after(event, state)
    return changed.model_copy(update={"events": state.events + 1, "recorded": event.recorded})


@singledispatch
def _after(event: TicketEvent, state: TicketState) -> TicketState:
    """What the event changes; an event without a rule here changes nothing."""
    del event
    return state


@_after.register
def _(event: MessageReceived, state: TicketState) -> TicketState:
    turn = Turn(id=event.turn, kind=event.kind, received=event.at)
    first = {
        "language": event.language,
        "requester": event.requester,
        "content": event.content,
        "product": event.product,
    }
    return state.model_copy(
        update={"turns": (*state.turns, turn), "closed": None} | ({} if state.turns else first)
    )


@_after.register
def _(event: EntitlementDecided, state: TicketState) -> TicketState:
    decided = {
        "covered": event.covered,
        "reason": event.reason,
        "marks": event.marks,
        "clock_from": event.clock_from,
        "policy": event.policy,
    }
    turns = tuple(turn.model_copy(update=decided) if turn.id == event.turn else turn for turn in state.turns)
    return state.model_copy(
        update={
            "turns": turns,
            "member": event.member or state.member,
            "product": event.product or state.product,
        }
    )


@_after.register
def _(event: AnswerCommitted, state: TicketState) -> TicketState:
    return _ended(
        state,
        Ending(
            id=event.answer,
            how=How.ANSWER,
            at=event.at,
            author=event.author,
            up_to=event.answers_up_to,
            content=event.content,
        ),
    )


@_after.register
def _(event: AnswerRefused, state: TicketState) -> TicketState:
    return state.model_copy(
        update={"endings": tuple(ending for ending in state.endings if ending.id != event.answer)}
    )


@_after.register
def _(event: ContactLogged, state: TicketState) -> TicketState:
    return _ended(
        state,
        Ending(
            id=event.entry,
            how=How.CONTACT,
            at=event.at,
            author=event.author,
            up_to=event.answers_up_to,
            content=event.content,
            conference=event.contact is Contact.CONFERENCE,
        ),
    )


@_after.register
def _(event: OwnerNamed, state: TicketState) -> TicketState:
    return state.model_copy(update={"owner": event.owner})


@_after.register
def _(event: Escalated, state: TicketState) -> TicketState:
    told = tuple(Told(clock=event.clock, level=level, due=event.due) for level in event.levels)
    return state.model_copy(update={"told": (*state.told, *told)})


@_after.register
def _(event: TicketClosed, state: TicketState) -> TicketState:
    return state.model_copy(update={"closed": event.at})


def _ended(state: TicketState, ending: Ending) -> TicketState:
    return state.model_copy(update={"endings": (*state.endings, ending)})
