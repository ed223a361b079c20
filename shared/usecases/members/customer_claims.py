"""Which member claims a billing customer: one row a customer, under its ETag, written before the member.

A member's claim counts only while the row names it. Whoever is named is written within moments, or never:
until then nobody else takes the customer.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.agenda.header import member_aggregate
from shared.domain.members.member import Customer, Member
from shared.domain.members.member_errors import CustomerClaimed
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Remove, Row, StoreConflict, Table
from shared.usecases.records.acting import until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import (
    LoadedMember,
    changed_header,
    customer_key,
    directory,
    load_member,
    member_key,
)
from shared.usecases.records.row_formats import RowFormat

WRITTEN_WITHIN = timedelta(minutes=2)
MOST_CLAIMERS = 100


class CustomerClaim(Frozen):
    """The member that claims a customer: its key, the vendor's own name for it, and since when."""

    member: str
    name: str
    written: Instant


CLAIMS = RowFormat(CustomerClaim.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedClaim:
    """A claim as it was read."""

    claim: CustomerClaim
    etag: str


async def read_claim(desk: Desk, place: str) -> LoadedClaim | None:
    """Who claims the customer of this place; None: nobody. One request."""
    row = await desk.store.get(Table.MEMBERS, place, _key(place))
    return LoadedClaim(CLAIMS.read(row.text), row.etag) if row else None


async def read_customer(desk: Desk, place: str) -> tuple[LoadedClaim | None, dict[str, Row]]:
    """Who claims the customer of this place, and the marks of what was told of it, by key. One request."""
    rows = await desk.store.rows(Table.MEMBERS, place, first=_key(place), before=f"told-{place}.")
    found = {row.key: row for row in rows}
    claim = found.pop(_key(place), None)
    return LoadedClaim(CLAIMS.read(claim.text), claim.etag) if claim else None, found


async def take_claims(desk: Desk, member: Member, *, move: bool) -> bool:
    """Every customer of the member is claimed by it; True: one of them was not before.

    Where ``move``, those that others claim are taken from them: write the member, then ``take_from_others``.

    Raises:
        CustomerClaimed: without ``move``, another member claims one. Others may have been taken.
    """
    key, new = member_key(desk, member.id), False
    if not move:
        await refuse_claimed(desk, key, member)
    for customer in member.customers:
        own = CustomerClaim(member=key, name=member.id, written=desk.clock.now())
        new = await _take(desk, customer, own, move=move) or new
    return new


async def refuse_claimed(desk: Desk, key: str, member: Member) -> None:
    """Raise ``CustomerClaimed`` where another member claims one of the customers."""
    found: dict[str, str] = {}
    for number, customer in enumerate(member.customers):
        known = await read_claim(desk, customer_key(desk, customer))
        if known and known.claim.member != key and await _holds(desk, known.claim, customer):
            found[f"customers.{number}.id"] = known.claim.name
    if found:
        raise CustomerClaimed(found)


async def take_from_others(desk: Desk, key: str, customers: Iterable[Customer]) -> None:
    """What the member claims, as it is written now, counts for no other."""
    for customer in customers:
        for other in await other_claimers(desk, customer_key(desk, customer), key):
            await _give_up(desk, other, [customer])


async def other_claimers(desk: Desk, place: str, key: str) -> list[str]:
    """The keys of the members that have named this customer at some time, without this one."""
    return [each for each in await directory(desk, place, MOST_CLAIMERS) if each != key]


async def let_go(desk: Desk, key: str, customers: Iterable[Customer]) -> None:
    """The member, as it is written now, does not name these: whoever wants may claim them."""
    for customer in customers:
        place = customer_key(desk, customer)
        known = await read_claim(desk, place)
        if known and known.claim.member == key:
            with suppress(StoreConflict):
                await desk.store.commit(Table.MEMBERS, place, [Remove(_key(place), known.etag)])


async def settle_claims(desk: Desk, loaded: LoadedMember) -> tuple[bool, datetime | None]:
    """What another member has claimed is given up; what nobody took in the end is claimed again.

    Returns: whether a customer was claimed again, whose events may wait; and when to look again, where
    another member may be about to be written.
    """
    lost: list[Customer] = []
    again: list[datetime] = []
    regained = False
    for customer in loaded.header.member.customers:
        place = customer_key(desk, customer)
        known = await read_claim(desk, place)
        if known and known.claim.member != loaded.key and await _names(desk, known.claim.member, customer):
            lost.append(customer)
        elif known and known.claim.member != loaded.key and _may_be_written(desk, known.claim):
            again.append(known.claim.written + WRITTEN_WITHIN)
        else:
            own = CustomerClaim(member=loaded.key, name=loaded.header.member.id, written=desk.clock.now())
            with suppress(CustomerClaimed):
                regained = await _take(desk, customer, own, move=False) or regained
    if lost:
        await _give_up(desk, loaded.key, lost)
    return regained, min(again, default=None)


async def _holds(desk: Desk, claim: CustomerClaim, customer: Customer) -> bool:
    """Whether the claim counts, or is to count in a moment."""
    return _may_be_written(desk, claim) or await _names(desk, claim.member, customer)


def _may_be_written(desk: Desk, claim: CustomerClaim) -> bool:
    return desk.clock.now() - claim.written < WRITTEN_WITHIN


async def _names(desk: Desk, key: str, customer: Customer) -> bool:
    loaded = await load_member(desk, key)
    return loaded is not None and customer in loaded.header.member.customers


def _key(place: str) -> str:
    return f"claim-{place}"


async def _take(desk: Desk, customer: Customer, own: CustomerClaim, *, move: bool) -> bool:
    """The row names this member; False: it did before.

    Raises:
        CustomerClaimed: without ``move``, another has it by now.
    """
    place = customer_key(desk, customer)

    async def attempt(_: int) -> bool:
        known = await read_claim(desk, place)
        if known and known.claim.member == own.member:
            return False
        if known and not move and await _holds(desk, known.claim, customer):
            raise CustomerClaimed({"customers": known.claim.name})
        if known:
            now = desk.clock.now()
            await write_agenda(desk.store, member_aggregate(known.claim.member), now, look=now)
        row = CLAIMS.row(_key(place), own, known.etag if known else None)
        await desk.store.commit(Table.MEMBERS, place, [row])
        return True

    return await until_committed(desk, place, attempt)


async def _give_up(desk: Desk, key: str, customers: Iterable[Customer]) -> None:
    """The member names these customers no more; what was heard of them stays in its rows."""
    gone = set(customers)

    async def attempt(_: int) -> None:
        loaded = await load_member(desk, key)
        if loaded is None or not gone & set(loaded.header.member.customers):
            return
        left = tuple(each for each in loaded.header.member.customers if each not in gone)
        row = changed_header(loaded, member=loaded.header.member.but(customers=left))
        await desk.store.commit(Table.MEMBERS, key, [row])

    await until_committed(desk, key, attempt)
