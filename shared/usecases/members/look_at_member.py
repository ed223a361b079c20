"""A look at one member: what its last change still has to cause elsewhere."""

from datetime import datetime

from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, Table
from shared.usecases.members.record_billing_event import adopt_unclaimed
from shared.usecases.messages.ask_gate_again import ask_gate_again
from shared.usecases.records.agenda_rows import every_open
from shared.usecases.records.member_rows import (
    LoadedMember,
    changed_header,
    customer_key,
    known_as,
    load_member,
)


async def look_at_member(desk: Desk, key: str) -> datetime | None:
    """Adopt the billing events that came before the member named its customers; cover what waits by now.

    Raises:
        StoreUnavailable: the look is to be repeated; what was adopted or covered is so once.
    """
    loaded = await load_member(desk, key)
    if loaded is None or not loaded.header.effects:
        return None
    for customer in loaded.header.member.customers:
        await adopt_unclaimed(desk, key, customer_key(desk, customer))
    await _ask_for_what_waits(desk, loaded)
    try:
        await desk.store.commit(Table.MEMBERS, key, [changed_header(loaded, effects=())])
    except StoreConflict:
        return desk.clock.now()
    return None


async def _ask_for_what_waits(desk: Desk, member: LoadedMember) -> None:
    """The open tickets of everybody whom the gate may know by this member are asked for anew."""
    keys = known_as(desk, member)
    waiting = [row.hint async for row in every_open(desk.store) if keys & set(row.hint.known_by)]
    for hint in waiting:
        await ask_gate_again(desk, hint.aggregate.removeprefix("ticket-"))
