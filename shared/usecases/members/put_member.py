"""A member is written whole: who belongs to it, who is responsible, what it subscribes to."""

import asyncio
from collections.abc import Iterable

from shared.domain.agenda.header import member_aggregate
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Member
from shared.domain.members.seat_flags import SeatFlags
from shared.domain.values.errors import MemberUnknown
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.ports.store import Change, StoreConflict, Table, Upsert
from shared.usecases.records.acting import ATTEMPTS, TooBusy, tell
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import (
    MEMBER_HEADERS,
    LoadedMember,
    MemberHeader,
    changed_header,
    customer_key,
    domain_key,
    head_key,
    load_member,
    member_key,
    product_key,
)

ADOPT = "adopt"
RECONSIDER = "reconsider"


async def put_member(desk: Desk, member: Member) -> bool:
    """The member is as given from now on; True where it is new. Its provider subscriptions are kept.

    Raises:
        ProductUnknown: a seat or subscription names a product that the vendor does not sell.
        StoreUnavailable: send it again.
    """
    desk.vendor.must_sell(_products(member))
    key = member_key(desk, member.id)
    await write_directory(desk, key, _directory_keys(desk, member))
    for _ in range(ATTEMPTS):
        known = await load_member(desk, key)
        if known and known.header.member == member and not known.header.effects:
            return False
        try:
            await _commit(desk, key, member, known)
        except StoreConflict:
            continue
        await tell(desk, member_aggregate(key))
        return known is None
    raise TooBusy(member.id)


async def read_member(desk: Desk, member: str) -> MemberFacts:
    """The member as it is, with its subscriptions. Raises ``MemberUnknown``."""
    loaded = await load_member(desk, member_key(desk, member))
    if loaded is None:
        raise MemberUnknown(member)
    return loaded.facts()


async def write_directory(desk: Desk, key: str, places: Iterable[str]) -> None:
    """Every hint is written before the member that needs it. One request a place, ten at once, in order."""
    gate = asyncio.Semaphore(10)

    async def write(place: str) -> None:
        async with gate:
            await desk.store.commit(Table.DIRECTORY, place, [Upsert(f"who-{place}-{key}", "")])

    await asyncio.gather(*(write(place) for place in sorted(places)))


async def waking(desk: Desk, member: LoadedMember) -> Change:
    """The member's row that makes a look ask for what waits; commit it with what wakes the member."""
    now = desk.clock.now()
    await write_agenda(desk.store, member_aggregate(member.key), now, look=now)
    return changed_header(member, effects=(RECONSIDER,))


async def _commit(desk: Desk, key: str, member: Member, known: LoadedMember | None) -> None:
    """What the change causes elsewhere is committed with it, and done by a look."""
    now = desk.clock.now()
    flags = known.header.flags.kept_for(member) if known else SeatFlags()
    header = MemberHeader(member=member, effects=(ADOPT, RECONSIDER), flags=flags)
    await write_agenda(desk.store, member_aggregate(key), now, look=now)
    row = MEMBER_HEADERS.row(head_key(key), header, known.etag if known else None)
    await desk.store.commit(Table.MEMBERS, key, [row])


def _products(member: Member) -> dict[str, str]:
    """Every product that the member's own fields name, by the field's path."""
    seats = {f"seats.{place}.product": each.product for place, each in enumerate(member.seats)}
    states = {
        f"subscriptions.{place}.product": each.product for place, each in enumerate(member.subscriptions)
    }
    return seats | states


def _directory_keys(desk: Desk, member: Member) -> set[str]:
    """Everything that this member is found by."""
    return {
        *(address_key(desk.secret, address) for address in member.addresses()),
        *(domain_key(desk, domain) for domain in member.domains),
        *(customer_key(desk, customer) for customer in member.customers),
        *(product_key(desk, each.product) for each in member.subscriptions),
    }
