"""A verified billing event is stored, once: at its member, or unclaimed until a member names the customer."""

import logging

from pydantic import TypeAdapter

from shared.domain.billing import BillingEvent, OtherEvent
from shared.domain.identity import digest
from shared.domain.subscriptions import SubscriptionHistory
from shared.ports import Change, Create, Desk, Remove, Replace, StoreConflict, Table, Upsert
from shared.usecases.acting import ATTEMPTS, TooBusy
from shared.usecases.member_rows import (
    LoadedMember,
    directory,
    load_member,
    named_customer_key,
    product_key,
    subscription_key,
)
from shared.usecases.put_member import write_directory

_log = logging.getLogger(__name__)


async def record_billing_event(desk: Desk, event: BillingEvent | OtherEvent) -> None:
    """Store the event; in any order, any number of times, the member's state comes out the same.

    Raises:
        StoreUnavailable: the provider is to send it again.
    """
    place = named_customer_key(desk, event.provider, event.customer or "")
    members = await directory(desk, place, 1)
    if not members:
        await _keep_unclaimed(desk, place, event)
        # A member may have named the customer meanwhile, and looked for events before this one was kept.
        members = await directory(desk, place, 1)
    if members:
        await apply_event(desk, members[0], event)


async def apply_event(desk: Desk, key: str, event: BillingEvent | OtherEvent) -> bool:
    """The member's history knows this event, and the raw event is kept beside it; False: no such member.

    Raises:
        StoreUnavailable: repeat it; what was done does no harm.
    """
    for _ in range(ATTEMPTS):
        member = await load_member(desk, key)
        if member is None:
            return False
        if not (changes := await _changes(desk, member, event)):
            return True
        try:
            await desk.store.commit(Table.MEMBERS, key, changes)
        except StoreConflict:
            continue
        return True
    raise TooBusy(key)


async def adopt_unclaimed(desk: Desk, key: str, place: str) -> None:
    """Apply the events that came before a member named this customer, and take them from the unclaimed."""
    first = f"unclaimed-{place}-"
    while rows := await desk.store.rows(Table.MEMBERS, place, first=first, before=f"unclaimed-{place}."):
        for row in rows:
            if await apply_event(desk, key, _Unclaimed.validate_json(row.text)):
                await desk.store.commit(Table.MEMBERS, place, [Remove(row.key, row.etag)])
        first = f"{rows[-1].key}-"


async def _changes(desk: Desk, member: LoadedMember, event: BillingEvent | OtherEvent) -> list[Change]:
    """The rows to write; none where the event is known already."""
    raw = Upsert(f"event-{member.key}-{_event_digest(desk, event)}", event.model_dump_json())
    if isinstance(event, OtherEvent):
        return [raw]
    known = next((each for each in member.subscriptions if each[0].is_about(event)), None)
    if known is None:
        await write_directory(desk, member.key, [product_key(desk, event.product)])
        started = SubscriptionHistory.started_by(event)
        return [raw, Create(subscription_key(desk, member.key, started), started.model_dump_json())]
    history, etag = known
    after = history.with_event(event)
    if after == history:
        return []
    if after.unknown_statuses != history.unknown_statuses:
        _log.warning(
            "member %s has a billing status that the desk does not know; the old one holds", member.key
        )
    return [raw, Replace(subscription_key(desk, member.key, after), after.model_dump_json(), etag)]


async def _keep_unclaimed(desk: Desk, place: str, event: BillingEvent | OtherEvent) -> None:
    row = Upsert(f"unclaimed-{place}-{_event_digest(desk, event)}", event.model_dump_json())
    await desk.store.commit(Table.MEMBERS, place, [row])


def _event_digest(desk: Desk, event: BillingEvent | OtherEvent) -> str:
    """An event of several products (one provider event, several subscriptions) is several of ours."""
    about = (event.subscription, event.product) if isinstance(event, BillingEvent) else ("", "")
    return digest(desk.secret, "billing", event.provider, event.id, *about)


_Unclaimed: TypeAdapter[BillingEvent | OtherEvent] = TypeAdapter(BillingEvent | OtherEvent)
