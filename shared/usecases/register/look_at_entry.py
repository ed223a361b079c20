"""A look at an entry: whoever reported it is told of its confirmation; a merged one hands its ties on."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.register.entry import TOLD_IN, EntryTie, PersonTold, RegisterEntry
from shared.domain.register.tying import decide_telling
from shared.domain.tickets.changes import Said
from shared.ports.desk import Desk
from shared.ports.store import Create, Replace, StoreConflict, Table
from shared.usecases.records.acting import act_on_ticket, tell
from shared.usecases.records.ticket_rows import load_ticket, load_ticket_and_people
from shared.usecases.register.carry_tie import tie_said
from shared.usecases.register.register_rows import (
    WholeEntry,
    commit_entry,
    follow,
    load_whole_entry,
    tie_row,
    told_row,
)

MOST_STEPS = 30
IN_ONE_STEP = 40
"""People, or ties, of which one transaction carries the rows."""
_AT_ONCE = 8


async def look_at_entry(desk: Desk, entry: str) -> datetime | None:
    """Go on with what the entry has to do; what is left asks for another look.

    Returns: when to go on (now, where there is more to do), None once nothing is left.

    Raises ``StoreUnavailable``: the look is to be repeated; nobody is told twice.
    """
    for _ in range(MOST_STEPS):
        whole = await load_whole_entry(desk.store, entry)
        if whole is None or not whole.entry.busy:
            return None
        try:
            await _step(desk, whole)
        except StoreConflict:
            await desk.pause(0)
    await tell(desk, f"register-{entry}")
    return desk.clock.now()


async def _step(desk: Desk, whole: WholeEntry) -> None:
    """As much as one transaction carries. Raises ``StoreConflict``: somebody else did something."""
    pending = [(told, etag) for told, etag in whole.told.values() if not told.done]
    if pending:
        await _tell_all(desk, whole.entry, pending[:IN_ONE_STEP])
    elif whole.entry.merged_into and await _hand_on(desk, whole):
        return
    elif persons := _untold(whole):
        rows = [told_row(whole.entry.id, each, None) for each in persons]
        await commit_entry(desk, whole.loaded, whole.entry, rows)
    else:
        await commit_entry(desk, whole.loaded, whole.entry.but(busy=False))


def _untold(whole: WholeEntry) -> list[PersonTold]:
    """The next persons who are to be told, each on the first ticket of theirs that was tied."""
    if whole.entry.merged_into or whole.entry.state not in TOLD_IN:
        return []
    first: dict[str, str] = {}
    for tie in whole.tied:
        first.setdefault(tie.person, tie.ticket)
    untold = ((person, ticket) for person, ticket in first.items() if person and person not in whole.told)
    return [PersonTold(person=person, ticket=ticket) for person, ticket in islice(untold, IN_ONE_STEP)]


async def _tell_all(desk: Desk, entry: RegisterEntry, pending: list[tuple[PersonTold, str]]) -> None:
    """Each on a ticket of its own, which mails it once; then the entry knows."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def told(person: PersonTold) -> None:
        async with gate:
            await _tell(desk, entry, person)

    await asyncio.gather(*(told(person) for person, _ in pending))
    rows = [told_row(entry.id, person.but(done=True), etag) for person, etag in pending]
    await desk.store.commit(Table.REGISTER, entry.id, rows)


async def _tell(desk: Desk, entry: RegisterEntry, person: PersonTold) -> None:
    """The requester of this ticket is told on it; one that has no address any more is not."""
    loaded = await load_ticket_and_people(desk.store, person.ticket)
    if loaded is None or not (to := requester_of(loaded.state, loaded.said)):
        return
    await act_on_ticket(desk, person.ticket, decide_telling, entry, to, loaded)


def requester_of(state: TicketState, said: Mapping[str, Said]) -> Recipient | None:
    """Whoever wrote the ticket's first message; None where the address is not there any more."""
    wrote = said.get(state.turns[0].id) if state.turns else None
    return Recipient(address=wrote.email, name=wrote.name) if wrote and wrote.email else None


async def _hand_on(desk: Desk, whole: WholeEntry) -> bool:
    """The next ties stand at the entry in which this one goes on, and who was told is told there too.

    What is written there is what the tickets say. There first, then they are taken off here: between the two
    they stand in both. False: none are left.
    """
    root = (await follow(desk, whole.entry.name)).entry
    there, some = await load_whole_entry(desk.store, root.id), whole.tied[:IN_ONE_STEP]
    if there is None:
        return False
    rows = [*await _ties_there(desk, there, some), *_told_there(there, whole, some)]
    taking = tuple(each for each in there.entry.taking if each.source != whole.entry.name)
    after = there.entry.but(busy=there.entry.busy or bool(rows), taking=taking)
    await commit_entry(desk, there.loaded, after, rows)
    if some:
        gone = [tie_row(whole.entry.id, tie.but(tied=False), whole.ties[tie.ticket][1]) for tie in some]
        await desk.store.commit(Table.REGISTER, whole.entry.id, gone)
    return bool(some)


async def _ties_there(desk: Desk, there: WholeEntry, ties: Sequence[EntryTie]) -> list[Create | Replace]:
    """The rows that say what each of these tickets says now, where that is not known there yet."""

    async def row(ticket: str) -> Create | Replace | None:
        known, etag = there.ties.get(ticket, (None, None))
        loaded = await load_ticket(desk.store, ticket)
        said = await tie_said(desk, loaded.state, there.entry, known) if loaded else None
        return tie_row(there.entry.id, said, etag) if said else None

    found = await asyncio.gather(*(row(tie.ticket) for tie in ties))
    return [each for each in found if each]


def _told_there(there: WholeEntry, here: WholeEntry, ties: Iterable[EntryTie]) -> Iterator[Create | Replace]:
    """Whoever was told of the confirmation here is not told of it there once more."""
    for person in dict.fromkeys(tie.person for tie in ties):
        if person in here.told and person not in there.told:
            yield told_row(there.entry.id, here.told[person][0], None)
