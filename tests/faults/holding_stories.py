"""What comes by the open door and waits there, as stories: held, confirmed, taken, thrown away, told of."""

from datetime import timedelta

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Submission
from shared.ports.desk import Desk
from shared.usecases.floods.count_knocks import AtDoor
from shared.usecases.held.sift_held import SiftBody, drop_held, take_held
from shared.usecases.links.open_link import follow_link
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.status.use_link import prove_address, write_by_link
from tests.faults.acts import WITH_MEMBER
from tests.faults.examples import EVA, STRANGER
from tests.faults.stories import Step, Story, later, rest, scan, unscanned
from tests.faults.world import World

A_WHILE = timedelta(hours=2)


def knock(email: str = STRANGER, key: str = "outside-knock") -> Step:
    """A program sends a request by the open door, with no proof."""
    asked = Submission(email=email, name="Personal Name", product="Planner", message="Personal message.")
    sent = Request(submission=asked, channel="form", key=key, at_door=AtDoor("198.51.100.0/24"))
    return lambda _, desk: open_ticket(desk, sent)


def _link(world: World, desk: Desk) -> str:
    person = address_key(desk.secret, STRANGER)
    link = Link.lasting(Purpose.TICKET, world.ticket, person, world.clock.instant)
    return sign(link, desk.link_keys[0])


async def confirm(world: World, desk: Desk) -> None:
    """The stranger presses the button on the page."""
    await prove_address(desk, await follow_link(desk, _link(world, desk), Purpose.TICKET))


async def write(world: World, desk: Desk) -> None:
    """The stranger writes more by the mailed link."""
    followed = await follow_link(desk, _link(world, desk), Purpose.TICKET)
    await write_by_link(desk, followed, "Personal words more.", "outside-token")


async def take(world: World, desk: Desk) -> None:
    """Anna takes it."""
    await take_held(desk, SiftBody(author="anna", reason="Personal reason.", tickets=(world.ticket,)))


async def drop(world: World, desk: Desk) -> None:
    """Anna throws it away."""
    await drop_held(desk, SiftBody(author="anna", reason="Personal reason.", tickets=(world.ticket,)))


HELD = (*WITH_MEMBER, knock(), rest)

HOLDING = (
    Story("a member knocks", knock(EVA), WITH_MEMBER),
    Story("a stranger knocks and is held", knock(), WITH_MEMBER, watched=A_WHILE),
    Story("what is held is confirmed", confirm, HELD),
    Story("more is written on what is held", write, HELD),
    Story("what is held is taken", take, HELD),
    Story("what is held is thrown away", drop, HELD),
    Story(
        "supporters are told of what is held",
        scan,
        (*WITH_MEMBER, knock(), knock(key="outside-other"), rest, later(minutes=25), unscanned(minutes=6)),
    ),
)
