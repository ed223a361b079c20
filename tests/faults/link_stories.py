"""What people do by signed links, as steps of stories and as stories of their own."""

from contextlib import suppress

from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.refusals.errors import LinkRevoked
from shared.domain.values.fields import ReasonBody
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.usecases.links.open_link import FollowedLink, follow_link
from shared.usecases.links.prove_by_link import note_use
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.status.use_link import prove_address, renew_link, revoke_links, write_by_link
from tests.faults.acts import ASKED
from tests.faults.examples import EVA
from tests.faults.stories import Story, later
from tests.faults.world import World


async def link_of(world: World, desk: Desk, purpose: Purpose = Purpose.TICKET, about: str = "") -> str:
    """Eva's link, as the last mail had it."""
    loaded = await load_ticket(world.memory, world.ticket)
    assert loaded
    series = loaded.header.state.link_series
    person = address_key(desk.secret, EVA)
    link = Link.lasting(purpose, world.ticket, person, world.clock.instant, about=about, series=series)
    return sign(link, desk.link_keys[0])


async def followed(world: World, desk: Desk) -> FollowedLink:
    """What Eva's link opens."""
    return await follow_link(desk, await link_of(world, desk), Purpose.TICKET)


async def write(world: World, desk: Desk) -> None:
    """Eva writes from her status page."""
    await write_by_link(desk, await followed(world, desk), "Personal words more.", "outside-token")


async def prove(world: World, desk: Desk) -> None:
    """Eva confirms her address."""
    await prove_address(desk, await followed(world, desk))


async def prove_everywhere(world: World, desk: Desk) -> None:
    """Eva's browser is answered: what she did by the link has proved her address at the whole desk."""
    await prove(world, desk)
    await note_use(desk, await link_of(world, desk))


async def revoke(world: World, desk: Desk) -> None:
    """Anna revokes every link."""
    await revoke_links(
        desk, world.ticket, ReasonBody(author="anna", reason="Personal reason."), "outside-revoke"
    )


async def renew(world: World, desk: Desk) -> None:
    """Eva asks for a new link with one that expired long ago."""
    person = address_key(desk.secret, EVA)
    begun = world.clock.instant.replace(year=2025)
    link = Link.lasting(Purpose.TICKET, world.ticket, person, begun)
    await renew_link(desk, sign(link, desk.link_keys[0]))


async def renew_unless_revoked(world: World, desk: Desk) -> None:
    """As ``renew``; where all links have been revoked, Eva gets none."""
    with suppress(LinkRevoked):
        await renew(world, desk)


LINKS = (
    Story("a message comes from a status page", write, ASKED),
    Story("an address is proved", prove, ASKED),
    Story("an address is proved at the whole desk", prove_everywhere, ASKED),
    Story("links are revoked", revoke, ASKED),
    Story("an expired link is renewed", renew, (*ASKED, later(hours=1))),
)
