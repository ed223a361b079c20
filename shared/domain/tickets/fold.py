"""From events to state: one rule for each kind of event, and nothing else changes a ticket."""

from collections.abc import Iterable
from functools import reduce, singledispatch
from typing import Any

from shared.domain.events.events import (
    AnswerCommitted,
    AnswerRefused,
    Contact,
    ContactLogged,
    EntitlementDecided,
    EntryWithdrawn,
    Escalated,
    MergePrepared,
    MessageReceived,
    OwnerNamed,
    PromiseGiven,
    TicketClosed,
    TicketEvent,
    TicketMerged,
    TurnEnded,
    TurnSplit,
    TurnsTaken,
)
from shared.domain.tickets import (
    conference_rules,
    delivery_rules,
    file_rules,
    incoming_rules,
    link_rules,
    material_rules,
    note_rules,
    session_rules,
    work_rules,
)
from shared.domain.tickets.ticket import Ending, How, Merged, Promise, TicketState, Told, Turn


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
    turn = Turn(
        id=event.turn,
        kind=event.kind,
        sender="" if event.author or event.moved_from else event.requester,
        received=event.at,
        channel=event.channel,
        content=event.content,
        entry=event.entry,
        moved_from=event.moved_from,
        merged_at=event.merged_at,
    )
    first: dict[str, Any] = {
        "language": event.language,
        "requester": event.requester,
        "content": event.content,
        "product": event.product,
    }
    return _with(state, turns=(*state.turns, turn), closed=None, **({} if state.turns else first))


@_after.register
def _(event: EntitlementDecided, state: TicketState) -> TicketState:
    decided = {
        "covered": event.covered,
        "reason": event.reason,
        "marks": event.marks,
        "clock_from": event.clock_from,
        "policy": event.policy,
        "taken_by": event.taken_by,
        "taken_because": event.taken_because,
    }
    return _with(
        _with_turn(state, event.turn, **decided),
        member=event.member or state.member,
        product=event.product or state.product,
    )


@_after.register
def _(event: AnswerCommitted, state: TicketState) -> TicketState:
    ending = Ending(
        id=event.answer,
        how=How.ANSWER,
        at=event.at,
        author=event.author,
        turns=state.up_to(event.answers_up_to),
        content=event.content,
    )
    delivery = state.delivery.committed(event.answer, event.mails)
    return _with(state, endings=(*state.endings, ending), delivery=delivery)


@_after.register
def _(event: AnswerRefused, state: TicketState) -> TicketState:
    return state.without_answer(event.answer)


@_after.register
def _(event: ContactLogged, state: TicketState) -> TicketState:
    ending = Ending(
        id=event.entry,
        how=How.CONTACT,
        at=event.at,
        author=event.author,
        turns=_answered(state, event),
        content=event.content,
        conference=event.contact is Contact.CONFERENCE,
        conference_of=event.conference_of,
    )
    return _with(state, endings=(*state.endings, ending))


def _answered(state: TicketState, event: ContactLogged) -> tuple[str, ...]:
    """The turns up to the one named, but for those that came after the contact."""
    named = state.up_to(event.answers_up_to) if event.answers_up_to else ()
    return tuple(turn.id for turn in state.turns if turn.id in named and turn.received <= event.at)


@_after.register
def _(event: TurnEnded, state: TicketState) -> TicketState:
    ending = Ending(
        id=event.entry,
        how=How.NO_ANSWER_NEEDED,
        at=event.at,
        author=event.author,
        turns=(event.turn,),
        content=event.content,
        reason=event.reason,
    )
    return _with(state, endings=(*state.endings, ending))


@_after.register
def _(event: EntryWithdrawn, state: TicketState) -> TicketState:
    return state.without(event.entry)


@_after.register
def _(event: PromiseGiven, state: TicketState) -> TicketState:
    promise = Promise(
        answer=event.answer, author=event.author, given=event.at, day=event.day, policy=event.policy
    )
    return _with(state, promises=(*state.promises, promise))


@_after.register
def _(event: MergePrepared, state: TicketState) -> TicketState:
    return _with(state, taking=(*state.taking, Merged(into=event.source, at=event.at)))


@_after.register
def _(event: TurnsTaken, state: TicketState) -> TicketState:
    return _with(state, taking=tuple(each for each in state.taking if each.into != event.source))


@_after.register
def _(event: TicketMerged, state: TicketState) -> TicketState:
    return _with(state, merged=Merged(into=event.into, at=event.at), closed=event.at)


@_after.register
def _(event: TurnSplit, state: TicketState) -> TicketState:
    return _with_turn(state, event.turn, split_into=event.into)


@_after.register
def _(event: OwnerNamed, state: TicketState) -> TicketState:
    return _with(state, owner=event.owner)


@_after.register
def _(event: Escalated, state: TicketState) -> TicketState:
    told = tuple(Told(clock=event.clock, level=level, due=event.due) for level in event.levels)
    return _with(state, told=(*state.told, *told))


@_after.register
def _(event: TicketClosed, state: TicketState) -> TicketState:
    return _with(state, closed=event.at)


def _with(state: TicketState, **changed: object) -> TicketState:
    return state.model_copy(update=changed)


def _with_turn(state: TicketState, name: str, **changed: object) -> TicketState:
    turns = (turn.model_copy(update=changed) if turn.id == name else turn for turn in state.turns)
    return _with(state, turns=tuple(turns))


for rules in (
    conference_rules,
    delivery_rules,
    file_rules,
    incoming_rules,
    link_rules,
    material_rules,
    note_rules,
    session_rules,
    work_rules,
):
    for rule in rules.RULES:
        _after.register(rule)
