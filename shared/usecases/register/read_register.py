"""What is read of the register: the list, one entry with its ties, and who reported it."""

import asyncio
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import batched

from shared.domain.letters.sends import Recipient
from shared.domain.register.entry import (
    EntryKind,
    EntryState,
    EntryStep,
    EntryTie,
    EntryTitle,
    EntryWords,
    RegisterEntry,
)
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.records.member_rows import member_id
from shared.usecases.records.ticket_rows import load_ticket_and_people
from shared.usecases.register.look_at_entry import requester_of
from shared.usecases.register.register_rows import all_entries, follow, load_entry, load_whole_entry

ENTRIES_ON_PAGE = 50
_AT_ONCE = 20


class EntryInBrief(Frozen):
    """An entry as the list has it. ``merged_into``: the entry in which it goes on, else ""."""

    entry: str
    kind: EntryKind
    product: str
    title: EntryTitle
    state: EntryState
    reported: Instant
    fixed_in: str
    merged_into: str


class RegisterList(Frozen):
    """Entries, the newest first. ``next`` reads on where there are ``more``, else ""."""

    entries: tuple[EntryInBrief, ...]
    more: bool
    next: str


class TieView(Frozen):
    """A ticket that is tied to the entry. ``told``: its requester was told of the confirmation on it."""

    ticket: str
    code: str
    member: str
    since: Instant
    told: bool


class RegisterEntryView(EntryInBrief):
    """An entry whole. ``steps``: how it came to where it stands; ``ties``: also of what was merged into it.

    Of one that goes on in another, the ties stand there.
    """

    text: EntryWords
    workaround: EntryWords | None
    versions: tuple[str, ...]
    steps: tuple[EntryStep, ...]
    ties: tuple[TieView, ...]


class Reporter(Frozen):
    """A requester of a ticket that is tied to an entry: where and in which language to write to.

    ``member`` is its member's key, "" where it is known at none.
    """

    ticket: str
    to: Recipient
    language: Language
    member: str


async def list_register(
    desk: Desk,
    *,
    product: str = "",
    state: EntryState | None = None,
    after: str = "",
    most: int = ENTRIES_ON_PAGE,
) -> RegisterList:
    """The entries of this product and in this state, all of them where neither is named; ``most`` a page.

    ``after``: the name of the last entry of the page before. One request for each 1000 entries.
    """
    wanted = [each for each in await all_entries(desk.store) if _is_wanted(each, product, state)]
    last = int(after.removeprefix("E-")) if after else None
    left = [each for each in wanted if last is None or each.number < last]
    shown = left[:most]
    more = len(left) > len(shown)
    return RegisterList(
        entries=tuple(in_brief(each) for each in shown), more=more, next=shown[-1].name if more else ""
    )


async def read_entry(desk: Desk, name: str) -> RegisterEntryView:
    """The entry with the tickets tied to it. Raises ``RegisterEntryUnknown``."""
    entry = (await load_entry(desk, name)).entry
    whole = await load_whole_entry(desk.store, entry.id)
    told = {each.ticket for each, _ in whole.told.values() if each.done} if whole else set()
    return entry_view(entry, await tie_views(desk, whole.tied if whole else (), told))


async def tie_views(desk: Desk, ties: Sequence[EntryTie], told: AbstractSet[str]) -> tuple[TieView, ...]:
    """These ties as shown; ``told``: the tickets on which somebody was told. One request a member."""
    members = await _member_names(desk, ties)
    return tuple(_tie_view(tie, members[tie.member], tie.ticket in told) for tie in ties)


async def entry_reporters(desk: Desk, name: str) -> tuple[Reporter, ...]:
    """Who reported the entry, or the one in which it goes on: one for each ticket that is tied to it.

    A ticket whose requester's address is not there any more has none. Requests: the entry, its rows, and one
    a ticket. Raises ``RegisterEntryUnknown``.
    """
    root = (await follow(desk, name)).entry
    whole = await load_whole_entry(desk.store, root.id)
    found: list[Reporter | None] = []
    for some in batched(whole.tied if whole else (), _AT_ONCE, strict=False):
        found += await asyncio.gather(*(_reporter(desk, tie.ticket) for tie in some))
    return tuple(each for each in found if each)


async def _reporter(desk: Desk, ticket: str) -> Reporter | None:
    loaded = await load_ticket_and_people(desk.store, ticket)
    to = requester_of(loaded.state, loaded.said) if loaded else None
    if loaded is None or to is None:
        return None
    return Reporter(ticket=ticket, to=to, language=loaded.state.language, member=loaded.state.member)


async def _member_names(desk: Desk, ties: Sequence[EntryTie]) -> dict[str, str]:
    """The vendor's own names for the members of these ties, by key."""
    keys = sorted({tie.member for tie in ties})
    names = await asyncio.gather(*(member_id(desk, key) for key in keys))
    return dict(zip(keys, names, strict=True))


def in_brief(entry: RegisterEntry) -> EntryInBrief:
    """The entry as lists have it."""
    return EntryInBrief.of(entry, entry=entry.name)


def entry_view(entry: RegisterEntry, ties: tuple[TieView, ...]) -> RegisterEntryView:
    """The entry whole."""
    return RegisterEntryView.of(entry, entry=entry.name, ties=ties)


def _tie_view(tie: EntryTie, member: str, told: bool) -> TieView:  # noqa: FBT001 - a fact like the others
    return TieView.of(tie, code=short_code(tie.ticket), member=member, told=told)


def _is_wanted(entry: RegisterEntry, product: str, state: EntryState | None) -> bool:
    """Of one that goes on in another, only a list of everything tells."""
    if entry.merged_into:
        return not product and state is None
    return (not product or entry.product == product) and (state is None or entry.state is state)
