"""A provider's lines, lists and events about one subscription to Planner."""

from datetime import datetime, timedelta

from shared.domain.members.billing import BillingEvent
from shared.domain.members.reconciling import ListedSubscription, ProvidersList
from tests.fakes.desk import START

PAID_UNTIL = START + timedelta(days=30)


def listed(status: str = "active", customer: str = "cus_1", **fields: object) -> ListedSubscription:
    """The provider's line about a subscription to Planner."""
    told = {"product": "prod_planner", "subscription": "sub_1", "paid_until": PAID_UNTIL} | fields
    return ListedSubscription.model_validate({"customer": customer, "status": status, **told})


def listing(*lines: ListedSubscription, **fields: object) -> ProvidersList:
    """The provider's list."""
    return ProvidersList.model_validate({"provider": "standard", "subscriptions": lines, **fields})


def said(status: str, at: datetime = START - timedelta(days=1), **fields: object) -> BillingEvent:
    """What a webhook said of the subscription."""
    told = {"customer": "cus_1", "product": "prod_planner", "subscription": "sub_1", "paid_until": PAID_UNTIL}
    return BillingEvent.model_validate(
        {
            "provider": "standard",
            "id": f"evt_{at}",
            "at": at,
            "type": "subscription.updated",
            "status": status,
            **told,
            **fields,
        }
    )
