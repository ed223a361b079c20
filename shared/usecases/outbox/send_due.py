"""All mails of a ticket that are due leave; batches are opened in steps. One that fails keeps no other."""

import logging
from collections.abc import Sequence
from datetime import datetime

from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, StoreUnavailable
from shared.usecases.outbox.deliver import deliver
from shared.usecases.records.acting import tell, write_hints
from shared.usecases.records.ticket_rows import LoadedTicket, load_batch, load_sends, load_ticket, open_batch

MOST_AT_ONCE = 50
"""Of the mails of a batch, so many get rows of their own in one step."""
MOST_STEPS = 10
"""In one look; the next look goes on, and is asked for at once."""
_log = logging.getLogger(__name__)


async def send_due(desk: Desk, loaded: LoadedTicket) -> tuple[LoadedTicket, list[Exception]]:
    """The ticket afterwards, and what went wrong with single mails: they are tried again by a later look.

    Raises:
        StoreUnavailable: what happened is settled when the lease has run out, under the same operation id.
    """
    loaded, failed = await _deliver_due(desk, loaded, set())
    tried = set(failed)
    for _ in range(MOST_STEPS):
        if not loaded.header.opens_batch:
            break
        loaded = await _open_next(desk, loaded)
        loaded, more = await _deliver_due(desk, loaded, tried)
        failed |= more
        tried |= set(more)
    if loaded.header.opens_batch:
        await tell(desk, loaded.header.aggregate)
    return loaded, list(failed.values())


async def _deliver_due(
    desk: Desk, loaded: LoadedTicket, tried: set[str]
) -> tuple[LoadedTicket, dict[str, Exception]]:
    """One attempt at each mail that is due, but for those that have failed in this look."""
    ticket, failed = loaded.header.state.id, dict[str, Exception]()
    due = [send for send in _due(loaded, desk.clock.now()) if send not in tried]
    read = await load_sends(desk.store, ticket, due)
    for send in due:
        try:
            loaded = await deliver(desk, loaded, send, read.get(send))
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - one bad mail must not keep the ticket's others
            _log.error("a mail of the ticket %s failed (%s)", ticket, type(error).__name__)
            failed[send] = error
            loaded = await load_ticket(desk.store, ticket) or loaded
    return loaded, failed


def _due(loaded: LoadedTicket, now: datetime) -> Sequence[str]:
    return [send for send, instant in loaded.header.unsent.items() if instant <= now]


async def _open_next(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """The next mails of the oldest batch get rows of their own. Agenda row before state."""
    ticket, name = loaded.header.state.id, loaded.header.batches[0]
    batch = await load_batch(desk.store, ticket, name)
    if batch is None:
        return await load_ticket(desk.store, ticket) or loaded
    sends = batch[0].sends
    after = loaded.header.opened(sends[:MOST_AT_ONCE], name, len(sends[MOST_AT_ONCE:]))
    await write_hints(desk, after)
    try:
        return await open_batch(desk.store, loaded, after, batch, MOST_AT_ONCE)
    except StoreConflict:
        return await load_ticket(desk.store, ticket) or loaded
