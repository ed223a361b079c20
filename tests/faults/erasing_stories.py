"""A person is erased, as stories: asked for, done by a look, and by the last one."""

from shared.domain.people.erasing import EraseBody
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.clocks.look import look_at
from shared.usecases.people.erase_person import erase_person
from tests.faults.acts import FILES, WITH_MEMBER
from tests.faults.examples import EVA
from tests.faults.mail_stories import mailed
from tests.faults.stories import Story, answer, messages_lost, publish, request, rest, unscanned
from tests.faults.world import World

ERASE = EraseBody(address=EVA, author="anna", reason="Outside: asked for by letter.")


async def erase(_: World, desk: Desk) -> None:
    """Anna erases Eva."""
    await erase_person(desk, ERASE, Language.ENGLISH)


async def look_at_erasure(_: World, desk: Desk) -> None:
    """A queue message about the erasure comes."""
    await look_at(desk, f"person-{address_key(desk.secret, EVA)}")


KEPT = (
    *WITH_MEMBER,
    publish,
    request(files=FILES),
    rest,
    answer,
    mailed("<outside-machine@outside>", automatic="auto_submitted"),
    rest,
)
BEGUN = (*KEPT, erase, messages_lost)

ERASING = (
    Story("a person is erased", erase, KEPT),
    Story("a look erases a person", look_at_erasure, BEGUN),
    Story(
        "a last look finds nothing more of a person",
        look_at_erasure,
        (*BEGUN, look_at_erasure, unscanned(minutes=8)),
    ),
)
