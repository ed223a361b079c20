"""The members as the desk's page lists them: those of one sort, found by name, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.audit.named import Named
from shared.domain.members.member_finding import MembersFilter, is_called
from shared.domain.members.member_listing import MemberLine, behind
from shared.ports.desk import Desk
from shared.usecases.members.list_members import every_member

MEMBERS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class MembersLooked:
    """What is asked for: which members, how their names begin, and after whose id the page begins."""

    only: MembersFilter
    called: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class DeskMembers:
    """One page of members by name. ``found``: how many there are in all of those that are asked for.

    ``counts``: how many each choice has of those that are called so. ``next``: after whose id the next
    page begins; "" for none.
    """

    looked: MembersLooked
    now: datetime
    page: Sequence[MemberLine]
    found: int
    counts: Mapping[MembersFilter, int]
    next: str


async def read_desk_members(desk: Desk, looked: MembersLooked) -> DeskMembers:
    """The page as it stands now. One request for each 1000 members that there are."""
    now = desk.clock.now()
    called = [each for each in await every_member(desk) if is_called(each, looked.called)]
    found = [each for each in called if looked.only.shows(each, now)]
    left = behind(looked.after, called, found)
    page = left[:MEMBERS_A_PAGE]
    desk.shows((Named.MEMBER, each.id) for each in page)
    return DeskMembers(
        looked=looked,
        now=now,
        page=page,
        found=len(found),
        counts={each: sum(each.shows(line, now) for line in called) for each in MembersFilter},
        next=page[-1].id if len(left) > MEMBERS_A_PAGE else "",
    )


async def all_desk_members(desk: Desk, looked: MembersLooked) -> Sequence[MemberLine]:
    """All of those that are asked for, by name. Requests: as a page."""
    now = desk.clock.now()
    every = await every_member(desk)
    return [each for each in every if is_called(each, looked.called) and looked.only.shows(each, now)]
