"""Two acts of hourly work at once: of two that exclude each other one is done, and no limit is passed."""

from shared.domain.refusals.error_sorts import Refused
from shared.domain.work.logging_minutes import MinutesBody
from shared.ports.desk import Desk
from shared.usecases.work.quote_work import log_minutes
from tests.faults.acts import ASKED
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import Step
from tests.faults.work_stories import ACCEPTED, QUOTED, accept, decline, log_most, quote, take_back
from tests.faults.world import World


def or_refused(step: Step) -> Step:
    """The step; refused, it has done nothing."""

    async def go(world: World, desk: Desk) -> None:
        try:
            await step(world, desk)
        except Refused:
            return

    return go


async def log_others(world: World, desk: Desk) -> None:
    """Anna logs minutes that do not fit beside Bo's."""
    given = MinutesBody(author="anna", minutes=20, text="Personal work.")
    await log_minutes(desk, world.ticket, given, "outside-others")


WORK_PAIRS = (
    Pair("the same quote twice", quote, quote, ASKED),
    Pair("the same acceptance twice", accept, accept, QUOTED),
    Pair("the same minutes twice", log_most, log_most, ACCEPTED),
    *both_ways("accept and decline", or_refused(accept), or_refused(decline), QUOTED),
    *both_ways("accept and take back", or_refused(accept), or_refused(take_back), QUOTED),
    *both_ways("minutes that do not both fit", or_refused(log_most), or_refused(log_others), ACCEPTED),
)
