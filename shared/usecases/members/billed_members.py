"""Who holds what a billing provider speaks of: the member that claims a customer, or nobody yet."""

from collections.abc import AsyncIterator, Iterable, Sequence

from shared.domain.members.billing import BillingEvent, OtherEvent, PaidPeriod, Provider
from shared.domain.members.gate import MemberFacts
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.members.customer_claims import read_claim
from shared.usecases.records.member_rows import (
    BILLING_EVENTS,
    LoadedMember,
    customer_key,
    directory,
    load_facts,
    load_member,
    named_customer_key,
    places_of,
)

MEMBERS_AT_ONCE = 8


async def holder_of(
    desk: Desk, provider: Provider, customer: str
) -> tuple[str, Sequence[SubscriptionHistory]]:
    """The vendor's name of the member that claims the customer, and its histories.

    Where nobody claims it: "", and what the events have said that wait for a member.
    """
    place = named_customer_key(desk, provider, customer)
    known = await read_claim(desk, place)
    member = await load_member(desk, known.claim.member) if known else None
    if member and _claims(desk, member, place):
        return member.header.member.id, [history for history, _ in member.subscriptions]
    return "", _folded([event async for event in _waiting(desk, place)])


async def members_of_products(desk: Desk) -> AsyncIterator[MemberFacts]:
    """Every member that the directory knows under a product that the vendor sells, once."""
    keys: set[str] = set()
    for place in places_of(desk, tuple(product.id for product in desk.vendor.products)):
        last = ""
        while page := await directory(desk, place, 1000, after=last):
            keys.update(page)
            last = page[-1]
    ordered = sorted(keys)
    for start in range(0, len(ordered), MEMBERS_AT_ONCE):
        for facts in await load_facts(desk, ordered[start : start + MEMBERS_AT_ONCE]):
            yield facts


def _claims(desk: Desk, member: LoadedMember, place: str) -> bool:
    return any(customer_key(desk, customer) == place for customer in member.header.member.customers)


async def _waiting(desk: Desk, place: str) -> AsyncIterator[BillingEvent | PaidPeriod]:
    """The events of a customer that no member claims."""
    first = f"unclaimed-{place}-"
    while rows := await desk.store.rows(Table.MEMBERS, place, first=first, before=f"unclaimed-{place}."):
        for row in rows:
            event = BILLING_EVENTS.read(row.text)
            if not isinstance(event, OtherEvent):
                yield event
        first = f"{rows[-1].key}-"


def _folded(events: Iterable[BillingEvent | PaidPeriod]) -> list[SubscriptionHistory]:
    found: list[SubscriptionHistory] = []
    for event in events:
        known = next((each for each in found if each.is_about(event)), None)
        if known is None:
            found.append(SubscriptionHistory.started_by(event))
        else:
            found[found.index(known)] = known.with_event(event)
    return found
