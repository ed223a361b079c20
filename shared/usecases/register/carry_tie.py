"""An entry learns from a ticket whether it is tied to it, as often as it likes: the newest word holds."""

from datetime import datetime
from functools import partial

from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.register_errors import RegisterEntryUnknown
from shared.domain.register.entry import EntryTie
from shared.domain.tickets.changes import SyncTie
from shared.ports.desk import Desk
from shared.usecases.records.acting import until_committed
from shared.usecases.register.register_rows import commit_entry, follow, load_tie, tie_row
from shared.usecases.register.tie_ticket import names_of


async def carry_tie(desk: Desk, state: TicketState, effect: SyncTie) -> None:
    """The entry, or the one in which it goes on, has a row that says what this ticket says.

    Raises ``StoreUnavailable``: repeat it.
    """
    try:
        await until_committed(desk, effect.entry, partial(_carry, desk, state, effect.entry))
    except RegisterEntryUnknown:
        return


async def _carry(desk: Desk, state: TicketState, name: str, _: int) -> None:
    """With the entry's header in the same transaction: a merge that comes between is seen."""
    loaded = await follow(desk, name)
    entry = loaded.entry
    found = await load_tie(desk.store, entry.id, state.id)
    known, etag = found or (None, None)
    tied = bool(await names_of(desk, state, entry.name))
    if (known and known.as_of >= state.events) or not (known or tied):
        return
    tie = _tie(state, known, desk.clock.now(), tied=tied)
    await commit_entry(desk, loaded, entry.but(busy=True), [tie_row(entry.id, tie, etag)])


def _tie(state: TicketState, known: EntryTie | None, now: datetime, *, tied: bool) -> EntryTie:
    since = known.since if known and known.tied else (state.recorded or now)
    return EntryTie(
        ticket=state.id,
        person=state.requester,
        member=state.member,
        tied=tied,
        as_of=state.events,
        since=since,
    )
