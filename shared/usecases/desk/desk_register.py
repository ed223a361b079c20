"""The register of errors as the desk shows it: how many reported each error, and one with its tickets."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.audit.named import Named
from shared.domain.register.entry import EntryState, RegisterEntry, entry_id
from shared.ports.desk import Desk
from shared.usecases.register.read_register import EntryInBrief, TieView, list_register, tie_views
from shared.usecases.register.register_rows import load_entry, load_whole_entry, ties_of

ENTRIES_AT_ONCE = 25
TIES_AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry with how many tickets are tied to it, of how many people."""

    entry: EntryInBrief
    tickets: int
    people: int


@dataclass(frozen=True, slots=True)
class DeskRegister:
    """A page of the register, the newest entry first. ``next`` reads on, "" where nothing is left."""

    rows: Sequence[EntryRow]
    next: str


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """An entry, with a page of the tickets tied to it in the order in which they were tied.

    ``tickets``, ``people``: how many in all; ``told``: how many of these people know of its confirmation.
    ``after``, ``next``: the ticket after which this page begins, and the next; "" where there is none.
    """

    entry: RegisterEntry
    ties: Sequence[TieView]
    tickets: int
    people: int
    told: int
    after: str
    next: str


async def read_desk_register(
    desk: Desk, *, product: str = "", state: EntryState | None = None, after: str = ""
) -> DeskRegister:
    """25 entries of this product and in this state, from after the entry of this name.

    One request for each 1000 of the register, and then one for each entry of the page, all at once.
    """
    found = await list_register(desk, product=product, state=state, after=after, most=ENTRIES_AT_ONCE)
    rows = await asyncio.gather(*(_row(desk, each) for each in found.entries))
    return DeskRegister(rows, found.next)


async def _row(desk: Desk, entry: EntryInBrief) -> EntryRow:
    ties = await ties_of(desk.store, entry_id(desk.secret, entry.entry))
    return EntryRow(entry, len(ties), len({each.person for each in ties}))


async def read_desk_entry(desk: Desk, name: str, after: str = "") -> DeskEntry:
    """The entry with at most 25 of its tickets, from after this one.

    Two requests, and one for each member on the page. Raises ``RegisterEntryUnknown``.
    """
    entry = (await load_entry(desk, name)).entry
    whole = await load_whole_entry(desk.store, entry.id)
    ties, told = (whole.tied, whole.told) if whole else ((), {})
    left = ties[_place_after(after, [each.ticket for each in ties]) :]
    shown, people = left[:TIES_AT_ONCE], {each.person for each in ties}
    desk.shows((Named.TICKET, each.ticket) for each in shown)
    told_on = {each.ticket for each, _ in told.values() if each.done}
    return DeskEntry(
        entry=entry,
        ties=await tie_views(desk, shown, told_on),
        tickets=len(ties),
        people=len(people),
        told=len(people & {person for person, (each, _) in told.items() if each.done}),
        after=after,
        next=shown[-1].ticket if len(left) > len(shown) else "",
    )


def _place_after(after: str, tickets: Sequence[str]) -> int:
    """Where the page begins that follows this ticket; at the beginning where it is not there any more."""
    return tickets.index(after) + 1 if after in tickets else 0
