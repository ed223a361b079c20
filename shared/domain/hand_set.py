"""Subscriptions that the vendor sets by hand, for a member without a billing provider."""

from datetime import datetime

from shared.domain.billing import BillingEvent, Provider, Status
from shared.domain.frozen import Frozen, Instant
from shared.domain.subscriptions import SubscriptionHistory


class HandSetSubscription(Frozen):
    """What the vendor says of one product (its own id of it). Without ``paid_until`` there is no end."""

    product: str
    status: Status = Status.ACTIVE
    paid_until: Instant | None = None


def set_by_hand(
    earlier: SubscriptionHistory | None, member: str, wanted: HandSetSubscription, now: datetime
) -> SubscriptionHistory:
    """The member's hand-set subscription to this product, in the wanted state from ``now``.

    ``earlier`` is what this returned the time before, None the first time. Saying the same again changes
    nothing. The member is the customer. To take a subscription away, set it cancelled.
    """
    if earlier is None:
        return SubscriptionHistory.started_by(_event(member, wanted, at=now, number=0))
    state = earlier.states[-1]
    if (state.known, state.paid_until) == (wanted.status, wanted.paid_until):
        return earlier
    number = len(earlier.states)
    return earlier.with_event(_event(member, wanted, at=max(now, state.at), number=number))


def _event(member: str, wanted: HandSetSubscription, *, at: datetime, number: int) -> BillingEvent:
    """The event of one setting; numbers make the later of two at one instant the greater id."""
    return BillingEvent(
        provider=Provider.HAND,
        id=f"hand-{number:06d}",
        at=at,
        type="subscription.set",
        customer=member,
        product=wanted.product,
        subscription=f"hand-{wanted.product}",
        status=wanted.status,
        paid_until=wanted.paid_until,
    )
