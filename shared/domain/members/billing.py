"""What a billing provider says about a subscription: one event, in the desk's own words.

Providers differ in payloads; the billing room of the web translates them into these models. Amounts,
addresses and names are not taken over.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import on_one_line

LATEST = datetime(9999, 12, 1, tzinfo=UTC)
"""The last instant that billing reckons with; providers write "for ever" as the year 9999."""


class Provider(StrEnum):
    """Who keeps the subscription's state."""

    STANDARD = "standard"
    STRIPE = "stripe"
    HAND = "hand"


class Status(StrEnum):
    """The states that the desk knows, the weaker first: in the same second the later in this list holds."""

    INCOMPLETE = "incomplete"
    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    PAUSED = "paused"
    UNPAID = "unpaid"
    INCOMPLETE_EXPIRED = "incomplete_expired"
    CANCELLED = "cancelled"


def plain_word(text: str) -> str:
    """A provider's word in the one form in which words are compared."""
    return "_".join(text.lower().replace("-", " ").replace("_", " ").split())


_OVER_AT_ONCE = "expired"
_ALSO = {
    "canceled": Status.CANCELLED,
    "deleted": Status.CANCELLED,
    _OVER_AT_ONCE: Status.CANCELLED,
    "in_trial": Status.TRIALING,
    "non_renewing": Status.CANCELLED,
    "on_trial": Status.TRIALING,
    "trial": Status.TRIALING,
    "trialling": Status.TRIALING,
}
"""What providers' own words mean here."""


def known_status(text: str) -> Status | None:
    """The status that a provider's word means, whatever its spelling; None for a word we do not know."""
    word = plain_word(text)
    return Status(word) if word in Status else _ALSO.get(word)


def is_over_at_once(text: str) -> bool:
    """Whether the word says that the subscription is over already, whatever was paid for."""
    return plain_word(text) == _OVER_AT_ONCE


def _printable(text: str) -> str:
    """Text that can be stored and shown on one line, as it is."""
    if on_one_line(text) != text.strip():
        message = "Remove the control characters."
        raise ValueError(message)
    return text


def up_to_latest(instant: datetime) -> datetime:
    """The instant in UTC, at most ``LATEST``."""
    return LATEST if instant > LATEST else instant.astimezone(UTC)


def later(instant: datetime, by: timedelta) -> datetime:
    """``instant + by`` (not negative), at most ``LATEST`` instead of an overflow."""
    return instant + by if by < LATEST - instant else LATEST


type Identifier = Annotated[str, StringConstraints(min_length=1, max_length=255), AfterValidator(_printable)]
"""A provider's name for something: printable, at most 255 characters."""


EVERY_PRODUCT = "*"
"""Stands for all products that a subscription has, where the provider names none."""


class WholeSubscription(Frozen):
    """What a provider that states subscriptions whole says of one: its status, and all that it is for.

    A product that is not among these is not part of the subscription from then on.
    """

    status: Identifier
    products: tuple[Identifier, ...]


class BillingEvent(Frozen):
    """A provider's statement about one subscription to one product.

    ``at`` is the event's own instant, never its arrival. ``status`` is the provider's word. ``paid_until`` is
    the end of the paid period, exclusive: None for an active one means "no end known", for a cancelled one
    "ended at once". ``ends`` is an end that the provider has announced (cancelled at period end, but active
    until then). ``whole``: the statement that this is a part of, where the provider makes it about the
    subscription with all its products. ``quantity_zero``: the product is in it, with nothing of it.
    """

    provider: Provider
    id: Identifier
    at: Instant
    type: Identifier
    customer: Identifier
    product: Identifier
    subscription: Identifier
    status: Identifier
    paid_until: Instant | None = None
    ends: Instant | None = None
    whole: WholeSubscription | None = None
    quantity_zero: bool = False


class PaidPeriod(Frozen):
    """A provider's statement that a subscription to one product has been paid until an instant, exclusive.

    It sets no status. ``at`` is the event's own instant.
    """

    provider: Provider
    id: Identifier
    at: Instant
    type: Identifier
    customer: Identifier
    product: Identifier
    subscription: Identifier
    paid_until: Instant


class OtherEvent(Frozen):
    """A verified event that says nothing about a subscription that we can read: kept as it came.

    ``raw`` is the body as text and may hold personal data: it is stored, never logged. ``at`` and
    ``customer`` are None where the event does not say. ``test_mode``: it is only kept because it is the
    provider's test.
    """

    provider: Provider
    id: Identifier
    at: Instant | None = None
    type: Identifier
    customer: Identifier | None = None
    raw: str = Field(repr=False)
    test_mode: bool = False


type HeardEvent = BillingEvent | PaidPeriod | OtherEvent
"""Whatever a verified event of a provider says."""
