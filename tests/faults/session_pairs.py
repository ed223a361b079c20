"""Two people at the same session, or at the same link, at once."""

from contextlib import suppress

from shared.domain.refusals.error_sorts import Refused
from shared.ports.desk import Desk
from tests.faults.acts import ASKED
from tests.faults.link_stories import prove, renew, revoke, write
from tests.faults.pairs import Pair, both_ways
from tests.faults.session_stories import CONSENTED, OFFERED, STARTED, consent, decline, end, start, take_back
from tests.faults.stories import Step, answer, later
from tests.faults.world import World


def perhaps(step: Step) -> Step:
    """The step, or nothing where the other one has made it impossible."""

    async def go(world: World, desk: Desk) -> None:
        with suppress(Refused):
            await step(world, desk)

    return go


SESSION_PAIRS = (
    Pair("the same consent twice", consent, consent, OFFERED),
    Pair("the same start twice", start, start, CONSENTED),
    Pair("the same end twice", end, end, STARTED),
    Pair("the same proof twice", prove, prove, ASKED),
    Pair("the same message from a page twice", write, write, ASKED),
    Pair("two who ask for a new link", renew, renew, (*ASKED, later(hours=1))),
    *both_ways("consent and offer taken back", perhaps(consent), perhaps(take_back), OFFERED, mixed=True),
    *both_ways("start and change of mind", perhaps(start), perhaps(decline), CONSENTED, mixed=True),
    *both_ways("end and answer", end, answer, STARTED),
    *both_ways("proof and revoking", perhaps(prove), revoke, ASKED, mixed=True),
)
