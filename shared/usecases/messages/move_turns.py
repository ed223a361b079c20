"""Merge and split: turns go on in another ticket, each with its own receipt and clock."""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader, aggregate_of, empty_header
from shared.domain.facts.ticket import TicketState, refuse_full
from shared.domain.messages.merging import (
    decide_merging,
    decide_preparing,
    decide_splitting,
    decide_taking_turns,
    turns_to_take,
)
from shared.domain.tickets.changes import Changes, MoveTurns
from shared.domain.values.errors import TicketUnknown
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.records.acting import ATTEMPTS, TooBusy, act_on_ticket, tell, write_hints
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, load_ticket, load_whole_ticket


async def merge_ticket(desk: Desk, ticket: str, into: str, author: str) -> TicketHeader:
    """The ticket's matter goes on in another; the unanswered turns follow soon.

    Raises:
        TicketUnknown, AuthorUnknown, TicketMergedAway, TicketFull, MergeRefused: nothing was merged.
    """
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        raise TicketUnknown(ticket)

    def prepare(state: TicketState, now: datetime) -> Changes:
        refuse_full(state, loaded.header.state)
        return decide_preparing(state, ticket, author, now, desk.vendor)

    def merge(state: TicketState, now: datetime) -> Changes:
        return decide_merging(state, into, author, now, desk.vendor)

    if merge(loaded.header.state, desk.clock.now()) == Changes():
        return loaded.header
    await act_on_ticket(desk, into, prepare)
    return (await act_on_ticket(desk, ticket, merge)).header


async def split_turn(desk: Desk, ticket: str, turn: str, author: str) -> TicketHeader:
    """The turn goes on in a ticket of its own, named in the turn's ``split_into``; it is there soon.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, TicketMergedAway, SplitRefused: nothing was split.
    """

    def split(state: TicketState, now: datetime) -> Changes:
        return decide_splitting(state, turn, author, now, desk.vendor, desk.secret)

    return (await act_on_ticket(desk, ticket, split)).header


async def apply_effects(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """Cause what the ticket still has to cause; what was caused before is not caused again.

    Raises:
        StoreUnavailable: repeat it.
    """
    for effect in loaded.header.effects:
        await _move(desk, loaded.header.state.id, effect)
        try:
            loaded = await commit_ticket(desk.store, loaded, loaded.header.caused(effect), Changes())
        except StoreConflict:
            return await load_ticket(desk.store, loaded.header.state.id) or loaded
    return loaded


async def _move(desk: Desk, ticket: str, effect: MoveTurns) -> None:
    """The target takes the turns; a split's target is new. One merged meanwhile passes them on."""
    whole = await load_whole_ticket(desk.store, ticket)
    if whole is None:
        return
    source = whole.header.state
    for _ in range(ATTEMPTS):
        now = desk.clock.now()
        target = await load_ticket(desk.store, effect.to)
        before = target.header if target else _new(desk, effect, whole.header, now)
        if before.state.merged:
            turns = turns_to_take(before.state, source, effect.turns)
            effect = MoveTurns(cause=effect.cause, to=before.state.merged.into, turns=turns)
            continue
        changes = decide_taking_turns(before.state, source, effect.turns, whole.said, now)
        if changes == Changes():
            return
        after = _listed_under(before, whole.header).after(changes)
        await write_hints(desk, after)
        try:
            await commit_ticket(desk.store, target, after, changes)
        except StoreConflict:
            continue
        await tell(desk, aggregate_of(effect.to))
        if not turns_to_take(after.state, source, effect.turns):
            return
    raise TooBusy(effect.to)


def _new(desk: Desk, effect: MoveTurns, source: TicketHeader, now: datetime) -> TicketHeader:
    listed = now + desk.vendor.policy.reply
    return empty_header(effect.to, listed, source.known_by)


def _listed_under(target: TicketHeader, source: TicketHeader) -> TicketHeader:
    """The target is found wherever its new turns are looked for."""
    known_by = tuple(dict.fromkeys([*target.known_by, *source.known_by]))
    return target.model_copy(update={"known_by": known_by})
