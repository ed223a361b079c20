"""A person is erased, as stories: asked for, done by a look, and by the last one."""

from shared.domain.people.erasing import EraseBody
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.clocks.look import look_at
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.people.erase_person import erase_person
from tests.faults.acts import FILES, WITH_MEMBER
from tests.faults.examples import EVA, RUNE
from tests.faults.mail_stories import mailed
from tests.faults.stories import (
    TO_THE_END,
    Story,
    answer,
    messages_lost,
    publish,
    request,
    rest,
    unscanned,
)
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


async def rune_asks(_: World, desk: Desk) -> None:
    """A colleague of Eva's asks something."""
    told = Submission(email=RUNE, product="Planner", kind=Kind.QUESTION, message="Outside: how?")
    await open_ticket(desk, Request(submission=told, channel="form", key="outside-colleague"))


async def eva_writes_there(world: World, desk: Desk) -> None:
    """Eva writes on the ticket that there is."""
    further = Further(text="Personal message.", email=EVA, name="Personal Eva", key="outside-further")
    await add_message(desk, world.ticket, further)


BESIDE = (*WITH_MEMBER, rune_asks, rest, eva_writes_there, rest, erase, messages_lost)

ERASING = (
    Story("a person is erased", erase, KEPT),
    Story("a look erases a person", look_at_erasure, BEGUN),
    Story("a look erases a person from a colleague's ticket", look_at_erasure, BESIDE, watched=TO_THE_END),
    Story(
        "a last look finds nothing more of a person",
        look_at_erasure,
        (*BEGUN, look_at_erasure, unscanned(minutes=8)),
    ),
)
