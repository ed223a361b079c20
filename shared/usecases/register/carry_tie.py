"""An entry learns from a ticket whether it is tied to it, as often as it likes: the newest word holds."""

from functools import partial

from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.register_errors import RegisterEntryUnknown
from shared.domain.register.entry import EntryTie, RegisterEntry
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
    """With the entry's header in the same transaction: a merge that comes between is seen.

    That the ticket is not tied is written too, where nothing was known of it: whoever hands ties on from
    another entry meanwhile, and has read the ticket before, is not to write an older word.
    """
    loaded = await follow(desk, name)
    found = await load_tie(desk.store, loaded.entry.id, state.id)
    known, etag = found or (None, None)
    if tie := await tie_said(desk, state, loaded.entry, known):
        row = tie_row(loaded.entry.id, tie, etag)
        await commit_entry(desk, loaded, loaded.entry.but(busy=True), [row])


async def tie_said(
    desk: Desk, state: TicketState, entry: RegisterEntry, known: EntryTie | None
) -> EntryTie | None:
    """What the ticket says of its tie to this entry; None where as much, or more, is ``known`` already.

    One request for each entry to which the ticket is tied, and one for each that this went on in.
    """
    if known and known.as_of >= state.events:
        return None
    since = known.since if known and known.tied else state.recorded
    return EntryTie(
        ticket=state.id,
        person=state.requester,
        member=state.member,
        tied=bool(await names_of(desk, state, entry.name)),
        as_of=state.events,
        since=since or desk.clock.now(),
    )
