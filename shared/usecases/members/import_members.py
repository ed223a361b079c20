"""Many members at once: first what that would come to, then written, each by itself."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from shared.domain.members.member import Customer, Member
from shared.domain.members.member_errors import CustomerClaimed
from shared.domain.refusals.error_sorts import Refused
from shared.domain.values.identity import content_digest
from shared.ports.desk import Desk
from shared.usecases.members.customer_claims import refuse_claimed
from shared.usecases.members.member_versions import member_version
from shared.usecases.members.put_member import put_member, refuse_unfit
from shared.usecases.records.member_rows import load_member, member_key

WRITTEN_WITHIN = timedelta(seconds=20)
"""So long one request goes on to write; a browser is answered within half a minute."""
_AT_ONCE = 8


class ImportOutcome(StrEnum):
    """What writing a member comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What writing this member comes to. ``version``: of the one that is there, "" where there is none."""

    member: Member
    outcome: ImportOutcome
    version: str = ""
    refused: Refused | None = None

    @property
    def writes(self) -> bool:
        """Whether there is anything to write."""
        return self.outcome in {ImportOutcome.NEW, ImportOutcome.CHANGED}


async def foresee_import(desk: Desk, members: Sequence[Member]) -> Sequence[Foreseen]:
    """What writing each of them would come to now; nothing is written. Their ids are different ones.

    Requests: one a member, two a billing customer that another member claims, and one a member that names a
    product which is not sold.
    """
    named: dict[Customer, str] = {}
    for each in members:
        for customer in each.customers:
            named.setdefault(customer, each.id)

    async def foresee(member: Member) -> Foreseen:
        return await _foresee(desk, member, named)

    return await _side_by_side(foresee, members)


async def write_import(desk: Desk, foreseen: Sequence[Foreseen]) -> None:
    """Each is as given from now on; what is refused, or was changed since it was foreseen, is as it was.

    What is not begun within ``WRITTEN_WITHIN`` is left: it can be done again, and what is written already is
    left alone then. Look at it again to see what came of it.

    Raises:
        StoreUnavailable: some may be written; do it again.
    """
    until = desk.clock.now() + WRITTEN_WITHIN

    async def write(each: Foreseen) -> None:
        if desk.clock.now() < until:
            with suppress(Refused):
                await put_member(desk, each.member, read=(each.version,) if each.version else ())

    await _side_by_side(write, foreseen)


def digest_of_import(desk: Desk, text: str, foreseen: Sequence[Foreseen]) -> str:
    """Tells whether the same file would still come to the same."""
    told = (f"{each.member.id} {each.outcome} {each.version}" for each in foreseen)
    return content_digest(desk.secret, "members file", text, *told)


async def _foresee(desk: Desk, member: Member, named: dict[Customer, str]) -> Foreseen:
    key = member_key(desk, member.id)
    loaded = await load_member(desk, key)
    known = loaded.header.member if loaded else None
    version = member_version(desk, known) if known else ""
    if known == member:
        return Foreseen(member, ImportOutcome.UNCHANGED, version)
    try:
        _refuse_named_twice(member, named)
        await refuse_unfit(desk, key, member)
        await refuse_claimed(desk, key, member)
    except Refused as refused:
        return Foreseen(member, ImportOutcome.REFUSED, version, refused)
    return Foreseen(member, ImportOutcome.CHANGED if known else ImportOutcome.NEW, version)


def _refuse_named_twice(member: Member, named: dict[Customer, str]) -> None:
    """Of two members of a file that name one billing customer the first is to have it."""
    others = {
        f"customers.{place}.id": named[each]
        for place, each in enumerate(member.customers)
        if named[each] != member.id
    }
    if others:
        raise CustomerClaimed(others)


async def _side_by_side[Given, Answer](
    act: Callable[[Given], Awaitable[Answer]], members: Sequence[Given]
) -> list[Answer]:
    """The act on each, in order; eight at once. Once one fails, none goes on, and its error is raised."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(each: Given) -> Answer:
        async with gate:
            return await act(each)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(each)) for each in members]
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
