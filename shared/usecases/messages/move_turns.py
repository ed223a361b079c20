"""Merge and split: turns go on in another ticket, each with its own receipt and clock. And other effects."""

from datetime import datetime
from functools import partial

from shared.domain.agenda.header import TicketHeader, aggregate_of, empty_header
from shared.domain.messages.merging import (
    MergeBody,
    decide_merging,
    decide_preparing,
    decide_splitting,
    decide_taking_turns,
    turns_to_take,
)
from shared.domain.tickets.changes import Changes, Effect, MoveTurns, SyncTie
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.records.acting import (
    TooBusy,
    act,
    act_on_ticket,
    entry_of,
    tell,
    until_committed,
    write_hints,
)
from shared.usecases.records.ticket_rows import (
    LoadedTicket,
    WholeTicket,
    commit_ticket,
    known_ticket,
    load_ticket,
    load_whole_ticket,
)
from shared.usecases.register.carry_tie import carry_tie

_MOST_STEPS = 8


split_turn = act("split", decide_splitting)


async def merge_ticket(desk: Desk, ticket: str, given: MergeBody) -> TicketHeader:
    """The ticket's matter goes on in another; the unanswered turns follow soon.

    Raises:
        TicketUnknown; as both decisions: nothing was merged.
    """
    loaded = await known_ticket(desk.store, ticket)
    state, entry = loaded.header.state, entry_of(desk, ticket, "merge", given, None)
    if decide_merging(state, given, entry, desk.clock.now(), desk.house()) == Changes():
        return loaded.header
    await act_on_ticket(desk, given.into, decide_preparing, given, state)
    return (await act_on_ticket(desk, ticket, decide_merging, given, entry)).header


async def apply_effects(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """Cause what the ticket still has to cause; what was caused before is not caused again.

    Raises:
        StoreUnavailable: repeat it.
    """
    for effect in loaded.header.effects:
        await _cause(desk, loaded, effect)
        try:
            loaded = await commit_ticket(desk.store, loaded, loaded.header.caused(effect), Changes())
        except StoreConflict:
            return await load_ticket(desk.store, loaded.header.state.id) or loaded
    return loaded


async def _cause(desk: Desk, loaded: LoadedTicket, effect: Effect) -> None:
    if isinstance(effect, SyncTie):
        await carry_tie(desk, loaded.state, effect)
    else:
        await _move(desk, loaded.state.id, effect)


async def _move(desk: Desk, ticket: str, effect: MoveTurns) -> None:
    """The target takes the turns; a split's target is new. One merged meanwhile passes them on."""
    source = await load_whole_ticket(desk.store, ticket)
    if source is None:
        return
    left: MoveTurns | None = effect
    for _ in range(_MOST_STEPS):
        if left is None:
            return
        left = await until_committed(desk, left.to, partial(_take, desk, source, left))
    if left:
        raise TooBusy(left.to)


async def _take(desk: Desk, source: WholeTicket, effect: MoveTurns, _: int) -> MoveTurns | None:
    """As many turns as one transaction carries go on in the target; what is left to move, and where to."""
    state, now = source.header.state, desk.clock.now()
    effect = effect.but(turns=tuple(each for each in effect.turns if _is_written(source, each)))
    target = await load_ticket(desk.store, effect.to)
    before = target.header if target else _new(desk, effect, source.header, now)
    if before.state.merged:
        turns = turns_to_take(before.state, state, effect.turns)
        return MoveTurns(cause=effect.cause, to=before.state.merged.into, turns=turns)
    changes = decide_taking_turns(before.state, state, effect.turns, source.said, now)
    if changes == Changes():
        return None
    after = _listed_under(before, source.header).after(changes)
    await write_hints(desk, after)
    await commit_ticket(desk.store, target, after, changes)
    await tell(desk, aggregate_of(effect.to))
    return effect if turns_to_take(after.state, state, effect.turns) else None


def _is_written(source: WholeTicket, turn: str) -> bool:
    """Not where its writer was erased before it was moved: nothing waits for an answer there."""
    said = source.said.get(turn)
    return said is None or bool(said.email or said.text)


def _new(desk: Desk, effect: MoveTurns, source: TicketHeader, now: datetime) -> TicketHeader:
    listed = now + desk.vendor.policy.reply
    return empty_header(effect.to, listed, source.known_by, people=source.listed_for)


def _listed_under(target: TicketHeader, source: TicketHeader) -> TicketHeader:
    """The target is found wherever its new turns are looked for."""
    known_by = tuple(dict.fromkeys([*target.known_by, *source.known_by]))
    people = tuple(dict.fromkeys([*target.people, *source.listed_for]))
    return target.model_copy(update={"known_by": known_by, "people": people})
