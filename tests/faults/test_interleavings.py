"""Two acts at once: wherever the one is interrupted by the other, it is as if they had come in turn.

It stands still before a call for a moment or for long, in turn; for both with ``EVERY_FAULT=1``.
"""

from datetime import timedelta

import pytest

from shared.domain.events.answer_events import AnswerCommitted
from tests.fakes.mailer import Fate
from tests.faults.acts import WITH_MEMBER
from tests.faults.delivery_stories import REPORT_PAIRS
from tests.faults.documentation.stories import DOCUMENTATION_PAIRS
from tests.faults.faulty import InterruptedProcess, Process
from tests.faults.lease_stories import LEASE_PAIRS
from tests.faults.news_stories import NEWS_PAIRS
from tests.faults.outcome import Outcome, outcome_of
from tests.faults.pairs import PAIRS, Pair
from tests.faults.register_stories import REGISTER_PAIRS
from tests.faults.release_stories import RELEASE_PAIRS
from tests.faults.search_stories import SEARCH_PAIRS
from tests.faults.seat_stories import SEAT_PAIRS
from tests.faults.session_pairs import SESSION_PAIRS
from tests.faults.stories import HOURS, Story, answer, look, mail_fails, messages_lost, request
from tests.faults.test_single_faults import EVERY_FAULT
from tests.faults.work_pairs import WORK_PAIRS
from tests.faults.world import World

WHILE_IT_STANDS = timedelta(seconds=90)
"""A call ends within 30 seconds, and an act commits within two minutes of writing its agenda row."""


async def in_turn(story: Story, begun: World) -> tuple[Outcome, int]:
    """What comes of it when one comes after the other, and the calls of the first."""
    world, process = begun.copy(), Process()
    await story.act(world, world.desk(process))
    await story.followed(world)
    await world.recover(story.watched)
    assert not world.broken(), "\n".join(world.broken())
    return outcome_of(world.witness.reading()), len(process.calls)


EVERY_PAIR = (
    *(*PAIRS, *REPORT_PAIRS, *SESSION_PAIRS, *WORK_PAIRS, *LEASE_PAIRS),
    *(*REGISTER_PAIRS, *NEWS_PAIRS, *SEAT_PAIRS, *DOCUMENTATION_PAIRS, *RELEASE_PAIRS),
    *SEARCH_PAIRS,
)


async def interrupted(pair: Pair, begun: World, at: int, stands: timedelta) -> World:
    """The first act stands still before one of its calls while the other is done; then all comes to rest."""
    world = begun.copy()

    async def meanwhile() -> None:
        world.clock.instant += stands
        await pair.meanwhile(world, world.desk())

    await pair.act(world, world.desk(InterruptedProcess(at, meanwhile)))
    await world.recover(HOURS)
    return world


@pytest.mark.parametrize("pair", EVERY_PAIR, ids=lambda pair: pair.name.replace(" ", "-"))
async def test_two_acts_at_once_end_as_two_in_turn(pair: Pair) -> None:
    begun = await pair.one_after_the_other()[0].begun()
    (one, calls), (other, _) = [await in_turn(story, begun) for story in pair.one_after_the_other()]
    found = []
    for at, stands in _interruptions(calls):
        world = await interrupted(pair, begun, at, stands)
        came = outcome_of(world.witness.reading())
        broken = world.broken()
        if came not in (one, other) and not pair.mixed:
            broken.append(f"the outcome is {came}, neither {one} nor {other}")
        found += [f"at call {at}, for {stands}: {each}" for each in broken]
    assert not found, "\n".join(found)


def _interruptions(calls: int) -> list[tuple[int, timedelta]]:
    """Before each call for a moment or for long, in turn; for both where every fault is asked for."""
    lengths = (timedelta(0), WHILE_IT_STANDS)
    return [(at, each) for at in range(calls) for each in (lengths if EVERY_FAULT else (lengths[at % 2],))]


async def test_an_answer_counts_from_the_attempt_that_is_committed() -> None:
    deferred = mail_fails(*[Fate.DEFERRED] * 3)  # the look changes the ticket, and no event says when
    pair = Pair("", answer, look, (*WITH_MEMBER, request(), messages_lost, deferred))
    begun, process = await pair.one_after_the_other()[0].begun(), Process()
    await answer(begun.copy(), begun.copy().desk(process))
    committed = next(place for place, call in enumerate(process.calls) if call.startswith("commit tickets"))
    for at in range(committed + 1):
        world = await interrupted(pair, begun, at, WHILE_IT_STANDS)
        (ticket,) = world.witness.reading().tickets.values()
        (answered,) = (each for each in ticket.events.values() if isinstance(each, AnswerCommitted))
        assert answered.at == begun.clock.instant + WHILE_IT_STANDS
