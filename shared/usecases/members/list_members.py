"""The list of members: one row a member, in one partition, with all that the list shows of it.

A row is a hint: written before the member is, and mended by every look at the member. Opening a member reads
the truth.
"""

from shared.domain.members.gate import MemberFacts
from shared.domain.members.member_listing import (
    ListedMember,
    MemberLine,
    MembersWanted,
    behind,
    line_of,
    listed,
    sorted_by_name,
)
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.ports.store import Change, Remove, Table, Upsert
from shared.usecases.records.acting import until_committed
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

PLACE = "members"
MOST_SHOWN = 200
LISTED_MEMBERS = RowFormat(ListedMember.model_validate_json)


class MembersView(Frozen):
    """Members by name. ``count``: how many are wanted in all. ``more``: there are others, after ``next``."""

    members: tuple[MemberLine, ...]
    count: int
    more: bool
    next: str = ""


async def list_members(desk: Desk, wanted: MembersWanted, after: str = "") -> MembersView:
    """At most 200 of the wanted members, from after the one of this name on.

    One request for each 1000 members that there are.
    """
    every = await every_member(desk)
    found = [each for each in every if wanted.wants(each)]
    left = behind(after, every, found)
    shown = tuple(left[:MOST_SHOWN])
    more = len(left) > MOST_SHOWN
    return MembersView(members=shown, count=len(found), more=more, next=shown[-1].id if more else "")


async def every_member(desk: Desk) -> list[MemberLine]:
    """All members by name, as they stand now. One request for each 1000 of them."""
    now = desk.clock.now()
    return sorted_by_name(line_of(each, now, desk.vendor) for each in await read_listed(desk))


async def write_in_list(desk: Desk, facts: MemberFacts) -> None:
    """The list has the member as it is about to be. Ask for a look at it first, which mends the row."""
    text = LISTED_MEMBERS.text(listed(facts, desk.clock.now(), desk.vendor))
    await desk.store.commit(Table.DIRECTORY, PLACE, [Upsert(_key(facts.key), text)])


async def mend_list(desk: Desk, key: str) -> None:
    """The list has the member as it is, or not at all where there is none.

    Whoever writes the row meanwhile goes before: it is read before the member is.
    """

    async def attempt(_: int) -> None:
        if change := await list_lacks(desk, key):
            await desk.store.commit(Table.DIRECTORY, PLACE, [change])

    await until_committed(desk, key, attempt)


async def list_lacks(desk: Desk, key: str) -> Change | None:
    """What is to be changed so that the list has the member as it is; None where it has. Two requests."""
    row = await desk.store.get(Table.DIRECTORY, PLACE, _key(key))
    member = await load_member(desk, key)
    if member is None:
        return Remove(row.key, row.etag) if row else None
    now = listed(member.facts(desk.vendor), desk.clock.now(), desk.vendor)
    if row and now == LISTED_MEMBERS.read_if_whole(row.text):
        return None
    return LISTED_MEMBERS.row(_key(key), now, row.etag if row else None)


async def read_listed(desk: Desk) -> list[ListedMember]:
    """Every member as the list has it. One request for each 1000."""
    rows = await whole_range(desk.store, Table.DIRECTORY, PLACE, first="listed-", before="listed.")
    return [LISTED_MEMBERS.read(row.text) for row in rows]


def _key(key: str) -> str:
    return f"listed-{key}"
