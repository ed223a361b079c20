"""Who writes, what is written, and the desk's settings: made up."""

import base64
from datetime import timedelta

from shared.domain.members.member import Customer, HandSubscription, Member, Person, Seat
from tests.fakes.desk import START

EVA = "eva@acme.example.org"
BEA = "bea@acme.example.org"
STRANGER = "someone@elsewhere.example.org"

ACME = Member(
    id="acme",
    name="Acme",
    owner=Person(address="owner@acme.example.org"),
    domains=("acme.example.org",),
    contacts=(Person(address=EVA, name="Eva"),),
    seats=(Seat(product="planner", address="rune@acme.example.org", name="Rune"),),
    customers=(Customer(provider="standard", id="cus_1"), Customer(provider="stripe", id="cus_1")),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)

REQUEST = {"email": EVA, "product": "Planner", "kind": "error", "message": "The calendar stays empty."}
TOKEN = "abcdefghijklmnopqrstuvwxyz"  # noqa: S105 - a form's token is no secret

STANDARD_SECRET = "whsec_" + base64.b64encode(b"twenty-four bytes of key").decode()
STRIPE_SECRET = "whsec_for_tests_only"  # noqa: S105 - made up
SETTINGS = {
    "DESK_SECRET": "a-secret-of-32-letters-and-digits",
    "DESK_MAIL_ENDPOINT": "https://mail.example.com",
    "DESK_SENDER_ADDRESS": "support@example.com",
    "DESK_FALLBACK_ADDRESS": "desk@example.com",
    "DESK_BILLING_STANDARD_SECRETS": f'["{STANDARD_SECRET}"]',
    "DESK_BILLING_STRIPE_SECRETS": f'["{STRIPE_SECRET}"]',
}
