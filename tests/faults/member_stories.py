"""What is done to members from the desk's pages, each as a story for a fault to strike."""

from shared.domain.members.member import Customer
from shared.ports.desk import Desk
from shared.usecases.members.change_member import claim_customer, make_member
from shared.usecases.members.import_members import foresee_import, write_import
from tests.faults.examples import ACTIVE, CANCELLED, CHANGED, CLAIMING, CUSTOMER, MEMBER, NEIGHBOUR
from tests.faults.stories import Step, Story, billing, look_at_the_member, put, rest
from tests.faults.world import World


async def make(_: World, desk: Desk) -> None:
    """The form of a new member is sent."""
    await make_member(desk, MEMBER)


async def from_a_file(_: World, desk: Desk) -> None:
    """A file with one member is written."""
    await write_import(desk, await foresee_import(desk, [MEMBER]))


def claim(customer: Customer, *, move: bool = False) -> Step:
    """The member is given this customer beside what it has."""
    return lambda _, desk: claim_customer(desk, MEMBER.id, customer, move=move)


WAITING = (put(MEMBER), rest, billing(ACTIVE, CANCELLED))
TAKEN = (put(NEIGHBOUR.model_copy(update={"customers": (CUSTOMER,)})), put(MEMBER), rest)

MEMBER_STORIES = (
    Story("a member is made from a form", make),
    Story("a member comes from a file", from_a_file, (put(CHANGED), rest)),
    Story("a customer whose events wait is given to a member", claim(CUSTOMER), WAITING),
    Story("a customer of another member is given to a member", claim(CUSTOMER, move=True), TAKEN),
    Story("a member is given a customer that it has", claim(CUSTOMER), (put(CLAIMING), rest)),
    Story("a member that was given a customer is looked at", look_at_the_member, (*WAITING, claim(CUSTOMER))),
)
