"""The invariants of the architecture for the register of errors."""

from collections.abc import Iterator
from datetime import datetime

from shared.domain.letters.register_letters import ErrorConfirmed
from shared.domain.register.entry import TOLD_IN
from tests.faults.looked import is_looked_at
from tests.faults.reading import Reading
from tests.faults.register_reading import EntryRows


def register_broken_at_any_time(reading: Reading, now: datetime) -> Iterator[str]:
    """What must never be seen, whichever call was the last."""
    for rows in reading.register.values():
        if rows.entry is None:
            yield f"1: entry {rows.id} has rows and is not there"
        elif rows.entry.busy and not is_looked_at(reading, rows.entry.aggregate, now, now):
            yield f"4: no look for {rows.entry.name}"
    names = [rows.entry.name for rows in reading.register.values() if rows.entry]
    if len(names) != len(set(names)):
        yield f"1: two entries have one name: {sorted(names)}"
    for ticket in reading.tickets.values():
        mails = [mail.letter for mail in ticket.sends.values() if isinstance(mail.letter, ErrorConfirmed)]
        if len({mail.error for mail in mails}) != len(mails):
            yield f"2: {ticket.id} tells of one entry twice"


def register_broken_at_rest(reading: Reading) -> Iterator[str]:
    """Every entry knows what the tickets say, and whoever is to be told of a confirmation is."""
    by_name = {rows.entry.name: rows for rows in reading.register.values() if rows.entry}
    for rows in by_name.values():
        yield from _wrongly_tied(rows, by_name, reading)
        yield from _untold(rows)


def _wrongly_tied(rows: EntryRows, by_name: dict[str, EntryRows], reading: Reading) -> Iterator[str]:
    said = {
        ticket.id
        for ticket in reading.tickets.values()
        if ticket.header
        and any(_goes_on_in(each.entry, by_name) is rows for each in ticket.header.state.errors.ties)
    }
    if said != rows.tied:
        yield f"4: {rows.id} is tied to {rows.tied}, and {said} say so"


def _goes_on_in(name: str, by_name: dict[str, EntryRows]) -> EntryRows | None:
    rows = by_name.get(name)
    while rows and rows.entry and rows.entry.merged_into:
        rows = by_name.get(rows.entry.merged_into)
    return rows


def _untold(rows: EntryRows) -> Iterator[str]:
    if rows.entry is None or rows.entry.busy or any(not each.done for each in rows.told.values()):
        yield f"4: {rows.id} still has something to do"
        return
    persons = {tie.person for tie in rows.ties.values() if tie.tied}
    if rows.entry.state in TOLD_IN and not persons <= rows.told.keys():
        yield f"2: somebody who reported {rows.entry.name} is not told"
