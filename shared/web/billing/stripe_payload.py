"""Stripe's ``customer.subscription.*`` payloads, of every API version, as billing events.

Until 2025-03-31 the current period stands on the subscription, since then on each item. What is not named
here is passed over: amounts, addresses, names, metadata.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from shared.domain.members.billing import (
    EVERY_PRODUCT,
    BillingEvent,
    Identifier,
    Provider,
    Status,
    WholeSubscription,
    known_status,
)
from shared.web.billing.billing_fields import Perhaps, ProviderBody, Reference, Seconds


class _Price(ProviderBody):
    """A price, or in older versions a plan."""

    product: Reference | None = None


class _Item(ProviderBody):
    price: _Price | None = None
    plan: _Price | None = None
    quantity: Perhaps[int] = None
    current_period_start: Seconds | None = None
    current_period_end: Seconds | None = None

    @property
    def product(self) -> str | None:
        return next((sold.product for sold in (self.price, self.plan) if sold and sold.product), None)


class _Items(ProviderBody):
    data: tuple[_Item, ...] = ()


class _Sold(_Item):
    """Something with items; the oldest versions have the only item's fields here."""

    items: _Items | None = None

    def by_product(self) -> dict[str, list[_Item]]:
        """The items of each product; those whose product cannot be read are left out.

        An item of quantity 0 is none of its product's.
        """
        found: dict[str, list[_Item]] = {}
        for item in (self.items and self.items.data) or (self,):
            if item.product:
                found.setdefault(item.product, [])
                found[item.product] += [item] if item.quantity != 0 else []
        return found


class _Subscription(_Sold):
    id: Identifier
    customer: Reference
    status: Identifier
    cancel_at: Seconds | None = None
    cancel_at_period_end: bool | None = None
    canceled_at: Seconds | None = None
    ended_at: Seconds | None = None

    def period_start(self, items: Iterable[_Item]) -> datetime | None:
        return _latest([*(item.current_period_start for item in items)]) or self.current_period_start

    def period_end(self, items: Iterable[_Item]) -> datetime | None:
        return _latest([*(item.current_period_end for item in items)]) or self.current_period_end


class _Data(ProviderBody):
    object: _Subscription
    previous_attributes: Perhaps[_Sold] = None


class StripeSubscriptionEvent(ProviderBody):
    """One event of a type ``customer.subscription.*``."""

    id: Identifier
    type: Identifier
    created: Seconds
    data: _Data

    def billing_events(self) -> tuple[BillingEvent, ...]:
        """One event for each product, by product; none where no product can be read.

        A product of quantity 0, or that this update took out of the subscription, is cancelled at once. A
        subscription that is said not to cover, without any product, is so for every product it has.
        """
        now = self.data.object.by_product()
        parts = tuple(sorted(product for product, items in now.items() if items))
        before = self.data.previous_attributes.by_product() if self.data.previous_attributes else {}
        gone = sorted((before.keys() | now.keys()) - set(parts))
        stated = [self._stated(product, parts, now[product]) for product in parts]
        taken_out = [
            self._event(product, parts, Status.CANCELLED).model_copy(update={"quantity_zero": product in now})
            for product in gone
        ]
        return (*stated, *taken_out) if now else self._of_every_product()

    def _of_every_product(self) -> tuple[BillingEvent, ...]:
        if known_status(self.data.object.status) in {None, Status.ACTIVE, Status.TRIALING}:
            return ()
        return (self._stated(EVERY_PRODUCT, (), ()),)

    def _stated(self, product: str, parts: tuple[str, ...], items: Sequence[_Item]) -> BillingEvent:
        subscription = self.data.object
        return self._event(
            product,
            parts,
            subscription.status,
            _paid_until(subscription, items),
            _announced_end(subscription, items),
        )

    def _event(
        self,
        product: str,
        parts: tuple[str, ...],
        status: str,
        paid_until: datetime | None = None,
        ends: datetime | None = None,
    ) -> BillingEvent:
        return BillingEvent(
            provider=Provider.STRIPE,
            id=self.id,
            at=self.created,
            type=self.type,
            customer=self.data.object.customer,
            product=product,
            subscription=self.data.object.id,
            status=status,
            paid_until=paid_until,
            ends=ends,
            whole=WholeSubscription(status=self.data.object.status, products=parts),
        )


def _paid_until(subscription: _Subscription, items: Sequence[_Item]) -> datetime | None:
    """Where the period that was paid ends.

    Past due, the unpaid period has already begun: the paid one ended where it starts. Cancelled, what was
    paid ended with the subscription, at the period's end or at once, whatever period was still running.
    """
    match known_status(subscription.status):
        case Status.ACTIVE | Status.TRIALING:
            return subscription.period_end(items)
        case Status.PAST_DUE:
            return subscription.period_start(items)
        case Status.CANCELLED:
            return subscription.ended_at or subscription.canceled_at
        case _:
            return None


def _announced_end(subscription: _Subscription, items: Sequence[_Item]) -> datetime | None:
    """Where the subscription will end by itself, if it was cancelled for later."""
    if subscription.cancel_at_period_end and not subscription.cancel_at:
        return subscription.period_end(items)
    return subscription.cancel_at


def _latest(instants: Sequence[datetime | None]) -> datetime | None:
    return max((instant for instant in instants if instant), default=None)


class StripeEvent(BaseModel):
    """An event as Stripe documents it (https://docs.stripe.com/api/events/object), of any API version."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(min_length=1, max_length=255, description="The event's id; the same event counts once.")
    type: str = Field(
        min_length=1,
        max_length=255,
        description="`customer.subscription.*`; any other is stored and changes nothing.",
    )
    created: int = Field(
        ge=0, description="When it happened, in seconds since 1970: an older event never overrides a newer."
    )
    data: dict[str, Any] = Field(
        description="`object` is the subscription: its customer, items, status and periods are read."
    )
