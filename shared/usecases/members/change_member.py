"""A member is made, or some of its fields are written and all others stay."""

from collections.abc import Callable, Sequence

from shared.domain.members.member import MOST_CUSTOMERS, Customer, Member
from shared.domain.members.member_change import MemberChange
from shared.domain.members.member_errors import CustomersFull, MemberExists, VersionChanged, VersionNeeded
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.members.member_versions import WHATEVER_IS_THERE, member_version, refuse_unread
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.records.acting import until_committed


async def make_member(desk: Desk, member: Member) -> None:
    """The member is there, as given. Sent twice, it is made once.

    Raises:
        MemberExists: another member has its id.
        ProductUnknown, AddressOfDesk, CustomerClaimed, StoreUnavailable: as ``put_member``.
    """
    try:
        await put_member(desk, member, read=())
    except VersionNeeded:
        if (await read_member(desk, member.id)).member != member:
            raise MemberExists from None


async def change_member(
    desk: Desk, member: str, change: MemberChange, *, move: bool = False, read: Sequence[str] = ()
) -> None:
    """The member has what the change gives; what somebody else writes meanwhile to other fields stays.

    ``read`` and ``move`` as ``put_member`` has them.

    Raises:
        MemberUnknown: there is none of this name.
        VersionNeeded, VersionChanged: it is not as the caller has read it, and not as it is to be.
        ProductUnknown, AddressOfDesk, CustomerClaimed: as ``put_member``; nothing was written.
        StoreUnavailable: send it again.
    """
    await _change(desk, member, change.made_to, move=move, read=read)


async def claim_customer(desk: Desk, member: str, customer: Customer, *, move: bool = False) -> None:
    """The member claims this billing customer beside those that it has, with all that was heard of it.

    With ``move`` another member's claim is taken from it.

    Raises:
        MemberUnknown: there is none of this name.
        CustomersFull: it claims 20 already.
        CustomerClaimed: another member claims it, and it is not to be moved.
        StoreUnavailable: send it again.
    """

    def claiming(known: Member) -> Member:
        customers = tuple(dict.fromkeys([*known.customers, customer]))
        if len(customers) > MOST_CUSTOMERS:
            raise CustomersFull
        return known.but(customers=customers)

    await _change(desk, member, claiming, move=move, read=(WHATEVER_IS_THERE,))


async def _change(
    desk: Desk, member: str, made: Callable[[Member], Member], *, move: bool, read: Sequence[str]
) -> None:
    async def attempt(_: int) -> None:
        known = (await read_member(desk, member)).member
        after = made(known)
        refuse_unread(desk, after, known, read)
        try:
            await put_member(desk, after, move=move, read=(member_version(desk, known),))
        except VersionChanged:
            raise StoreConflict from None

    await until_committed(desk, member, attempt)
