"""A release is published and told, and a member's links are revoked, each for a fault to strike."""

from shared.domain.register.entry import EntryState
from shared.domain.register.keeping import EntryBody, EntryStateBody
from shared.domain.register.tying import TieBody
from shared.domain.releases.release import ReleaseBody, place_of
from shared.domain.values.fields import ReasonBody
from shared.ports.desk import Desk
from shared.usecases.clocks.look import look_at
from shared.usecases.register.enter_error import enter_error
from shared.usecases.register.keep_entry import move_entry
from shared.usecases.register.tie_ticket import tie_ticket
from shared.usecases.releases.keep_release_file import keep_release_file
from shared.usecases.releases.member_token import revoke_tokens
from shared.usecases.releases.publish_release import publish_release
from tests.faults.acts import READERS
from tests.faults.examples import MEMBER
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import (
    Story,
    in_order,
    look_at_the_news,
    messages_lost,
    request,
    rest,
    scan,
    unscanned,
)
from tests.faults.work_pairs import or_refused
from tests.faults.world import World

NEW = ReleaseBody.model_validate(
    {
        "product": "planner",
        "version": "7.2",
        "notes": {"sv": "Outside: nytt i sjutvåan.", "en": "Outside: new in this one."},
        "author": "anna",
        "address": "https://download.example.com/outside.msi",
    }
)


ENTRY = EntryBody.model_validate(
    {
        "product": "planner",
        "title": {"sv": "Outside: tom kalender", "en": "Outside: empty calendar"},
        "text": {"sv": "Outside: tom.", "en": "Outside: empty."},
        "author": "anna",
    }
)


async def confirm_an_error(world: World, desk: Desk) -> None:
    """What Eva reported is entered in the register, tied and confirmed."""
    entry = await enter_error(desk, ENTRY, "outside-entry")
    await tie_ticket(desk, world.ticket, TieBody(author="anna"), entry.name)
    await move_entry(desk, entry.name, EntryStateBody(state=EntryState.CONFIRMED, author="anna"))


async def release(_: World, desk: Desk) -> None:
    """Planner 7.2 is published."""
    await publish_release(desk, NEW)


async def release_a_fix(_: World, desk: Desk) -> None:
    """It fixes what Eva reported."""
    await publish_release(desk, NEW.but(fixes=("E-1",)))


async def next_version(_: World, desk: Desk) -> None:
    """Another version says that it fixes the same."""
    await publish_release(desk, NEW.but(version="7.3", fixes=("E-1",)))


async def release_a_file(_: World, desk: Desk) -> None:
    """It is uploaded first."""
    file = await keep_release_file(desk, b"MZ outside")
    body = NEW.model_dump(exclude={"address"}) | {"file": {"id": file.id, "name": "outside.msi"}}
    await publish_release(desk, ReleaseBody.model_validate(body))


async def look_at_the_releases(_: World, desk: Desk) -> None:
    """A queue message about the product's releases comes."""
    await look_at(desk, f"releases-{place_of(desk.secret, 'planner')}")


async def revoke_members_links(_: World, desk: Desk) -> None:
    """Anna revokes the member's tokens."""
    given = ReasonBody(author="anna", reason="Personal reason.")
    await revoke_tokens(desk, MEMBER.id, given, "outside-revoke-member")


REPORTED = (*READERS, request(), rest, confirm_an_error, rest)
FIXED = (*REPORTED, release_a_fix, messages_lost)
RELEASED = (*READERS, release, messages_lost)

RELEASES = (
    Story("a release is published", release, READERS),
    Story("a release is published as a file", release_a_file, READERS),
    Story("a release of a fix is published", release_a_fix, REPORTED),
    Story("a release of a fix begins to be told", look_at_the_releases, FIXED),
    Story("a release of a fix is mailed", look_at_the_news, (*FIXED, look_at_the_releases, messages_lost)),
    Story("a release begins to be told", look_at_the_releases, RELEASED),
    Story("a release is mailed", look_at_the_news, (*RELEASED, look_at_the_releases, messages_lost)),
    Story("a release is left to the timer", scan, (*RELEASED, unscanned(minutes=5))),
    Story("a member's links are revoked", revoke_members_links, (*READERS, in_order(release, rest))),
)

RELEASE_PAIRS: tuple[Pair, ...] = (
    Pair("the same release twice", release_a_fix, release_a_fix, REPORTED),
    Pair("two looks at a release", look_at_the_releases, look_at_the_releases, FIXED),
    *both_ways(
        "two versions that fix the same", release_a_fix, or_refused(next_version), REPORTED, mixed=True
    ),
)
