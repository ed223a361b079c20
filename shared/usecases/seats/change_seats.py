"""The owner fills a seat or changes a contact: through the same act as the vendor's change of a member."""

from collections.abc import Callable

from shared.domain.members.gate import MemberFacts
from shared.domain.members.member_change import MemberChange
from shared.domain.members.member_errors import VersionChanged
from shared.domain.seats.changing import SeatsChanged
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.usecases.members.change_member import change_member
from shared.usecases.seats.open_seats import OpenedSeats

type DecideChange[Given] = Callable[[MemberFacts, Given, Vendor], MemberChange]
"""What the owner gives comes to this change of the member. Pure."""


async def change_by_owner[Given](
    desk: Desk, opened: OpenedSeats, decide: DecideChange[Given], given: Given, version: str
) -> None:
    """The member is changed as its owner says; the same again changes nothing.

    ``version``: the member's, as the page showed it.

    Raises:
        Refused: what the decision refuses; nothing was written.
        SeatsChanged: somebody else has changed the member since the page was shown; nothing was written.
        StoreUnavailable: send it again.
    """
    change = decide(opened.loaded.facts(desk.vendor), given, desk.vendor)
    try:
        await change_member(desk, opened.member.id, change, read=(version,))
    except VersionChanged:
        raise SeatsChanged from None
