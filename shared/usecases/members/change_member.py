"""A member is made, or some of its fields are written and all others stay."""

from collections.abc import Sequence

from shared.domain.members.member import Member
from shared.domain.members.member_change import MemberChange
from shared.domain.members.member_errors import MemberExists, VersionChanged, VersionNeeded
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.members.member_versions import member_version, refuse_unread
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

    async def attempt(_: int) -> None:
        known = (await read_member(desk, member)).member
        after = change.made_to(known)
        refuse_unread(desk, after, known, read)
        try:
            await put_member(desk, after, move=move, read=(member_version(desk, known),))
        except VersionChanged:
            raise StoreConflict from None

    await until_committed(desk, member, attempt)
