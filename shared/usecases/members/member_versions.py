"""The version of a member that a caller has read: whether it is still so, and which fields are not.

A version is a digest of the whole member, which decides, and a short one of each field, which only tells.
"""

from collections.abc import Iterator, Sequence
from itertools import batched

from shared.domain.members.member import Member
from shared.domain.members.member_errors import VersionChanged, VersionNeeded
from shared.domain.values.identity import content_digest
from shared.ports.desk import Desk

WHATEVER_IS_THERE = "*"
_OF_A_FIELD = 4
"""Letters: of a million changes one would not be told, and none would be missed."""


def member_version(desk: Desk, member: Member) -> str:
    """Tells whether a member is written as it was read. What providers say of it makes no difference."""
    return f"{_whole(desk, member)}-{''.join(_fields(desk, member))}"


def refuse_unread(desk: Desk, after: Member, known: Member | None, read: Sequence[str]) -> None:
    """Refuse to write over what the caller has not read, or that is not there any more.

    ``after``: the member as it is to be. What is so already may be written again.

    Raises:
        VersionNeeded: it is there, and the caller names no version.
        VersionChanged: it is at none of these versions.
    """
    if WHATEVER_IS_THERE in read or (known is None and not read):
        return
    if not read:
        raise VersionNeeded
    if known is None:
        raise VersionChanged
    if known != after and _whole(desk, known) not in {each.partition("-")[0] for each in read}:
        raise VersionChanged(_changed_since(desk, known, read[-1]))


def _changed_since(desk: Desk, member: Member, read: str) -> tuple[str, ...]:
    """The fields that are not as they were in this version; none where it does not say."""
    then = ["".join(each) for each in batched(read.partition("-")[2], _OF_A_FIELD, strict=False)]
    names = [name for name in Member.model_fields if name != "id"]
    if len(then) != len(names):
        return ()
    now = _fields(desk, member)
    return tuple(name for name, one, other in zip(names, then, now, strict=True) if one != other)


def _whole(desk: Desk, member: Member) -> str:
    return content_digest(desk.secret, "member", member.model_dump_json())


def _fields(desk: Desk, member: Member) -> Iterator[str]:
    """A few letters of a digest of each field but the id, in their order."""
    for name in Member.model_fields:
        if name != "id":
            said = member.model_dump_json(include={name})
            yield content_digest(desk.secret, "member field", said)[:_OF_A_FIELD]
