"""All mails of a ticket that are due leave; batches are opened in steps. One that fails keeps no other."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from shared.domain.outbox.leasing import MOST_LEASED, TIME_TO_BEGIN
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.outbox.deliver import deliver_due
from shared.usecases.outbox.lease_due import due_of
from shared.usecases.records.acting import tell, write_hints
from shared.usecases.records.outbox_rows import TicketAtHand, load_batch, open_batch, reopened

MOST_AT_ONCE = MOST_LEASED
"""Of the mails of a batch, so many get rows of their own in one step: as many as the next lease takes."""
MOST_STEPS = 10
"""In one look; the next look goes on, and is asked for at once."""


class SentDue(NamedTuple):
    """The ticket afterwards, and what went wrong with single mails: they are tried again by a later look.

    ``waiting``: the mails that their lanes may not send now; a row of a lane's list brings them another look.
    """

    at_hand: TicketAtHand
    failed: Sequence[Exception]
    waiting: AbstractSet[str]


async def send_due(desk: Desk, at_hand: TicketAtHand) -> SentDue:
    """All mails that are due leave, as far as their lanes allow.

    Raises:
        StoreUnavailable: what happened is settled when the lease has run out, under the same operation id.
    """
    failed: dict[str, Exception] = {}
    waiting: set[str] = set()
    until = desk.clock.now() + TIME_TO_BEGIN
    for _ in range(MOST_STEPS):
        delivered = await deliver_due(desk, at_hand, failed.keys() | waiting)
        at_hand, failed = delivered.at_hand, failed | dict(delivered.failed)
        waiting |= delivered.waiting
        if desk.clock.now() > until or not (
            at_hand.header.opens_batch or delivered.leased or delivered.waiting
        ):
            break
        at_hand = await _open_next(desk, at_hand)
    if at_hand.header.opens_batch or due_of(at_hand, desk.clock.now(), failed.keys() | waiting):
        await tell(desk, at_hand.header.aggregate)
    return SentDue(at_hand, list(failed.values()), waiting)


async def _open_next(desk: Desk, at_hand: TicketAtHand) -> TicketAtHand:
    """The next mails of the oldest batch, if any, get rows of their own. Agenda row before state."""
    header = at_hand.header
    if not header.opens_batch:
        return at_hand
    batch = await load_batch(desk.store, header.state.id, header.batches[0])
    if batch is None:
        return await reopened(desk.store, at_hand)
    sends = batch[0].sends
    after = header.opened(sends[:MOST_AT_ONCE], header.batches[0], len(sends[MOST_AT_ONCE:]))
    await write_hints(desk, after)
    try:
        return await open_batch(desk.store, at_hand, after, batch, MOST_AT_ONCE)
    except StoreConflict:
        return await reopened(desk.store, at_hand)
