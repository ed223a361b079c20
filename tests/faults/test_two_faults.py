"""Two faults after one another, drawn by a seed: afterwards everything is as if nothing had gone wrong.

A part of what ``make faults`` tries: so much fits into CI.
"""

import pytest

from tests.faults.stories import Story
from tests.faults.test_single_faults import EVERY_STORY
from tests.faults.two_faults import pairs_of

SOME_STORIES = EVERY_STORY[::12]
PAIRS = 8


@pytest.mark.parametrize("story", SOME_STORIES, ids=lambda story: story.name.replace(" ", "-"))
async def test_after_a_fault_and_another_in_what_follows_the_desk_recovers(story: Story) -> None:
    tried = [(pair, found) async for pair, found in pairs_of(story, "1", PAIRS)]
    assert len(tried) > PAIRS // 2
    assert [f"{pair}: {each}" for pair, found in tried for each in found] == []
