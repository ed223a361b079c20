"""A schedule: acts, scans and looks on two hosts over one storage; the order of their calls is drawn.

A seed and a number name it: the same ones are the same schedule, call for call.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from shared.domain.refusals.error_sorts import Refused
from tests.fakes.desk import START
from tests.faults.acts import WITH_MEMBER
from tests.faults.schedules.calendar import Calendar
from tests.faults.schedules.deeds import ASKING, DEEDS, Deed
from tests.faults.schedules.turns import Turns
from tests.faults.stories import TO_THE_END
from tests.faults.world import World

RATES = (0.0, 0.005, 0.02, 0.05)
"""How many of the calls go wrong."""
HOURS_OF_MUCH = (0.0, 0.5, 12.0, 20.0, 23.0, 24.0)
"""Half-way, four hours and one hour before, and due, of what is asked in the first."""
MOST_TRIES = 4
PERSISTS = 0.8


@dataclass
class Doing:
    """A deed on its way: at which ticket, whether its caller was told that it is done, or that it may not."""

    deed: Deed
    ticket: str = ""
    tries: int = 0
    told: bool = False
    refused: bool = False

    def allowed(self) -> set[int]:
        """How many traces there may be."""
        return {1} if self.told else {0, 1}


class Schedule:
    """One schedule. ``doings``: what people did."""

    def __init__(self, random: Random, world: World) -> None:
        """Nothing is to happen yet."""
        self.random, self.world = random, world
        self.turns = Turns(world, random, random.choice(RATES))
        self.calendar = Calendar(random, world, self.turns)
        self.doings: list[Doing] = []

    @classmethod
    async def drawn(cls, seed: str, number: int) -> "Schedule":
        """The schedule of this seed and number, with all that people will try to do."""
        random, world = Random(f"{seed}-{number}"), World.new()  # noqa: S311 - to be repeated
        for step in WITH_MEMBER:
            await step(world, world.desk())
        made = cls(random, world)
        for deed in random.sample(ASKING, random.randint(1, len(ASKING))):
            made.add(deed, 0.0)
        for deed in random.sample(DEEDS, random.randint(2, 10)):
            made.add(deed, random.choice(HOURS_OF_MUCH))
        return made

    def add(self, deed: Deed, hours: float) -> None:
        """Somebody will do it about then."""
        at = START + timedelta(hours=hours, seconds=self.random.randrange(120))
        self.calendar.enter(at, lambda: self._start(deed))

    async def run(self) -> list[str]:
        """Let it happen, then let all come to rest; what is not as it must be."""
        while await self.calendar.goes_on():
            pass
        await self.world.recover(TO_THE_END)
        return [*self.calendar.failed, *self.world.broken(), *self._not_once()]

    async def _start(self, deed: Deed) -> None:
        """At any ticket; nothing where the deed needs one and there is none yet."""
        tickets = sorted(self.world.witness.reading().tickets)
        if not deed.of_ticket or tickets:
            doing = Doing(deed, self.random.choice(tickets) if deed.of_ticket else "")
            self.doings.append(doing)
            await self._do(doing)

    async def _do(self, doing: Doing) -> None:
        """A caller tries, and where it got no answer once more a little later, or never."""
        doing.tries += 1
        view = replace(self.world, at_hand=doing.ticket)
        try:
            doing.told = await self.turns.tried(lambda desk: doing.deed.step(view, desk))
        except Refused:
            doing.refused = True
            return
        if not doing.told and doing.tries < MOST_TRIES and self.random.random() < PERSISTS:
            self.calendar.enter_later(self.random.randrange(5, 120), lambda: self._do(doing))

    def _not_once(self) -> Iterator[str]:
        """Deeds that were told to be done and are not there, or are there twice."""
        reading, opened = self.world.witness.reading(), [each for each in self.doings if each.deed.opens]
        if not sum(each.told for each in opened) <= len(reading.tickets) <= len(opened):
            yield f"1: {len(opened)} requests have become {len(reading.tickets)} tickets"
        for doing in (each for each in self.doings if not each.refused):
            times = doing.deed.traces(reading, doing.ticket)
            if times not in doing.allowed():
                yield f"1: {doing.deed.name} is there {times} times"
