"""The register in storage, a partition an entry: its header, the tickets tied to it, and who was told.

A partition of its own has the numbers: the last one given, and under each request's id which number it got.
Both are written in one transaction, so a request has one number however often it is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.refusals.register_errors import RegisterEntryUnknown
from shared.domain.register.entry import EntryTie, PersonTold, RegisterEntry, entry_id
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.ports.store import Create, Replace, Row, Store, Table
from shared.usecases.records.acting import tell
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import MOST_AT_ONCE, whole_range

NUMBERS = "numbers"


class LastNumber(Frozen):
    """The last number that was given to an entry."""

    last: int = 0


class NumberGiven(Frozen):
    """Which name a request's entry has, and a digest of what the request said."""

    name: str
    content: str


ENTRIES = RowFormat(RegisterEntry.model_validate_json)
TIES = RowFormat(EntryTie.model_validate_json)
TOLD = RowFormat(PersonTold.model_validate_json)
LAST_NUMBERS = RowFormat(LastNumber.model_validate_json)
NUMBERS_GIVEN = RowFormat(NumberGiven.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedEntry:
    """An entry with the version it was read at."""

    entry: RegisterEntry
    etag: str


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """An entry with its ties by ticket and who was told by person, each with its version."""

    loaded: LoadedEntry
    ties: Mapping[str, tuple[EntryTie, str]]
    told: Mapping[str, tuple[PersonTold, str]]

    @property
    def entry(self) -> RegisterEntry:
        """The entry itself."""
        return self.loaded.entry

    @property
    def tied(self) -> tuple[EntryTie, ...]:
        """The ties that hold, in the order in which they were made."""
        holding = (tie for tie, _ in self.ties.values() if tie.tied)
        return tuple(sorted(holding, key=lambda tie: (tie.since, tie.ticket)))


async def load_entry(desk: Desk, name: str) -> LoadedEntry:
    """The entry of this name. One request. Raises ``RegisterEntryUnknown``."""
    found = entry_id(desk.secret, name)
    row = await desk.store.get(Table.REGISTER, found, head_key(found)) if name else None
    if row is None:
        raise RegisterEntryUnknown(name)
    return LoadedEntry(ENTRIES.read(row.text), row.etag)


async def follow(desk: Desk, name: str) -> LoadedEntry:
    """The entry of this name, or the one in which it goes on. One request a step.

    Raises ``RegisterEntryUnknown``.
    """
    loaded = await load_entry(desk, name)
    while loaded.entry.merged_into:
        loaded = await load_entry(desk, loaded.entry.merged_into)
    return loaded


async def load_whole_entry(store: Store, entry: str) -> WholeEntry | None:
    """The entry in this partition with all its rows. One request for each 1000."""
    rows = await whole_range(store, Table.REGISTER, entry, first="0", before="z")
    head = next((row for row in rows if row.key == head_key(entry)), None)
    if head is None:
        return None
    ties = [(TIES.read(row.text), row.etag) for row in rows if row.key.startswith("tie-")]
    told = [(TOLD.read(row.text), row.etag) for row in rows if row.key.startswith("told-")]
    return WholeEntry(
        LoadedEntry(ENTRIES.read(head.text), head.etag),
        {tie.ticket: (tie, etag) for tie, etag in ties},
        {each.person: (each, etag) for each, etag in told},
    )


async def load_tie(store: Store, entry: str, ticket: str) -> tuple[EntryTie, str] | None:
    """The ticket's tie to the entry in this partition, with its version. One request."""
    row = await store.get(Table.REGISTER, entry, tie_key(entry, ticket))
    return (TIES.read(row.text), row.etag) if row else None


async def ties_of(store: Store, entry: str) -> list[EntryTie]:
    """The ties of the entry in this partition that hold. One request for each 1000."""
    first, before = f"tie-{entry}-", f"tie-{entry}."
    rows = await whole_range(store, Table.REGISTER, entry, first=first, before=before)
    return [tie for tie in (TIES.read(row.text) for row in rows) if tie.tied]


async def all_entries(store: Store) -> list[RegisterEntry]:
    """Every entry, the newest first. One request for each 1000."""
    found: list[Row] = []
    first = "2"
    while page := await store.across(Table.REGISTER, first=first, before="~", begins="head-"):
        found += page
        if len(page) < MOST_AT_ONCE:
            break
        first = f"{page[-1].key.removeprefix('head-')}-"
    entries = [ENTRIES.read(row.text) for row in found]
    return sorted(entries, key=lambda entry: entry.number, reverse=True)


async def commit_entry(
    desk: Desk, before: LoadedEntry, after: RegisterEntry, rows: Sequence[Create | Replace] = ()
) -> LoadedEntry:
    """The entry stands like this, with these rows, in one transaction; nothing where nothing changes.

    Agenda row before state, where its look has something to do. Raises ``StoreConflict``.
    """
    if after == before.entry and not rows:
        return before
    if after.busy:
        now = desk.clock.now()
        await write_agenda(desk.store, after.aggregate, now, look=now)
    head = ENTRIES.row(head_key(after.id), after, before.etag)
    versions = await desk.store.commit(Table.REGISTER, after.id, [head, *rows])
    if after.busy:
        await tell(desk, after.aggregate)
    return LoadedEntry(after, versions[0])


def head_key(entry: str) -> str:
    """Where the entry itself stands."""
    return f"head-{entry}"


def tie_row(entry: str, tie: EntryTie, etag: str | None) -> Create | Replace:
    """The row of a ticket's tie to the entry in this partition."""
    return TIES.row(tie_key(entry, tie.ticket), tie, etag)


def tie_key(entry: str, ticket: str) -> str:
    """Where the tie of this ticket stands."""
    return f"tie-{entry}-{ticket}"


def told_row(entry: str, told: PersonTold, etag: str | None) -> Create | Replace:
    """The row that says who is told of the entry's confirmation, and on which ticket."""
    return TOLD.row(f"told-{entry}-{told.person}", told, etag)
