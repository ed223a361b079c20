"""A verified billing event is stored, once: at its member, or unclaimed until a member names the customer."""

import asyncio
import logging
from contextlib import suppress

from shared.domain.agenda.header import member_aggregate
from shared.domain.members.billing import HeardEvent, OtherEvent
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.members.unheard import unclaimed, unheard
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Change, Remove, StoreConflict, Table, Upsert
from shared.usecases.members.customer_claims import read_claim, read_customer
from shared.usecases.members.put_member import waking, write_directory
from shared.usecases.members.tell_of_unknown_status import tell_of_unknown_status
from shared.usecases.members.tell_unheard import tell_unheard
from shared.usecases.members.unclaimed_customers import note_waiting
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.member_rows import (
    BILLING_EVENTS,
    SUBSCRIPTIONS,
    LoadedMember,
    changed_header,
    customer_key,
    load_member,
    named_customer_key,
    product_key,
    subscription_key,
)

_log = logging.getLogger(__name__)


async def record_billing_event(desk: Desk, event: HeardEvent) -> None:
    """Store the event; in any order, any number of times, the member's state comes out the same.

    Raises:
        StoreUnavailable: the provider is to send it again.
    """
    place = _place(desk, event)
    for said in unheard(event, desk.vendor):
        await tell_unheard(desk, place, said)
    known, marks = await read_customer(desk, place)
    if known is not None and await apply_event(desk, known.claim.member, event):
        return
    for said in unclaimed(event):
        await tell_unheard(desk, place, said, marks)
    await note_waiting(desk, place, event)
    key, etag = await _keep_unclaimed(desk, place, event)
    # A member may have claimed the customer meanwhile, and looked for events before this one was kept.
    if await _apply_where_claimed(desk, place, event):
        await _remove_unclaimed(desk, place, key, etag)


async def apply_event(desk: Desk, key: str, event: HeardEvent, *, looked_at: bool = False) -> bool:
    """The member's history knows this event, and the raw event is kept beside it; False: not its customer.

    ``looked_at``: a look at the member applies it, and goes on with what follows from it.

    Raises:
        StoreUnavailable: repeat it; what was done does no harm.
    """

    async def attempt(_: int) -> bool:
        member = await load_member(desk, key)
        if member is None or not _claims(desk, member, event):
            return False
        if not (changes := _changes(desk, member, event)):
            return True
        await tell_of_unknown_status(desk, member, event)
        gathered = await asyncio.gather(_header_row(desk, member, event), _write_product(desk, member, event))
        await desk.store.commit(Table.MEMBERS, key, [*changes, gathered[0]])
        if not isinstance(event, OtherEvent) and not looked_at:
            await tell(desk, member_aggregate(key))
        return True

    return await until_committed(desk, key, attempt)


async def _header_row(desk: Desk, member: LoadedMember, event: HeardEvent) -> Change:
    """The header is replaced with every event: none lands behind a member that has let its customer go."""
    if isinstance(event, OtherEvent):
        return changed_header(member)
    return await waking(desk, member, member.knowing(event).facts(desk.vendor).subscriptions)


async def _write_product(desk: Desk, member: LoadedMember, event: HeardEvent) -> None:
    """The directory finds the member by the product of a subscription that begins with this event."""
    if not isinstance(event, OtherEvent) and not any(
        each.is_about(event) for each, _ in member.subscriptions
    ):
        await write_directory(desk, member.key, [product_key(desk, event.product)])


async def _apply_where_claimed(desk: Desk, place: str, event: HeardEvent) -> bool:
    """The claim may name a member that is not written yet, or that has let the customer go."""
    known = await read_claim(desk, place)
    return known is not None and await apply_event(desk, known.claim.member, event)


def _claims(desk: Desk, member: LoadedMember, event: HeardEvent) -> bool:
    """Whether the member, as it is written now, says that the event's customer is its own."""
    place = _place(desk, event)
    return any(customer_key(desk, customer) == place for customer in member.header.member.customers)


def _place(desk: Desk, event: HeardEvent) -> str:
    """Where the directory names who claims the customer, and where its events wait until somebody does."""
    return named_customer_key(desk, event.provider, event.customer or "")


async def adopt_unclaimed(desk: Desk, key: str, place: str) -> None:
    """Apply the events that came before a member named this customer, and take them from the unclaimed."""
    first = f"unclaimed-{place}-"
    while rows := await desk.store.rows(Table.MEMBERS, place, first=first, before=f"unclaimed-{place}."):
        for row in rows:
            event = BILLING_EVENTS.read(row.text)
            if await apply_event(desk, key, event, looked_at=True):
                await _remove_unclaimed(desk, place, row.key, row.etag)
        first = f"{rows[-1].key}-"


async def join_history(desk: Desk, key: str, other: str, place: str) -> None:
    """Apply all that another member has heard of this customer. What it knows already changes nothing."""
    first = f"event-{other}-"
    while rows := await desk.store.rows(Table.MEMBERS, other, first=first, before=f"event-{other}."):
        for row in rows:
            event = BILLING_EVENTS.read(row.text)
            if _place(desk, event) == place:
                await apply_event(desk, key, event, looked_at=True)
        first = f"{rows[-1].key}-"


def _changes(desk: Desk, member: LoadedMember, event: HeardEvent) -> list[Change]:
    """The rows to write; none where the event is known already."""
    raw = Upsert(f"event-{member.key}-{_event_digest(desk, event)}", BILLING_EVENTS.text(event))
    if isinstance(event, OtherEvent):
        return [raw]
    known = next((each for each in member.subscriptions if each[0].is_about(event)), None)
    if known is None:
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


async def _keep_unclaimed(desk: Desk, place: str, event: HeardEvent) -> tuple[str, str]:
    """The event waits for a member; the key and version of its row."""
    row = Upsert(f"unclaimed-{place}-{_event_digest(desk, event)}", BILLING_EVENTS.text(event))
    (etag,) = await desk.store.commit(Table.MEMBERS, place, [row])
    return row.key, etag


async def _remove_unclaimed(desk: Desk, place: str, key: str, etag: str) -> None:
    """Take an applied event from the unclaimed, unless somebody else did, or it has come once more."""
    with suppress(StoreConflict):
        await desk.store.commit(Table.MEMBERS, place, [Remove(key, etag)])


def _event_digest(desk: Desk, event: HeardEvent) -> str:
    """An event of several products (one provider event, several subscriptions) is several of ours."""
    about = ("", "") if isinstance(event, OtherEvent) else (event.subscription, event.product)
    return digest(desk.secret, "billing", event.provider, event.id, *about)
