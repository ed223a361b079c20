"""Two faults after one another: one in an act, the other in the caller's next try or in what comes after.

Of all that there could be some are drawn, by a seed: the same seed draws the same ones.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from tests.faults.faulty import Fault, FaultyProcess, Kind, Process
from tests.faults.outcome import Outcome
from tests.faults.stories import Story
from tests.faults.striking import A_MOMENT, faultless, is_done, left_alone, wrong_in
from tests.faults.world import World

A_LAST_HOUR = timedelta(hours=1)
"""Nothing goes wrong any more: who watches gives the desk this time to come to rest."""
DRAWS = 40
"""For each pair that is wanted: few stories have so few calls that all are drawn sooner."""


@dataclass(frozen=True, slots=True)
class TwoFaults:
    """The ``first`` strikes the act. The ``second`` the next try, or (``at_rest``) looks and scans.

    ``persists``: the caller tries until it is done; else only as often as a fault is to strike.
    """

    first: Fault
    second: Fault
    at_rest: bool
    persists: bool

    def __str__(self) -> str:
        where = "looks and scans" if self.at_rest else "the next try"
        then = ", tried until done" if self.persists else ""
        return f"{self.first}, then {self.second} of {where}{then}"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a story without any fault: what comes of it, what if nobody acts, and the calls."""

    story: Story
    begun: World
    expected: Outcome
    untouched: Outcome
    calls: int
    calls_at_rest: int

    @classmethod
    async def of(cls, story: Story) -> "Known":
        """Let it happen once without a fault, and once without the act."""
        begun = await story.begun()
        expected, calls = await faultless(story, begun)
        untouched = await left_alone(story, begun)
        return cls(story, begun, expected, untouched, len(calls), await _calls_at_rest(story, begun))

    def draw(self, random: Random) -> TwoFaults:
        """Any two faults. The second may be at a call that is not made then: it does not strike."""
        at_rest = random.random() < 0.5
        first = Fault(random.choice(list(Kind)), random.randrange(self.calls))
        calls = self.calls_at_rest if at_rest else self.calls
        second = Fault(random.choice(list(Kind)), random.randrange(calls or 1))
        return TwoFaults(first, second, at_rest, persists=random.random() < 0.5)


async def _calls_at_rest(story: Story, begun: World) -> int:
    world = begun.copy()
    await story.act(world, world.desk())
    await story.followed(world)
    await world.recover(max(story.watched - A_LAST_HOUR, A_LAST_HOUR))
    return len(world.resting.calls)


async def found_after(known: Known, pair: TwoFaults) -> list[str] | None:
    """What is not as it must be after these two; None where the second did not strike."""
    story, world = known.story, known.begun.copy()
    done = await is_done(story, world, FaultyProcess(pair.first, world.witness.excuse_unrecorded))
    await story.followed(world)
    second = FaultyProcess(pair.second, world.witness.excuse_unrecorded)
    if pair.at_rest:
        world.resting = second
    elif not done:
        done = await _tried_again(story, world, second)
    if pair.persists and not done:
        done = await _tried_again(story, world, Process())
    await world.recover(story.watched)
    if not second.struck:
        return None
    return wrong_in(world, *((known.expected,) if done else (known.expected, known.untouched)))


async def _tried_again(story: Story, world: World, process: Process) -> bool:
    world.clock.instant += A_MOMENT
    return await is_done(story, world, process)


async def pairs_of(story: Story, seed: str, many: int) -> AsyncIterator[tuple[TwoFaults, list[str]]]:
    """At most so many different ones that strike, and what was found after each."""
    known, random, drawn = await Known.of(story), Random(f"{seed} {story.name}"), set[TwoFaults]()  # noqa: S311 - to be repeated
    struck = 0
    for _ in range(DRAWS * many):
        pair = known.draw(random)
        if struck == many:
            return
        if pair in drawn:
            continue
        drawn.add(pair)
        found = await found_after(known, pair)
        if found is not None:
            struck += 1
            yield pair, found
