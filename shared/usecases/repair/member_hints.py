"""The hints of members: what they are found by, their place in the list of members, and their looks."""

from datetime import datetime

from shared.domain.agenda.header import member_aggregate
from shared.domain.agenda.mending import Needed
from shared.domain.seats.reminding import lacks_reminder
from shared.domain.values.identity import address_key
from shared.ports.store import Remove, Row, Table
from shared.usecases.members.customer_claims import read_claim
from shared.usecases.members.list_members import PLACE, list_lacks
from shared.usecases.members.put_member import directory_keys
from shared.usecases.members.unclaimed_customers import PLACE as UNCLAIMED
from shared.usecases.members.unclaimed_customers import waiting_lacks
from shared.usecases.records.member_rows import (
    BILLING_EVENTS,
    LoadedMember,
    customer_key,
    head_key,
    load_member,
    named_customer_key,
    product_key,
)
from shared.usecases.records.row_ranges import each_row, first_of_each, place_in
from shared.usecases.records.standing_rows import PARTITION, news_stopped, trouble_lacks, troubles
from shared.usecases.repair.mending import Repair


async def mend_members(repair: Repair) -> None:
    """Every member is found, listed as it is, and looked at; so is every customer that waits for one."""
    store = repair.desk.store
    await repair.each(first_of_each(store, Table.MEMBERS, "gate"), _mend)
    await repair.each(first_of_each(store, Table.MEMBERS, "unclaimed"), _mend_waiting)
    await repair.each(each_row(store, Table.DIRECTORY, PLACE, "listed"), _take_off_list)
    stand = await troubles(repair.desk)

    async def mend_trouble(_: Repair, known: Row) -> None:
        changes = trouble_lacks(known, stand.get(known.key.removeprefix("standing-")))
        if changes:
            await repair.commit(Table.LIMITS, PARTITION, changes)

    await repair.each(each_row(store, Table.LIMITS, PARTITION, "standing"), mend_trouble)


async def _mend(repair: Repair, row: Row) -> None:
    key = place_in(row.key)
    loaded = await load_member(repair.desk, key)
    if loaded is None:
        return
    for place in _found_by(repair, loaded):
        await repair.must_stand(place, [f"who-{place}-{key}"])
    await _mend_list(repair, key)
    await repair.mend(Needed(member_aggregate(key), await _next_look(repair, loaded)))
    for person in await _readers_at_odds(repair, loaded):
        repair.ask_for(f"reader-{person}", repair.desk.clock.now())


def _found_by(repair: Repair, loaded: LoadedMember) -> set[str]:
    """By what it names now, and by all that was ever heard of it."""
    desk, heard = repair.desk, [history for history, _ in loaded.subscriptions]
    return {
        *directory_keys(desk, loaded.header.member),
        *(product_key(desk, each.product) for each in heard),
        *(named_customer_key(desk, each.provider, each.customer) for each in heard),
    }


async def _next_look(repair: Repair, loaded: LoadedMember) -> datetime | None:
    """Now, where its last change or another member's still has something to cause; else as time has it."""
    desk, header = repair.desk, loaded.header
    lacks = lacks_reminder(header.reminds, loaded.facts(desk.vendor), desk.vendor)
    waits = header.effects or header.appointments.unfinished or header.flags.owner_waits_for
    if waits or lacks or await _has_lost_a_customer(repair, loaded):
        return desk.clock.now()
    return header.next_look()


async def _has_lost_a_customer(repair: Repair, loaded: LoadedMember) -> bool:
    """One of its customers is claimed by another, or by nobody: its look settles that."""
    for customer in loaded.header.member.customers:
        known = await read_claim(repair.desk, customer_key(repair.desk, customer))
        if known is None or known.claim.member != loaded.key:
            return True
    return False


async def _readers_at_odds(repair: Repair, loaded: LoadedMember) -> list[str]:
    """Who has ended news, or asked for it again, and the seat does not show it yet."""
    desk, flags = repair.desk, loaded.header.flags
    addresses = {address_key(desk.secret, seat.address): seat.address for seat in loaded.header.member.seats}
    found = []
    for person, address in addresses.items():
        known = flags.news_stopped(address)
        if await news_stopped(desk, person) != (known.since if known else None):
            found.append(person)
    return found


async def _mend_list(repair: Repair, key: str) -> None:
    """Whoever writes the row meanwhile asks for a look, which mends it."""
    if change := await list_lacks(repair.desk, key):
        await repair.commit(Table.DIRECTORY, PLACE, [change])


async def _take_off_list(repair: Repair, row: Row) -> None:
    """A member that is not there stands in the list no more."""
    key = row.key.removeprefix("listed-")
    if await repair.desk.store.get(Table.MEMBERS, key, head_key(key)) is None:
        await repair.commit(Table.DIRECTORY, PLACE, [Remove(row.key, row.etag)])


async def _mend_waiting(repair: Repair, row: Row) -> None:
    place = place_in(row.key)
    if change := await waiting_lacks(repair.desk, place, BILLING_EVENTS.read(row.text)):
        await repair.commit(Table.DIRECTORY, UNCLAIMED, [change])
