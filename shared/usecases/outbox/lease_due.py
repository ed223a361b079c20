"""All mails that are due at a ticket are taken for one attempt each, in one transaction.

Those that are not to be sent at all are withdrawn in the same.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from shared.domain.letters.sends import Send, SendState
from shared.domain.outbox.leasing import MOST_BYTES, MOST_LEASED, decide_lease
from shared.ports.desk import Desk
from shared.usecases.outbox.hold_back import why_not
from shared.usecases.records.acting import until_committed
from shared.usecases.records.outbox_rows import (
    TicketAtHand,
    bytes_written,
    commit_at_hand,
    reopened,
    with_sends,
)

_MOST_ASKED_FOR = 100


@dataclass(frozen=True, slots=True)
class Leased:
    """The ticket once these mails are leased; ``failed``: those that could not be asked about, by id."""

    at_hand: TicketAtHand
    sends: Sequence[Send]
    failed: Mapping[str, Exception]


async def lease_due(desk: Desk, at_hand: TicketAtHand, but: AbstractSet[str]) -> Leased:
    """Take what is due, ``but`` for these: at most 40 mails and 3 MiB.

    Raises:
        StoreUnavailable: perhaps they are taken; a lease lasts five minutes.
    """

    async def attempt(number: int) -> Leased:
        here = await reopened(desk.store, at_hand) if number else at_hand
        here = await with_sends(desk.store, here, _unsent(here, desk.clock.now(), but))
        due = due_of(here, desk.clock.now(), but)
        told = await why_not(desk, here.header.state, due)
        failed = {name: why for name, why in told.items() if isinstance(why, Exception)}
        takes = [send for send in due if send.id not in failed]
        if not takes:
            return Leased(here, (), failed)
        reasons = {name: why for name, why in told.items() if isinstance(why, str)}
        changes = decide_lease(here.header.state, takes, reasons, desk.clock.now())
        etags = here.etags(send.id for send in takes)
        here = await commit_at_hand(desk.store, here, here.header.after(changes), changes, etags)
        leased = [send for send in changes.sends if send.state is SendState.SENDING]
        return Leased(here, leased, failed)

    return await until_committed(desk, at_hand.header.state.id, attempt)


def _unsent(at_hand: TicketAtHand, now: datetime, but: AbstractSet[str]) -> list[str]:
    """Mails whose instant has come; of some the row says that somebody has leased them."""
    unsent = at_hand.header.unsent.items()
    return [name for name, instant in unsent if instant <= now and name not in but][:_MOST_ASKED_FOR]


def due_of(at_hand: TicketAtHand, now: datetime, but: AbstractSet[str]) -> list[Send]:
    """Those that are due and free, as many as one lease takes; at least one."""
    known = (at_hand.sends.get(name) for name in _unsent(at_hand, now, but))
    due = [each.send for each in known if each and each.send.due(now)][:MOST_LEASED]
    left = MOST_BYTES
    for place, send in enumerate(due):
        left -= bytes_written(send)
        if left < 0 < place:
            return due[:place]
    return due
