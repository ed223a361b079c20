"""What a billing provider says that counts for nobody: somebody is to be told, once."""

import re
from collections.abc import Iterator

from shared.domain.letters.letters import Unheard, WhyUnheard
from shared.domain.members.billing import (
    EVERY_PRODUCT,
    BillingEvent,
    HeardEvent,
    OtherEvent,
    PaidPeriod,
    Status,
    known_status,
)
from shared.domain.values.vendor import Vendor

_OF_A_SUBSCRIPTION = re.compile(r"(^|\.)subscriptions?\.", re.IGNORECASE)
_PAYS_NOTHING = set(Status) - {Status.ACTIVE, Status.TRIALING, Status.PAST_DUE}


def unheard(event: HeardEvent, vendor: Vendor) -> Iterator[Unheard]:
    """What is wrong with the event itself, whoever claims its customer."""
    customer = event.customer or ""
    if isinstance(event, OtherEvent):
        if event.test_mode:
            yield Unheard(provider=event.provider, customer=customer, what=WhyUnheard.TEST_MODE)
        elif _OF_A_SUBSCRIPTION.search(event.type):
            yield Unheard(
                provider=event.provider, customer=customer, what=WhyUnheard.UNKNOWN_TYPE, detail=event.type
            )
    elif event.product != EVERY_PRODUCT and not vendor.product_referred(event.product):
        yield Unheard(
            provider=event.provider, customer=customer, what=WhyUnheard.UNKNOWN_PRODUCT, detail=event.product
        )
    elif isinstance(event, BillingEvent) and event.quantity_zero:
        yield Unheard(
            provider=event.provider, customer=customer, what=WhyUnheard.QUANTITY_ZERO, detail=event.product
        )


def unclaimed(event: HeardEvent) -> Iterator[Unheard]:
    """That nobody claims the event's customer, where it says that the customer pays."""
    if isinstance(event, PaidPeriod) or (
        isinstance(event, BillingEvent) and known_status(event.status) not in _PAYS_NOTHING
    ):
        yield Unheard(provider=event.provider, customer=event.customer, what=WhyUnheard.UNKNOWN_CUSTOMER)
