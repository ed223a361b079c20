"""Subscriptions as stories: what a provider says, in the order in which it happened."""

from datetime import UTC, datetime, timedelta

from shared.domain.members.billing import BillingEvent, Provider

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
MONTH = timedelta(days=31)
GRACE = timedelta(days=14)


def told(  # noqa: PLR0913 - each is one field of the story, and all but the first have a usual value
    status: str,
    after: timedelta = timedelta(),
    *,
    paid: timedelta | None = None,
    ends: timedelta | None = None,
    number: int = 1,
    subscription: str = "sub_1",
    product: str = "prod_planner",
    provider: Provider = Provider.STANDARD,
) -> BillingEvent:
    """An event ``after`` the start of the story; ``paid`` and ``ends`` are reckoned from the start too."""
    return BillingEvent(
        provider=provider,
        id=f"evt_{number}",
        at=START + after,
        type="subscription.updated",
        customer="cus_1",
        product=product,
        subscription=subscription,
        status=status,
        paid_until=None if paid is None else START + paid,
        ends=None if ends is None else START + ends,
    )


def _numbered(*events: BillingEvent) -> tuple[BillingEvent, ...]:
    """The events with ids of their own, falling where the story rises: ids must not decide by accident."""
    return tuple(event.model_copy(update={"id": f"evt_{9 - number}"}) for number, event in enumerate(events))


DAY = timedelta(days=1)

STORIES = {
    "a life with a lapse": _numbered(
        told("incomplete"),
        told("active", timedelta(seconds=5), paid=MONTH),
        told("active", MONTH, paid=2 * MONTH),
        told("past_due", 2 * MONTH, paid=2 * MONTH),
        told("active", 2 * MONTH + 3 * DAY, paid=3 * MONTH),
        told("cancelled", 3 * MONTH, paid=3 * MONTH),
    ),
    "everything in the same second": _numbered(
        told("cancelled"),
        told("unpaid"),
        told("paused"),
        told("past_due", paid=timedelta()),
        told("active", paid=MONTH),
        told("trialing", paid=DAY),
    ),
    "paused and resumed with a word nobody knows": _numbered(
        told("trialing", paid=DAY),
        told("active", DAY, paid=MONTH),
        told("paused", 2 * DAY),
        told("hibernating", 3 * DAY),
        told("active", 4 * DAY, paid=MONTH),
        told("active", 5 * DAY, paid=MONTH, ends=MONTH),
    ),
    "past due over two periods, then cancelled at once": _numbered(
        told("active", paid=MONTH),
        told("past_due", MONTH, paid=MONTH),
        told("past_due", 2 * MONTH, paid=2 * MONTH),
        told("unpaid", 2 * MONTH + 20 * DAY),
        told("cancelled", 2 * MONTH + 20 * DAY),
        told("active", 3 * MONTH, paid=4 * MONTH),
    ),
    "replaced by a new subscription": _numbered(
        told("active", paid=MONTH),
        told("cancelled", 10 * DAY),
        told("incomplete", 10 * DAY, subscription="sub_2"),
        told("active", 10 * DAY, subscription="sub_2", paid=10 * DAY + MONTH),
        told("past_due", 10 * DAY + MONTH, subscription="sub_2", paid=10 * DAY + MONTH),
        told("cancelled", 20 * DAY + MONTH, subscription="sub_2"),
    ),
}
