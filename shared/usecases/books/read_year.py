"""A month's report, and beside it the reply clocks of the eleven months before, from what is noted of them.

A month that has ended hardly changes: what it came to is noted once it was counted, in one row, and read from
there. What is not noted, or noted too long ago, is counted now, the latest month first, up to a number of
messages; the rest is left to the next reading. A hint: where storage does not keep it, it is counted again.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from shared.domain.books.month_notes import MonthNote
from shared.domain.books.months import month_named, months_to
from shared.ports.desk import Desk
from shared.ports.store import StoreError, Table, Upsert
from shared.usecases.books.read_report import ReportView, count_month, read_report
from shared.usecases.records.row_formats import RowFormat

MONTHS = 12
MOST_MESSAGES = 1000
"""Once so many were counted for months before, no further month is."""
_PARTITION = "books"
MONTH_NOTES = RowFormat(MonthNote.model_validate_json)


@dataclass(frozen=True, slots=True)
class Year:
    """A report with the months up to it, the oldest first; ``lacking``: those that are not counted yet."""

    report: ReportView
    months: Sequence[MonthNote]
    lacking: Sequence[str]


async def read_year(desk: Desk, month: str) -> Year:
    """This month (``2026-03``) and the eleven before.

    Requests: the report's, two more, and those of each month that is counted: one for each page of its list
    and one for each ticket.

    Raises ``MonthInvalid``: it is written otherwise.
    """
    names = months_to(month_named(month), MONTHS)
    report, known = await asyncio.gather(read_report(desk, month), _noted(desk, names))
    now, zone = report.as_of, desk.vendor.policy.zone
    holding = {name: note for name, note in known.items() if note.holds(zone, now)}
    own = MonthNote.of_side(month, zone, now, report.total.vendor_side)
    counted = await _counted(desk, [each for each in reversed(names[:-1]) if each not in holding])
    await _note(desk, [own, *counted.values()])
    found = {**holding, **counted, month: own}
    return Year(
        report,
        [found[name] for name in names if name in found],
        [name for name in names if name not in found],
    )


async def _counted(desk: Desk, names: Iterable[str]) -> Mapping[str, MonthNote]:
    """As many of these as are counted now."""
    found: dict[str, MonthNote] = {}
    messages = 0
    for name in names:
        if messages >= MOST_MESSAGES:
            break
        side = await count_month(desk, name)
        messages += side.messages
        found[name] = MonthNote.of_side(name, desk.vendor.policy.zone, desk.clock.now(), side)
    return found


async def _noted(desk: Desk, names: Sequence[str]) -> Mapping[str, MonthNote]:
    """What is noted of these months; nothing where storage does not answer. One request."""
    with suppress(StoreError):
        rows = await desk.store.rows(
            Table.PRESENCE, _PARTITION, first=f"month-{names[0]}", before=f"month-{names[-1]}-"
        )
        notes = (MONTH_NOTES.read_if_whole(row.text) for row in rows)
        return {each.month: each for each in notes if each}
    return {}


async def _note(desk: Desk, notes: Iterable[MonthNote]) -> None:
    """These months came to this; none of one that goes on. One request."""
    rows = [Upsert(f"month-{each.month}", MONTH_NOTES.text(each)) for each in notes if each.of_whole_month]
    with suppress(StoreError):
        if rows:
            await desk.store.commit(Table.PRESENCE, _PARTITION, rows)
