"""One fault in one act, at each of its calls: afterwards everything is as if nothing had gone wrong."""

import pytest

from tests.faults.acts import ACTS
from tests.faults.conferences import CONFERENCES
from tests.faults.delivery_stories import REPORTS
from tests.faults.documentation.stories import DOCUMENTATION
from tests.faults.erasing_stories import ERASING
from tests.faults.further_stories import FURTHER
from tests.faults.holding_stories import HOLDING
from tests.faults.lane_stories import LANES
from tests.faults.lease_stories import LEASES
from tests.faults.link_stories import LINKS
from tests.faults.news_stories import NEWS_STORIES
from tests.faults.register_stories import REGISTER
from tests.faults.release_stories import RELEASES
from tests.faults.retention_stories import RETENTION
from tests.faults.seat_stories import SEATS
from tests.faults.session_stories import SESSIONS
from tests.faults.stories import Story
from tests.faults.striking import findings
from tests.faults.work_stories import WORK

EVERY_STORY = (
    *(*ACTS, *LINKS, *SESSIONS, *CONFERENCES, *REPORTS, *WORK, *FURTHER, *LEASES, *LANES),
    *(*DOCUMENTATION, *REGISTER, *NEWS_STORIES, *SEATS, *RELEASES, *HOLDING, *RETENTION, *ERASING),
)


@pytest.mark.parametrize("story", EVERY_STORY, ids=lambda story: story.name.replace(" ", "-"))
async def test_after_a_fault_at_any_call_the_desk_recovers(story: Story) -> None:
    found = await findings(story)
    assert not found, "\n".join(found)
