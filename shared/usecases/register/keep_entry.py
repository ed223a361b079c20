"""What supporters do with an entry: change it, move it to another state, merge it; and its release."""

from collections.abc import Callable, Iterable
from datetime import datetime

from shared.domain.refusals.register_errors import RegisterMergeCircular
from shared.domain.register.entry import RegisterEntry
from shared.domain.register.joining import EntryMergeBody, decide_merging_entry, decide_taking_entry
from shared.domain.register.keeping import (
    EntryChange,
    EntryStateBody,
    decide_change,
    decide_release,
    decide_step,
)
from shared.domain.values.house import House
from shared.ports.desk import Desk
from shared.usecases.records.acting import until_committed
from shared.usecases.register.register_rows import LoadedEntry, commit_entry, follow, load_entry

type DecideEntry = Callable[[RegisterEntry, datetime, House], RegisterEntry]
"""The entry as it will stand. Pure."""


async def change_entry(desk: Desk, name: str, given: EntryChange, seen: str = "") -> RegisterEntry:
    """Some of its fields are written. Raises ``RegisterEntryUnknown``, and as ``decide_change``."""
    return await _decided(desk, name, lambda entry, _, house: decide_change(entry, given, house.vendor, seen))


async def move_entry(desk: Desk, name: str, given: EntryStateBody) -> RegisterEntry:
    """It comes to another state. Raises ``RegisterEntryUnknown``, and as ``decide_step``."""
    return await _decided(desk, name, lambda entry, now, house: decide_step(entry, given, now, house))


async def release_entries(desk: Desk, names: Iterable[str], version: str, author: str) -> list[RegisterEntry]:
    """The version is out, and mends these entries; each is the one in which it goes on, and comes once.

    Each commits by itself; the same again goes on where it was left, and changes nothing that is done.
    ``author`` is the supporter's id who published the version.

    Raises:
        RegisterEntryUnknown, RegisterStepRefused: those before it are released; ask ``refuse_unreleasable``
            first, so that nothing is half-done.
        StoreUnavailable: repeat it.
    """
    roots = dict.fromkeys([(await follow(desk, name)).entry.name for name in names])
    return [
        await _decided(desk, name, lambda entry, now, _: decide_release(entry, version, author, now))
        for name in roots
    ]


async def refuse_unreleasable(desk: Desk, names: Iterable[str], version: str) -> None:
    """Return where a release of this version may say that it mends these entries; nothing is written.

    Raises ``RegisterEntryUnknown, RegisterStepRefused``.
    """
    for name in names:
        decide_release((await follow(desk, name)).entry, version, "", desk.clock.now())


async def merge_entry(desk: Desk, name: str, given: EntryMergeBody) -> RegisterEntry:
    """The entry goes on in another; its ties follow soon. Merged there before, it changes nothing.

    Where the other goes on in a third by now, it is merged into that one.

    Raises:
        RegisterEntryUnknown.
        RegisterMergeCircular: the other is this entry, or goes on in it.
        RegisterEntryMerged, RegisterMergeBusy: as the decisions.
    """
    source, target = (await load_entry(desk, name)).entry, (await follow(desk, given.into)).entry
    if source.merged_into and (await follow(desk, name)).entry.name == target.name:
        return source
    if source.name == target.name:
        raise RegisterMergeCircular
    into = given.but(into=target.name)
    decide_merging_entry(source, into, desk.clock.now(), desk.house())
    await _decided(
        desk, target.name, lambda entry, now, house: decide_taking_entry(entry, into, source, now, house)
    )
    return await _decided(desk, name, lambda entry, now, house: decide_merging_entry(entry, into, now, house))


async def _decided(desk: Desk, name: str, decide: DecideEntry) -> RegisterEntry:
    async def attempt(_: int) -> LoadedEntry:
        loaded = await load_entry(desk, name)
        after = decide(loaded.entry, desk.clock.now(), desk.house())
        return await commit_entry(desk, loaded, after)

    return (await until_committed(desk, name, attempt)).entry
