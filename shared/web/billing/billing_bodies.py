"""From a verified webhook body to billing events: what Standard Webhooks and Stripe send, in our words.

The pydantic models say what is read; everything else in a body is passed over. JSON is parsed by pydantic,
which refuses bad UTF-8, lone surrogates and deep nesting with the same error as any other bad body.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from pydantic import Field, ValidationError, ValidationInfo, field_validator

from shared.domain.members.billing import BillingEvent, Identifier, OtherEvent, PaidPeriod, Provider
from shared.domain.members.status_words import StatusWord, needed_end
from shared.domain.refusals.error_sorts import TooLarge, Unreadable
from shared.domain.values.vendor import Language
from shared.web.billing.billing_fields import Perhaps, ProviderBody, Reference, Seconds, TextInstant
from shared.web.billing.stripe_invoice import StripeInvoicePaid
from shared.web.billing.stripe_payload import StripeSubscriptionEvent
from shared.web.http.bodies import BodyMalformed, read_body
from shared.web.http.field_texts import Code
from shared.web.http.model_bodies import field_errors
from shared.web.http.submissions import FieldError

STANDARD_TYPE = "subscription.updated"
STRIPE_TYPES = "customer.subscription."
STRIPE_INVOICE_PAID = "invoice.paid"
_MOST_PROBLEMS = 5


BODY_LIMIT = 256 * 1024
"""Bytes that an event may have: stored raw, escaped twice, it still fits one row."""


class BillingBodyTooLarge(TooLarge):
    """The body has more than ``BODY_LIMIT`` bytes; it is not even verified."""


class BillingBodyMalformed(Unreadable):
    """The body is not what the provider documents: a bad request (400). ``str()`` names fields, no values.

    ``errors``: the fields, each with what to do about it in both languages.
    """

    def __init__(self, errors: Sequence[FieldError]) -> None:
        """Keep what is wrong with each field. ``named``: their paths as people read them."""
        super().__init__("; ".join(f"{each.field}: {each.detail(Language.ENGLISH)}" for each in errors))
        self.errors = tuple(errors)
        self.named = ", ".join(each.field for each in errors)


class StandardSubscription(ProviderBody):
    """A subscription as a Standard Webhooks event states it."""

    customer: Identifier = Field(description="The provider's id of the customer; a member claims it.")
    product: Identifier = Field(description="A product's id, or one of its billing ids in the settings.")
    subscription: Identifier = Field(description="The provider's id of the subscription.")
    status: StatusWord = Field(
        description="`active`, `trialing`, `past_due`, `paused`, `unpaid`, `incomplete`, "
        "`incomplete_expired` or `cancelled`, or a provider's word for one of these (`canceled`, `deleted`, "
        "`expired`, `in_trial`, `non_renewing`, `on_trial`, `trial`). One that means something else here is "
        "refused with what to send; any other keeps the old state and is told to a supporter."
    )
    paid_until: TextInstant | None = Field(
        default=None,
        validate_default=True,
        description="Where the paid period ends, or ended where it is past due; left out: no end is known, "
        "or cancelled at once.",
    )

    @field_validator("paid_until")
    @classmethod
    def _with_its_end(cls, paid_until: datetime | None, others: ValidationInfo) -> datetime | None:
        return needed_end(others.data.get("status", ""), paid_until)


class StandardBody(ProviderBody):
    """A Standard Webhooks event. Other types than `subscription.updated` need no `data`."""

    type: Identifier = Field(description="`subscription.updated`; any other is stored and changes nothing.")
    timestamp: TextInstant = Field(description="When it happened: an older event never overrides a newer.")
    data: StandardSubscription = Field(description="The subscription as it is from then on.")


class _Customer(ProviderBody):
    customer: Perhaps[Reference] = None


class _AnyStandardBody(ProviderBody):
    type: Identifier
    timestamp: Perhaps[TextInstant] = None
    data: Perhaps[_Customer] = None


class _AnyStripeData(ProviderBody):
    object: Perhaps[_Customer] = None


class _AnyStripeBody(ProviderBody):
    id: Identifier
    type: Identifier
    created: Perhaps[Seconds | TextInstant] = None
    data: Perhaps[_AnyStripeData] = None
    livemode: Perhaps[bool] = None


def limited(body: bytes) -> bytes:
    """The body as it is. Raises ``BillingBodyTooLarge``; call it before anything else reads the body."""
    if len(body) > BODY_LIMIT:
        raise BillingBodyTooLarge
    return body


def read_standard(body: bytes, webhook_id: str) -> BillingEvent | OtherEvent:
    """What a verified Standard Webhooks body says; ``webhook_id`` is the id that was signed with it.

    Raises:
        BillingBodyMalformed: not JSON, or a field of ``subscription.updated`` is missing or wrong.
    """
    with _refusing_malformed():
        any_body = _AnyStandardBody.model_validate_json(body)
        _say_each_thing_once(body)
        if any_body.type == STANDARD_TYPE:
            return _standard_event(StandardBody.model_validate_json(body), webhook_id)
        return _other_standard(any_body, webhook_id, body)


def read_stripe(
    body: bytes, *, test_mode: bool = False
) -> tuple[BillingEvent, ...] | tuple[PaidPeriod, ...] | OtherEvent:
    """What a verified Stripe event says: one billing event for each product of the subscription, by product.

    A product that an update took out of the subscription, or of quantity 0, gets an event that cancels it. A
    paid invoice says of each product until when it is paid. A subscription without any product that can be
    read is an ``OtherEvent``, as is every other type, and an event of Stripe's test mode without
    ``test_mode``.

    Raises:
        BillingBodyMalformed: not JSON, or a field of a ``customer.subscription.*`` event is missing or wrong.
    """
    with _refusing_malformed():
        any_body = _AnyStripeBody.model_validate_json(body)
        _say_each_thing_once(body)
        if any_body.livemode is False and not test_mode:
            return _other_stripe(any_body, body).model_copy(update={"test_mode": True})
        read = _paid_periods if any_body.type == STRIPE_INVOICE_PAID else _subscription_events
        return read(any_body.type, body) or _other_stripe(any_body, body)


@contextmanager
def _refusing_malformed() -> Iterator[None]:
    """Every way in which a body can be bad becomes the one error, naming fields and never values."""
    try:
        yield
    except ValidationError as error:
        raise BillingBodyMalformed(field_errors(error, _MOST_PROBLEMS)) from None


def _say_each_thing_once(body: bytes) -> None:
    """Raises ``BillingBodyMalformed`` where a name has two values: which of them holds, nobody can know."""
    try:
        read_body("application/json", body)
    except BodyMalformed:
        raise BillingBodyMalformed([FieldError("body", Code.REPEATED)]) from None


def _standard_event(body: StandardBody, webhook_id: str) -> BillingEvent:
    return BillingEvent(
        provider=Provider.STANDARD,
        id=webhook_id,
        at=body.timestamp,
        type=body.type,
        customer=body.data.customer,
        product=body.data.product,
        subscription=body.data.subscription,
        status=body.data.status,
        paid_until=body.data.paid_until,
    )


def _other_standard(body: _AnyStandardBody, webhook_id: str, raw: bytes) -> OtherEvent:
    return OtherEvent(
        provider=Provider.STANDARD,
        id=webhook_id,
        at=body.timestamp,
        type=body.type,
        customer=body.data.customer if body.data else None,
        raw=raw.decode("utf-8"),
    )


def _subscription_events(event_type: str, body: bytes) -> tuple[BillingEvent, ...]:
    if not event_type.startswith(STRIPE_TYPES):
        return ()
    return StripeSubscriptionEvent.model_validate_json(body).billing_events()


def _paid_periods(_: str, body: bytes) -> tuple[PaidPeriod, ...]:
    """What the invoice says; nothing where it is of no subscription, or in a shape that we do not know."""
    try:
        return tuple(StripeInvoicePaid.model_validate_json(body).paid_periods())
    except ValidationError:
        return ()


def _other_stripe(body: _AnyStripeBody, raw: bytes) -> OtherEvent:
    return OtherEvent(
        provider=Provider.STRIPE,
        id=body.id,
        at=body.created,
        type=body.type,
        customer=body.data.object.customer if body.data and body.data.object else None,
        raw=raw.decode("utf-8"),
    )
