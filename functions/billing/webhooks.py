"""Two doors for billing events: anonymous, opened by a signature alone."""

from __future__ import annotations

import azure.functions as func

from functions.doors.answering import no_content
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared import wiring
from shared.web.api.operation import Auth, Content, DeclaredAnswer, Parameter, Where
from shared.web.billing.billing_bodies import BillingBodyMalformed, BillingBodyTooLarge
from shared.web.billing.signatures import (
    SignatureMalformed,
    SignatureMissing,
    SignatureRefused,
    SignatureTooOld,
)
from shared.web.billing.webhook_examples import SEND_STANDARD, SEND_STRIPE, STANDARD_EVENT, STRIPE_EVENT
from shared.web.http.response import Response

with imported_when_used():
    from shared.domain.members import billing
    from shared.usecases.members import record_billing_event
    from shared.web.billing import billing_bodies, signatures, stripe_payload

blueprint = Doors("Billing")

WEBHOOK_ID = Parameter(
    "webhook-id",
    Where.HEADER,
    "The event's id; the same however often it is sent.",
    example="msg_1",
    required=True,
)
WEBHOOK_TIMESTAMP = Parameter(
    "webhook-timestamp",
    Where.HEADER,
    "When it was signed, in seconds since 1970.",
    example="1772355600",
    required=True,
)
WEBHOOK_SIGNATURE = Parameter(
    "webhook-signature",
    Where.HEADER,
    "`v1,` and the base64 of the signature; several with spaces between.",
    example="v1,bm90IGEgcmVhbCBzaWduYXR1cmUsIDMyIGJ5dGVzISE=",
    required=True,
)
STRIPE_SIGNATURE = Parameter(
    "Stripe-Signature",
    Where.HEADER,
    "`t=` when it was signed, `v1=` the signature.",
    example=f"t=1772355600,v1={'5d41402abc4b2a76' * 4}",
    required=True,
)

_STORED = (
    DeclaredAnswer(200, "The event is stored, also where its type, product or customer is not known here."),
)
_REFUSES = (
    SignatureMalformed,
    BillingBodyMalformed,
    SignatureRefused,
    SignatureTooOld,
    SignatureMissing,
    BillingBodyTooLarge,
)


@blueprint.own(
    "POST api/billing/standard",
    _STORED,
    parameters=(WEBHOOK_ID, WEBHOOK_TIMESTAMP, WEBHOOK_SIGNATURE),
    refuses=_REFUSES,
    auth=Auth.SIGNATURE,
    body=Content(lambda: billing_bodies.StandardBody, STANDARD_EVENT, lenient=True),
    curl=SEND_STANDARD,
)
async def billing_standard(req: func.HttpRequest) -> Response:
    """A Standard Webhooks event.

    Signed as https://www.standardwebhooks.com says (symmetric, `v1`), within 300 seconds of now, over
    the body's bytes as they are sent; at most 256 KiB. Each event is applied once, by its `webhook-id`,
    and an older one never overrides a newer. `$SECRET` is one of the endpoint's secrets.
    """
    desk, secrets = wiring.desk(), wiring.settings().standard_secrets()
    body = billing_bodies.limited(req.get_body())
    webhook = signatures.verify_standard(body, req.headers, secrets, desk.clock.now())
    event = billing_bodies.read_standard(body, webhook)
    await record_billing_event.record_billing_event(desk, event)
    return no_content(200)


@blueprint.own(
    "POST api/billing/stripe",
    _STORED,
    parameters=(STRIPE_SIGNATURE,),
    refuses=_REFUSES,
    auth=Auth.SIGNATURE,
    body=Content(lambda: stripe_payload.StripeEvent, STRIPE_EVENT),
    curl=SEND_STRIPE,
)
async def billing_stripe(req: func.HttpRequest) -> Response:
    """A Stripe event.

    Signed as Stripe does, within 300 seconds of now; at most 256 KiB. A subscription with several
    products is read product by product. `$SECRET` is one of the endpoint's secrets.
    """
    desk, secrets = wiring.desk(), wiring.settings().stripe_secrets()
    body = billing_bodies.limited(req.get_body())
    signatures.verify_stripe(body, req.headers, secrets, desk.clock.now())
    said = billing_bodies.read_stripe(body, test_mode=wiring.settings().billing_stripe_test_mode)
    for event in (said,) if isinstance(said, billing.OtherEvent) else said:
        await record_billing_event.record_billing_event(desk, event)
    return no_content(200)
