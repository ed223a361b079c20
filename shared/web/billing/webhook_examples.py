"""Billing events as they can be sent by hand, signed with the secret in ``$SECRET``."""

import json

STANDARD_EVENT = {
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
STRIPE_EVENT = {
    "id": "evt_1",
    "type": "invoice.created",
    "created": 1772355600,
    "data": {"object": {"customer": "cus_1"}},
}
SEND_STANDARD = f"""\
body='{json.dumps(STANDARD_EVENT)}'
now=$(date +%s)
key=$(printf %s "${{SECRET#whsec_}}" | base64 -d | od -An -v -tx1 | tr -d ' \\n')
signature=$(printf 'msg_%s.%s.%s' "$now" "$now" "$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
curl "$DESK/api/billing/standard" \\
  -H 'Content-Type: application/json' \\
  -H "webhook-id: msg_$now" -H "webhook-timestamp: $now" -H "webhook-signature: v1,$signature" \\
  -d "$body\""""
SEND_STRIPE = f"""\
body='{json.dumps(STRIPE_EVENT)}'
now=$(date +%s)
signature=$(printf '%s.%s' "$now" "$body" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d ' ' -f 1)
curl "$DESK/api/billing/stripe" \\
  -H 'Content-Type: application/json' \\
  -H "Stripe-Signature: t=$now,v1=$signature" \\
  -d "$body\""""
