"""Customers of billing providers that no member claims, with what was last heard of each.

One row a customer in one partition says that events of it wait: a hint, written before they are kept, and
verified when the list is read.
"""

import asyncio
from contextlib import suppress

from shared.domain.members.billing import BillingEvent, HeardEvent, OtherEvent, Provider
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.ports.store import Change, Remove, Row, StoreConflict, Table, Upsert
from shared.usecases.records.agenda_rows import REMOVABLE_AFTER
from shared.usecases.records.member_rows import BILLING_EVENTS
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

MOST_SHOWN = 50
PLACE = "unclaimed"
_AT_ONCE = 8


class CustomerWaiting(Frozen):
    """What the hint says: whose events wait, and when one last came."""

    provider: Provider
    customer: str
    written: Instant


class LastHeard(Frozen):
    """The newest event of a customer. ``status`` and ``product`` are "" where it says none that is read."""

    type: str
    at: Instant | None
    status: str
    product: str


class UnclaimedCustomer(Frozen):
    """A customer that no member claims. ``events``: how many wait for one, 1 000 standing for more."""

    provider: Provider
    customer: str
    events: int
    last: LastHeard


class UnclaimedView(Frozen):
    """Customers by provider and id. ``more``: there may be others, after ``next``."""

    customers: tuple[UnclaimedCustomer, ...]
    more: bool
    next: str = ""


WAITING = RowFormat(CustomerWaiting.model_validate_json)


async def note_waiting(desk: Desk, place: str, event: HeardEvent) -> None:
    """The list has the customer; keep its event next. One request."""
    if event.customer:
        await desk.store.commit(Table.DIRECTORY, PLACE, [_row(desk, place, event)])


async def waiting_lacks(desk: Desk, place: str, event: HeardEvent) -> Change | None:
    """The row by which the list has the customer of this event, which waits; None where it has."""
    row = await desk.store.get(Table.DIRECTORY, PLACE, _key(place))
    return None if not event.customer or (row and _is_of(row, event)) else _row(desk, place, event)


def _row(desk: Desk, place: str, event: HeardEvent) -> Upsert:
    waiting = CustomerWaiting(provider=event.provider, customer=event.customer, written=desk.clock.now())
    return Upsert(_key(place), WAITING.text(waiting))


def _is_of(row: Row, event: HeardEvent) -> bool:
    said = WAITING.read_if_whole(row.text)
    return said is not None and (said.provider, said.customer) == (event.provider, event.customer)


async def list_unclaimed(desk: Desk, after: str = "") -> UnclaimedView:
    """At most 50 of them, from after the one with this ``next`` on. One request each, and the list's."""
    waiting = await whole_range(desk.store, Table.DIRECTORY, PLACE, first="waiting-", before="waiting.")
    rows = sorted(waiting, key=_order)
    keys = [row.key for row in rows]
    left = rows[keys.index(_key(after)) + 1 :] if _key(after) in keys else [] if after else rows
    page = left[:MOST_SHOWN]
    gate = asyncio.Semaphore(_AT_ONCE)
    found = await asyncio.gather(*(_waiting(desk, row, gate) for row in page))
    more = len(left) > MOST_SHOWN
    shown = tuple(each for each in found if each)
    return UnclaimedView(customers=shown, more=more, next=_place_of(page[-1]) if more else "")


def _order(row: Row) -> tuple[str, str]:
    waiting = WAITING.read(row.text)
    return waiting.provider, waiting.customer


async def _waiting(desk: Desk, row: Row, gate: asyncio.Semaphore) -> UnclaimedCustomer | None:
    """The customer, where events of it wait. A row that nothing needs is removed once it is old enough."""
    place, hint = _place_of(row), WAITING.read(row.text)
    first = f"unclaimed-{place}-"
    async with gate:
        rows = await desk.store.rows(Table.MEMBERS, place, first=first, before=f"unclaimed-{place}.")
    if rows:
        last = max((BILLING_EVENTS.read(each.text) for each in rows), key=_instant)
        told = _last_heard(last)
        return UnclaimedCustomer(provider=hint.provider, customer=hint.customer, events=len(rows), last=told)
    if desk.clock.now() - hint.written > REMOVABLE_AFTER:
        with suppress(StoreConflict):
            await desk.store.commit(Table.DIRECTORY, PLACE, [Remove(row.key, row.etag)])
    return None


def _instant(event: HeardEvent) -> tuple[float, str]:
    return (event.at.timestamp() if event.at else 0.0, event.id)


def _last_heard(event: HeardEvent) -> LastHeard:
    return LastHeard(
        type=event.type,
        at=event.at,
        status=event.status if isinstance(event, BillingEvent) else "",
        product="" if isinstance(event, OtherEvent) else event.product,
    )


def _key(place: str) -> str:
    return f"waiting-{place}"


def _place_of(row: Row) -> str:
    return row.key.rpartition("-")[2]
