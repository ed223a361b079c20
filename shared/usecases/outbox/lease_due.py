"""All mails that are due at a ticket are taken for one attempt each, in one transaction.

Those that are not to be sent at all are withdrawn in the same.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shared.domain.letters.sends import Send, SendState
from shared.domain.outbox.leasing import MOST_BYTES, MOST_LEASED, decide_lease
from shared.domain.outbox.needless import needless_by
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.lanes.claim_quota import claim_for, give_back
from shared.usecases.lanes.lane_rows import put_into_lanes
from shared.usecases.outbox.hold_back import HeldBack, why_not
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
    """The ticket once these mails are leased; ``failed``: those that could not be asked about, by id.

    ``waiting``: those that their lanes may not send now, by id.
    """

    at_hand: TicketAtHand
    sends: Sequence[Send]
    failed: Mapping[str, Exception]
    waiting: AbstractSet[str]


async def lease_due(desk: Desk, at_hand: TicketAtHand, but: AbstractSet[str]) -> Leased:
    """Take what is due, ``but`` for these: at most 40 mails and 3 MiB.

    Raises:
        StoreUnavailable: perhaps they are taken; a lease lasts five minutes.
    """

    async def attempt(number: int) -> Leased:
        here = await reopened(desk.store, at_hand) if number else at_hand
        here = await with_sends(desk.store, here, _unsent(here, desk.clock.now(), but))
        due = due_of(here, desk.clock.now(), but)
        asked = await _ask(desk, here, due)
        takes = [asked.told.as_it_leaves(send, desk.vendor) for send in due if send.id in asked.reasons]
        if not takes:
            return Leased(here, (), asked.failed, asked.waiting)
        changes = decide_lease(here.header.state, takes, asked.reasons, desk.clock.now())
        leased = [send for send in changes.sends if send.state is SendState.SENDING]
        etags = here.etags(send.id for send in takes)
        try:
            here = await commit_at_hand(desk.store, here, here.header.after(changes), changes, etags)
        except StoreConflict:
            give_back(desk, leased)
            raise
        return Leased(here, leased, asked.failed, asked.waiting)

    return await until_committed(desk, at_hand.header.state.id, attempt)


class _Asked(NamedTuple):
    """Of mails that are due: why not ("" for those that may leave), what went wrong, and what is to wait.

    ``told``: what was found of those that their lanes may send.
    """

    reasons: Mapping[str, str]
    failed: Mapping[str, Exception]
    waiting: AbstractSet[str]
    told: HeldBack


async def _ask(desk: Desk, at_hand: TicketAtHand, due: Sequence[Send]) -> _Asked:
    """What needs no quota is withdrawn. The rest is claimed before anything else is asked about it."""
    state, now = at_hand.header.state, desk.clock.now()
    needless = {send.id: needless_by(state, send, now, desk.blocks.told_until) for send in due}
    claimed = await claim_for(desk, [send for send in due if not needless[send.id]])
    told = await why_not(desk, state, claimed)
    give_back(desk, [send for send in claimed if told.reasons[send.id]])
    reasons = {name: why for name, why in (needless | told.reasons).items() if isinstance(why, str)}
    failed = {name: why for name, why in told.reasons.items() if isinstance(why, Exception)}
    waits = [send for send in due if not needless[send.id] and send.id not in told.reasons]
    await put_into_lanes(desk, at_hand.header.aggregate, waits)
    waiting = {send.id for send in waits}
    asked = {name: why for name, why in reasons.items() if name not in waiting and name not in failed}
    return _Asked(asked, failed, waiting, told)


def _unsent(at_hand: TicketAtHand, now: datetime, but: AbstractSet[str]) -> list[str]:
    """Mails whose instant has come; of some the row says that somebody has leased them."""
    unsent = at_hand.header.unsent.items()
    return [name for name, instant in unsent if instant <= now and name not in but][:_MOST_ASKED_FOR]


def due_of(at_hand: TicketAtHand, now: datetime, but: AbstractSet[str]) -> list[Send]:
    """Those that are due and free, the highest lane first, as many as one lease takes; at least one."""
    known = (at_hand.sends.get(name) for name in _unsent(at_hand, now, but))
    due = sorted(
        (each.send for each in known if each and each.send.due(now)), key=lambda each: each.lane.place
    )
    due = due[:MOST_LEASED]
    left = MOST_BYTES
    for place, send in enumerate(due):
        left -= bytes_written(send)
        if left < 0 < place:
            return due[:place]
    return due
