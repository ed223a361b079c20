"""Billing providers' webhooks."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from shared.web.billing.billing_bodies import StandardBody
from shared.web.describing.describe_operation import Answer, Auth, Content, Operation, Parameter, Place
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, STORED
from shared.web.kinds import problem_kinds as kinds

FAMILY = "Billing"


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


_STORED = Answer(200, "The event is stored, also where its type, product or customer is not known here.")
_PROBLEMS = (
    kinds.SIGNATURE_MALFORMED,
    kinds.BILLING_BODY_MALFORMED,
    kinds.NOT_AUTHENTIC,
    kinds.BILLING_BODY_TOO_LARGE,
    *STORED,
)
_STANDARD_EVENT = {
    "type": "subscription.updated",
    "timestamp": "2026-03-01T09:00:00Z",
    "data": {
        "customer": "cus_1",
        "product": "prod_planner",
        "subscription": "sub_1",
        "status": "active",
        "paid_until": "2027-03-01T00:00:00Z",
    },
}
_STRIPE_EVENT = {
    "id": "evt_1",
    "type": "invoice.created",
    "created": 1772355600,
    "data": {"object": {"customer": "cus_1"}},
}
_SEND_STANDARD = f"""\
body='{json.dumps(_STANDARD_EVENT)}'
now=$(date +%s)
key=$(printf %s "${{SECRET#whsec_}}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
signature=$(printf 'msg_%s.%s.%s' "$now" "$now" "$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
curl "$DESK/api/billing/standard" \\
  -H 'Content-Type: application/json' \\
  -H "webhook-id: msg_$now" -H "webhook-timestamp: $now" -H "webhook-signature: v1,$signature" \\
  -d "$body\""""
_SEND_STRIPE = f"""\
body='{json.dumps(_STRIPE_EVENT)}'
now=$(date +%s)
signature=$(printf '%s.%s' "$now" "$body" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d ' ' -f 1)
curl "$DESK/api/billing/stripe" \\
  -H 'Content-Type: application/json' \\
  -H "Stripe-Signature: t=$now,v1=$signature" \\
  -d "$body\""""


def _signed(name: str, description: str, example: str) -> Parameter:
    return Parameter(name, Place.HEADER, description, example, required=True)


STANDARD = Operation(
    id="billing_standard",
    method="POST",
    path="/api/billing/standard",
    family=FAMILY,
    summary="A Standard Webhooks event",
    description=(
        "Signed as https://www.standardwebhooks.com says (symmetric, `v1`), within 300 seconds of now, over "
        "the body's bytes as they are sent; at most 256 KiB. Each event is applied once, by its "
        "`webhook-id`, and an older one never overrides a newer. `$SECRET` is one of the endpoint's secrets."
    ),
    auth=Auth.SIGNATURE,
    parameters=(
        _signed("webhook-id", "The event's id; the same however often it is sent.", "msg_1"),
        _signed("webhook-timestamp", "When it was signed, in seconds since 1970.", "1772355600"),
        _signed(
            "webhook-signature", "`v1,` and the base64 of the signature; several with spaces between.", "v1,…"
        ),
        ACCEPT_LANGUAGE,
    ),
    body=Content(StandardBody, _STANDARD_EVENT, lenient=True),
    answers=(_STORED,),
    problems=_PROBLEMS,
    curl=_SEND_STANDARD,
)

STRIPE = Operation(
    id="billing_stripe",
    method="POST",
    path="/api/billing/stripe",
    family=FAMILY,
    summary="A Stripe event",
    description=(
        "Signed as Stripe does, within 300 seconds of now; at most 256 KiB. A subscription with several "
        "products is read product by product. `$SECRET` is one of the endpoint's secrets."
    ),
    auth=Auth.SIGNATURE,
    parameters=(
        _signed("Stripe-Signature", "`t=` when it was signed, `v1=` the signature.", "t=1772355600,v1=…"),
        ACCEPT_LANGUAGE,
    ),
    body=Content(StripeEvent, _STRIPE_EVENT),
    answers=(_STORED,),
    problems=_PROBLEMS,
    curl=_SEND_STRIPE,
)

OPERATIONS = (STANDARD, STRIPE)
