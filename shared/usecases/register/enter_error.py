"""An entry is made in the register: exactly one for a request, with the next number."""

import asyncio

from shared.domain.register.entry import RegisterEntry
from shared.domain.register.keeping import EntryBody, entered
from shared.domain.tickets.entries import Entry, identified
from shared.domain.values.fields import entry_name
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, Table
from shared.usecases.records.acting import until_committed
from shared.usecases.register.register_rows import (
    ENTRIES,
    LAST_NUMBERS,
    NUMBERS,
    NUMBERS_GIVEN,
    LastNumber,
    NumberGiven,
    head_key,
    load_entry,
)


async def enter_error(desk: Desk, given: EntryBody, key: str | None = None) -> RegisterEntry:
    """The entry, with a number of its own; the same request again gives the same entry.

    ``key`` is the caller's own for this request; without one the same content within an hour is the same.
    Two steps: the number, then the entry. Where the second fails, the same request makes it later, and until
    then nothing has this number.

    Raises ``AuthorUnknown, ProductUnknown, KeyReused``; ``StoreUnavailable``: send it again with the key.
    """
    now = desk.clock.now()
    entry = identified(desk.secret, "register", given, key, now, "register-request")
    made = entered("E-1", given, now, desk.house())  # what is wrong with it is said before a number is taken
    name = await until_committed(desk, entry.id, lambda _: _numbered(desk, entry))
    made = entered(name, given, made.reported, desk.house())
    try:
        await desk.store.commit(Table.REGISTER, made.id, [ENTRIES.row(head_key(made.id), made, None)])
    except StoreConflict:
        return (await load_entry(desk, name)).entry
    return made


async def _numbered(desk: Desk, entry: Entry) -> str:
    """The name that this request's entry has, or gets now. Raises ``KeyReused``, ``StoreConflict``."""
    keys = (_given_key(entry.id), _given_key(entry.earlier or entry.id), NUMBERS)
    *given, last = await asyncio.gather(*(desk.store.get(Table.REGISTER, NUMBERS, key) for key in keys))
    for row in filter(None, given):
        known = NUMBERS_GIVEN.read(row.text)
        entry.repeats({entry.id: known.content}, known.name)
        return known.name
    number = (LAST_NUMBERS.read(last.text).last if last else 0) + 1
    name = entry_name(number)
    rows = [
        LAST_NUMBERS.row(NUMBERS, LastNumber(last=number), last.etag if last else None),
        NUMBERS_GIVEN.row(_given_key(entry.id), NumberGiven(name=name, content=entry.content), None),
    ]
    await desk.store.commit(Table.REGISTER, NUMBERS, rows)
    return name


def _given_key(request: str) -> str:
    return f"given-{request}"
