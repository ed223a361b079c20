"""A billing provider's own list of subscriptions against what the desk has heard: equal, or to be repaired.

Webhooks may be lost for good; the list is what they should have come to.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from shared.domain.members.billing import (
    BillingEvent,
    Identifier,
    Provider,
    Status,
    known_status,
    up_to_latest,
)
from shared.domain.members.status_words import StatusWord, needed_end
from shared.domain.members.subscriptions import State, SubscriptionHistory
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest

MOST_SUBSCRIPTIONS = 5000
_OVER = {Status.CANCELLED, Status.INCOMPLETE_EXPIRED}

type SubscriptionName = tuple[str, str, str]
"""What a provider calls the customer, the product and the subscription."""


class ListedSubscription(Frozen):
    """One subscription to one product as the provider has it."""

    customer: Identifier = Field(description="The provider's id of the customer.")
    product: Identifier = Field(description="What the provider's events call the product.")
    subscription: Identifier = Field(description="The provider's id of the subscription.")
    status: StatusWord = Field(description="The provider's word, as its events have it.")
    paid_until: Instant | None = Field(
        default=None,
        validate_default=True,
        description="Where the paid period ends, or ended where it is past due; left out: no end is known.",
    )

    @field_validator("paid_until")
    @classmethod
    def _as_in_events(cls, paid_until: datetime | None, others: ValidationInfo) -> datetime | None:
        return needed_end(others.data.get("status", ""), paid_until and up_to_latest(paid_until))

    @property
    def name(self) -> SubscriptionName:
        """What it is called."""
        return (self.customer, self.product, self.subscription)


class ProvidersList(Frozen):
    """What a provider has, as of an instant."""

    provider: Literal["standard", "stripe"] = Field(description="Whose subscriptions these are.")
    subscriptions: tuple[ListedSubscription, ...] = Field(
        max_length=MOST_SUBSCRIPTIONS, description="Each product of each subscription once."
    )
    complete: bool = Field(
        default=False,
        description="The provider has no others that are not over: what the desk has beside these is "
        "reported as `missing_at_provider`, and not changed.",
    )
    as_of: Instant | None = Field(
        default=None,
        description="When the list was taken; left out: now. What events have said since then holds.",
    )

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({each.name for each in self.subscriptions}) < len(self.subscriptions):
            message = "List each subscription to a product once only."
            raise ValueError(message)
        return self


def last_said(history: SubscriptionHistory | None, at: datetime) -> State | None:
    """What the provider's events had said by then, in whatever words."""
    said = [state for state in history.states if state.at <= at] if history else []
    return said[-1] if said else None


def agrees(said: State | None, listed: ListedSubscription) -> bool:
    """Whether the list says what was said last. An end that was announced is in events alone."""
    if said is None or said.paid_until != listed.paid_until:
        return False
    known = known_status(listed.status)
    return said.known is known and (known is not None or said.status == listed.status)


def repair(
    provider: Provider, listed: ListedSubscription, said: State | None, at: datetime, secret: bytes
) -> BillingEvent:
    """The event that makes the desk's history agree. The same list as of the same instant: the same event.

    An end that was announced is kept, unless the list says that more is paid.
    """
    ends = said.ends if said else None
    if ends and not (listed.paid_until and listed.paid_until <= ends):
        ends = None
    told = (*listed.name, listed.status, str(listed.paid_until), str(ends), at.isoformat())
    return BillingEvent(
        provider=provider,
        id=f"reconcile-{digest(secret, 'reconcile', provider, *told)}",
        at=at,
        type="reconcile",
        customer=listed.customer,
        product=listed.product,
        subscription=listed.subscription,
        status=listed.status,
        paid_until=listed.paid_until,
        ends=ends,
    )


def missing(
    provider: Provider,
    histories: Iterable[SubscriptionHistory],
    listed: Collection[SubscriptionName],
    at: datetime,
) -> Iterator[tuple[SubscriptionHistory, State]]:
    """The provider's subscriptions that the desk has, that are not over, and that the list has not."""
    for history in histories:
        said = last_said(history, at)
        name = (history.customer, history.product, history.subscription)
        if history.provider is provider and said and said.known not in _OVER and name not in listed:
            yield history, said
