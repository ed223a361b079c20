"""Mails that may not leave now: a fault strikes while their lanes put them off, and while they are served."""

from datetime import timedelta

from shared.domain.lanes.lane import Lane
from shared.domain.lanes.sharing_out import minute_of
from shared.ports.desk import Desk
from shared.usecases.lanes.claim_quota import load_quota, replace_quota
from tests.faults.examples import STRANGER
from tests.faults.lease_stories import MANY
from tests.faults.stories import TO_THE_END, Story, later, look, messages_lost, request, scan, unscanned
from tests.faults.world import World


async def quota_used_up(world: World, desk: Desk) -> None:
    """All of the hour has been granted to answers just now."""
    before = await load_quota(desk)
    minute = minute_of(world.clock.instant)
    await replace_quota(desk, before, before.quota.with_grant(Lane.PEOPLE, 100, minute))


async def provider_closed(world: World, desk: Desk) -> None:
    """The provider has said that there are too many."""
    before = await load_quota(desk)
    await replace_quota(desk, before, before.quota.closed(world.clock.instant + timedelta(minutes=3)))


STRANGERS = (request(email=STRANGER), messages_lost, quota_used_up)
PUT_OFF = (*MANY, quota_used_up, look, messages_lost)

LANES = (
    Story("mails are put into their lanes", look, (*MANY, quota_used_up)),
    Story("a stranger's mails are put into their lanes", look, STRANGERS, watched=TO_THE_END),
    Story("a scan serves the lanes", scan, (*PUT_OFF, unscanned(minutes=65))),
    Story(
        "a scan serves the lane of a notice",
        scan,
        (*STRANGERS, later(minutes=30), unscanned(minutes=35)),
        watched=TO_THE_END,
    ),
    Story(
        "a stranger's receipt has waited for a day",
        scan,
        (*STRANGERS, look, messages_lost, unscanned(hours=25)),
    ),
    Story("a provider that was closed is tried", look, (*MANY, provider_closed, unscanned(minutes=4))),
)
