"""A verified billing event is stored, once: at its member, or unclaimed until a member names the customer."""

import logging
from contextlib import suppress
from datetime import datetime

from shared.domain.agenda.header import member_aggregate
from shared.domain.members.billing import BillingEvent, OtherEvent
from shared.domain.members.coverage import coverage
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Change, Remove, StoreConflict, Table, Upsert
from shared.usecases.members.put_member import waking, write_directory
from shared.usecases.members.tell_of_unknown_status import tell_of_unknown_status
from shared.usecases.records.acting import ATTEMPTS, TooBusy, tell
from shared.usecases.records.member_rows import (
    BILLING_EVENTS,
    MOST_CANDIDATES,
    SUBSCRIPTIONS,
    LoadedMember,
    customer_key,
    directory,
    load_member,
    named_customer_key,
    product_key,
    subscription_key,
)

_log = logging.getLogger(__name__)


async def record_billing_event(desk: Desk, event: BillingEvent | OtherEvent) -> None:
    """Store the event; in any order, any number of times, the member's state comes out the same.

    Raises:
        StoreUnavailable: the provider is to send it again.
    """
    place = _place(desk, event)
    if await _apply_where_claimed(desk, place, event):
        return
    key, etag = await _keep_unclaimed(desk, place, event)
    # A member may have claimed the customer meanwhile, and looked for events before this one was kept.
    if await _apply_where_claimed(desk, place, event):
        await _remove_unclaimed(desk, place, key, etag)


async def apply_event(desk: Desk, key: str, event: BillingEvent | OtherEvent) -> bool:
    """The member's history knows this event, and the raw event is kept beside it; False: not its customer.

    Raises:
        StoreUnavailable: repeat it; what was done does no harm.
    """
    for _ in range(ATTEMPTS):
        member = await load_member(desk, key)
        if member is None or not _claims(desk, member, event):
            return False
        if not (changes := await _changes(desk, member, event)):
            return True
        await tell_of_unknown_status(desk, member, event)
        wakes = _wakes(desk, member, event)
        if wakes:
            changes.append(await waking(desk, member))
        try:
            await desk.store.commit(Table.MEMBERS, key, changes)
        except StoreConflict:
            continue
        if wakes:
            await tell(desk, member_aggregate(key))
        return True
    raise TooBusy(key)


def _wakes(desk: Desk, member: LoadedMember, event: BillingEvent | OtherEvent) -> bool:
    """Whether the event makes the subscription cover where it did not: tickets may wait for that."""
    if isinstance(event, OtherEvent):
        return False
    before = next((history for history, _ in member.subscriptions if history.is_about(event)), None)
    after = before.with_event(event) if before else SubscriptionHistory.started_by(event)
    instants = (event.at, desk.clock.now())
    return any(_covers(desk, after, at) and not _covers(desk, before, at) for at in instants)


def _covers(desk: Desk, history: SubscriptionHistory | None, at: datetime) -> bool:
    return history is not None and coverage(history, at, desk.vendor.grace).covered


async def _apply_where_claimed(desk: Desk, place: str, event: BillingEvent | OtherEvent) -> bool:
    """The directory may name members that were never written, or that have let the customer go."""
    for key in await directory(desk, place, MOST_CANDIDATES):
        if await apply_event(desk, key, event):
            return True
    return False


def _claims(desk: Desk, member: LoadedMember, event: BillingEvent | OtherEvent) -> bool:
    """Whether the member, as it is written now, says that the event's customer is its own."""
    place = _place(desk, event)
    return any(customer_key(desk, customer) == place for customer in member.header.member.customers)


def _place(desk: Desk, event: BillingEvent | OtherEvent) -> str:
    """Where the directory names who claims the customer, and where its events wait until somebody does."""
    return named_customer_key(desk, event.provider, event.customer or "")


async def adopt_unclaimed(desk: Desk, key: str, place: str) -> None:
    """Apply the events that came before a member named this customer, and take them from the unclaimed."""
    first = f"unclaimed-{place}-"
    while rows := await desk.store.rows(Table.MEMBERS, place, first=first, before=f"unclaimed-{place}."):
        for row in rows:
            if await apply_event(desk, key, BILLING_EVENTS.read(row.text)):
                await _remove_unclaimed(desk, place, row.key, row.etag)
        first = f"{rows[-1].key}-"


async def _changes(desk: Desk, member: LoadedMember, event: BillingEvent | OtherEvent) -> list[Change]:
    """The rows to write; none where the event is known already."""
    raw = Upsert(f"event-{member.key}-{_event_digest(desk, event)}", BILLING_EVENTS.text(event))
    if isinstance(event, OtherEvent):
        return [raw]
    known = next((each for each in member.subscriptions if each[0].is_about(event)), None)
    if known is None:
        await write_directory(desk, member.key, [product_key(desk, event.product)])
        started = SubscriptionHistory.started_by(event)
        return [raw, SUBSCRIPTIONS.row(subscription_key(desk, member.key, started), started, None)]
    history, etag = known
    after = history.with_event(event)
    if after == history:
        return []
    if after.unknown_statuses != history.unknown_statuses:
        _log.warning(
            "member %s has a billing status that the desk does not know; the old one holds", member.key
        )
    return [raw, SUBSCRIPTIONS.row(subscription_key(desk, member.key, after), after, etag)]


async def _keep_unclaimed(desk: Desk, place: str, event: BillingEvent | OtherEvent) -> tuple[str, str]:
    """The event waits for a member; the key and version of its row."""
    row = Upsert(f"unclaimed-{place}-{_event_digest(desk, event)}", BILLING_EVENTS.text(event))
    (etag,) = await desk.store.commit(Table.MEMBERS, place, [row])
    return row.key, etag


async def _remove_unclaimed(desk: Desk, place: str, key: str, etag: str) -> None:
    """Take an applied event from the unclaimed, unless somebody else did, or it has come once more."""
    with suppress(StoreConflict):
        await desk.store.commit(Table.MEMBERS, place, [Remove(key, etag)])


def _event_digest(desk: Desk, event: BillingEvent | OtherEvent) -> str:
    """An event of several products (one provider event, several subscriptions) is several of ours."""
    about = (event.subscription, event.product) if isinstance(event, BillingEvent) else ("", "")
    return digest(desk.secret, "billing", event.provider, event.id, *about)
