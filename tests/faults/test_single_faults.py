"""One fault in one act, at each of its calls: afterwards everything is as if nothing had gone wrong.

One of the four sorts of faults at each call, in turn; ``make faults`` tries all of them (``EVERY_FAULT=1``).
"""

import os

import pytest

from tests.faults.acts import ACTS
from tests.faults.book_stories import BOOKS
from tests.faults.conferences import CONFERENCES
from tests.faults.delivery_stories import REPORTS
from tests.faults.documentation.stories import DOCUMENTATION
from tests.faults.erasing_stories import ERASING
from tests.faults.further_stories import FURTHER
from tests.faults.holding_stories import HOLDING
from tests.faults.lane_stories import LANES
from tests.faults.lease_stories import LEASES
from tests.faults.link_stories import LINKS
from tests.faults.member_stories import MEMBER_STORIES
from tests.faults.news_stories import NEWS_STORIES
from tests.faults.register_stories import REGISTER
from tests.faults.release_stories import RELEASES
from tests.faults.retention_stories import RETENTION
from tests.faults.search_stories import SEARCH
from tests.faults.seat_stories import SEATS
from tests.faults.session_stories import SESSIONS
from tests.faults.striking import findings
from tests.faults.terms_stories import TERMS
from tests.faults.work_stories import WORK

EVERY_STORY = (
    *(*ACTS, *LINKS, *SESSIONS, *CONFERENCES, *REPORTS, *WORK, *FURTHER, *LEASES, *LANES),
    *(*DOCUMENTATION, *REGISTER, *NEWS_STORIES, *SEATS, *RELEASES, *HOLDING, *RETENTION, *ERASING),
    *(*SEARCH, *MEMBER_STORIES),
    *(*SEARCH, *TERMS),
    *(*SEARCH, *BOOKS),
)


EVERY_FAULT = bool(os.environ.get("EVERY_FAULT"))
NAMES = [each.name.replace(" ", "-") for each in EVERY_STORY]


@pytest.mark.parametrize("place", range(len(EVERY_STORY)), ids=NAMES)
async def test_after_a_fault_at_any_call_the_desk_recovers(place: int) -> None:
    found = await findings(EVERY_STORY[place], None if EVERY_FAULT else place)
    assert not found, "\n".join(found)
