"""What the provider makes of attempts slows all lanes, or lets them go on: for all instances.

It says that there are too many, or takes none of three mails: then nobody asks it for a while, and
afterwards one mail at a time is tried, the highest lane first, until it takes one.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from shared.domain.lanes.sharing_out import LONGEST_CLOSED, STEP, Quota
from shared.domain.outbox.leasing import Attempted, Fate
from shared.ports.desk import Desk
from shared.usecases.lanes.claim_quota import give_back, load_quota, replace_quota
from shared.usecases.records.acting import until_committed

MOST_UNANSWERED = 3
"""Mails of which the provider takes none while it takes no other; fewer may be about the mails."""


async def hear_provider(
    desk: Desk, attempts: Sequence[Attempted], stopped_until: datetime | None = None
) -> None:
    """These attempts have ended so. ``stopped_until``: the provider said that there were too many.

    What did not leave is given back. No request where nothing changes, else two.

    Raises:
        StoreUnavailable: the attempts themselves are marked; the next ones say the same.
    """
    unsent = [each for each in attempts if each.fate in {Fate.DEFERRED, Fate.UNATTEMPTED}]
    give_back(desk, [each.send for each in unsent])
    blocks, now = desk.blocks, desk.clock.now()
    if any(each.fate in {Fate.SENT, Fate.REFUSED} for each in attempts):
        blocks.unanswered.clear()
        if blocks.trying:
            behind = blocks.opened()
            await _change(desk, lambda quota: quota.opened(behind, now))
    deferred = {each.send.id for each in attempts if each.fate is Fate.DEFERRED}
    blocks.unanswered |= deferred
    if blocks.trying and deferred and not stopped_until:
        blocks.tried_in_vain()
    elif stopped_until or len(blocks.unanswered) >= MOST_UNANSWERED:
        until = min(max(stopped_until or now, now + STEP), now + LONGEST_CLOSED)
        blocks.tried_in_vain()
        await _change(desk, lambda quota: quota.closed(until))


async def _change(desk: Desk, change: Callable[[Quota], Quota]) -> None:
    async def attempt(_: int) -> None:
        before = await load_quota(desk)
        await replace_quota(desk, before, change(before.quota))

    await until_committed(desk, "quota", attempt)
