"""Every hint is rebuilt from what is true, beside a desk that runs or stands still.

What the desk writes meanwhile is safe: the agenda was read before anything that may need it, a row is written
whether it exists or not, and removed only where it is old and nobody has written it anew. Killed, it is run
again: what has been mended is left alone.
"""

from collections.abc import Mapping

from shared.domain.agenda.mending import Needed
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import head_key, load_ticket
from shared.usecases.repair.member_hints import mend_members
from shared.usecases.repair.mending import Repair
from shared.usecases.repair.news_hints import mend_news
from shared.usecases.repair.search_hints import mend_search
from shared.usecases.repair.ticket_hints import mend_tickets, needed_by


class Repaired(Frozen):
    """How many rows were written and removed, by the first word of their keys.

    ``unread``: the keys of rows that could not be read; the hints of what they say are as they were.
    """

    written: Mapping[str, int]
    removed: Mapping[str, int]
    unread: tuple[str, ...]


async def repair_desk(desk: Desk, *, dry_run: bool = False) -> Repaired:
    """Every hint is as the acts write it; what was written and removed, or would be in a ``dry_run``.

    Holds the agenda's keys in memory, and reads every aggregate once.

    Raises ``StoreUnavailable``: run it again.
    """
    repair = await Repair.begun(desk, dry_run=dry_run)
    await mend_tickets(repair)
    await mend_members(repair)
    await mend_news(repair)
    await mend_search(repair)
    for aggregate, look in repair.asked_for.items():
        await repair.mend(Needed(aggregate, look))
    for aggregate in list(repair.standing):
        if head_key(aggregate.removeprefix("ticket-")) not in repair.unread:
            await repair.mend(await _left_over(repair, aggregate))
    return Repaired(written=repair.written, removed=repair.removed, unread=tuple(sorted(repair.unread)))


async def _left_over(repair: Repair, aggregate: str) -> Needed:
    """What is needed of an aggregate that was not met: it came meanwhile, or has nothing to wait for."""
    kind, _, name = aggregate.partition("-")
    loaded = await load_ticket(repair.desk.store, name) if kind == "ticket" else None
    return await needed_by(repair, loaded.header) if loaded else Needed(aggregate)
