"""Stripe's ``invoice.paid``: until when a subscription has been paid, product by product.

The subscription stands on the invoice until 2025-03-31, since then in its ``parent``; what a line is for, in
its ``price``, ``plan`` or ``pricing``. The invoice's own period is the one before: only its lines' are read.
"""

from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from shared.domain.members.billing import EVERY_PRODUCT, Identifier, PaidPeriod, Provider
from shared.web.billing.billing_fields import Perhaps, ProviderBody, Reference, Seconds


class _Sold(ProviderBody):
    product: Perhaps[Reference] = None


class _Pricing(ProviderBody):
    price_details: Perhaps[_Sold] = None


class _Details(ProviderBody):
    """What a line or an invoice comes from."""

    subscription: Perhaps[Reference] = None
    proration: Perhaps[bool] = None


class _Parent(ProviderBody):
    subscription_details: Perhaps[_Details] = None
    subscription_item_details: Perhaps[_Details] = None
    invoice_item_details: Perhaps[_Details] = None


class _Period(ProviderBody):
    end: Seconds


class _Line(_Details):
    type: Perhaps[str] = None
    amount: Perhaps[int] = None
    quantity: Perhaps[int] = None
    period: Perhaps[_Period] = None
    price: Perhaps[_Sold] = None
    plan: Perhaps[_Sold] = None
    pricing: Perhaps[_Pricing] = None
    parent: Perhaps[_Parent] = None

    def _item(self) -> _Details | None:
        """The invoice item that the line comes from, if it is no part of a subscription."""
        if self.type == "invoiceitem":
            return self
        return self.parent.invoice_item_details if self.parent else None

    def counts(self) -> bool:
        """Whether something was paid for a subscription: no credit, no single piece of work, not nothing."""
        item = self._item()
        single = item is not None and not item.proration
        return not single and (self.amount is None or self.amount >= 0) and self.quantity != 0

    def product(self) -> str:
        priced = self.pricing and self.pricing.price_details
        sold = (each.product for each in (priced, self.price, self.plan) if each and each.product)
        return next(sold, EVERY_PRODUCT)

    def of_subscription(self, usual: str | None) -> str | None:
        parent = self.parent or _Parent()
        named = (self, parent.subscription_item_details, parent.invoice_item_details)
        return next((each.subscription for each in named if each and each.subscription), usual)


class _Lines(ProviderBody):
    data: tuple[_Line, ...] = ()


class _Invoice(ProviderBody):
    customer: Reference
    subscription: Perhaps[Reference] = None
    parent: Perhaps[_Parent] = None
    lines: _Lines = Field(default_factory=_Lines)

    def paid_until(self) -> dict[tuple[str, str], datetime]:
        """The latest end that was paid, by subscription and product."""
        details = self.parent and self.parent.subscription_details
        usual = self.subscription or (details and details.subscription) or None
        found: dict[tuple[str, str], datetime] = {}
        for line in self.lines.data:
            subscription = line.of_subscription(usual)
            if subscription and line.period and line.counts():
                name = (subscription, line.product())
                found[name] = max(line.period.end, found.get(name, line.period.end))
        return found


class _Data(ProviderBody):
    object: _Invoice


class StripeInvoicePaid(ProviderBody):
    """One event of the type ``invoice.paid``."""

    id: Identifier
    type: Identifier
    created: Seconds
    data: _Data

    def paid_periods(self) -> Iterator[PaidPeriod]:
        """What was paid of each subscription and product, in order."""
        for (subscription, product), end in sorted(self.data.object.paid_until().items()):
            yield PaidPeriod(
                provider=Provider.STRIPE,
                id=self.id,
                at=self.created,
                type=self.type,
                customer=self.data.object.customer,
                product=product,
                subscription=subscription,
                paid_until=end,
            )
