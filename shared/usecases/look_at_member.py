"""A look at one member: what its last change still has to cause elsewhere."""

from datetime import datetime

from shared.ports import Desk, Replace, StoreConflict, Table
from shared.usecases.member_rows import customer_key, head_key, load_member
from shared.usecases.record_billing_event import adopt_unclaimed


async def look_at_member(desk: Desk, key: str) -> datetime | None:
    """Adopt the billing events that came before the member named its customers.

    Raises:
        StoreUnavailable: the look is to be repeated; what was adopted is adopted once.
    """
    loaded = await load_member(desk, key)
    if loaded is None or not loaded.header.effects:
        return None
    for customer in loaded.header.member.customers:
        await adopt_unclaimed(desk, key, customer_key(desk, customer))
    done = loaded.header.model_copy(update={"effects": ()}).model_dump_json()
    try:
        await desk.store.commit(Table.MEMBERS, key, [Replace(head_key(key), done, loaded.etag)])
    except StoreConflict:
        return desk.clock.now()
    return None
