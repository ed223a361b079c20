"""Example people, requests and billing events. Whatever people wrote can be recognised wherever it turns up.

Every personal field has the word ``personal`` in it; everything else that comes from outside has ``outside``.
"""

from datetime import timedelta
from functools import cache

from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.member import Customer, HandSubscription, Member, Person, Seat
from shared.domain.news.news import NewsRequest, Title, Words
from shared.domain.values.vendor import Language, Product, Supporter, Vendor
from tests.fakes.desk import START

EVA = "personal-eva@outside.example.org"
STRANGER = "personal-stranger@elsewhere.example.com"
RUNE = "personal-rune@outside.example.org"
ANNA = "personal-anna@example.com"
BO = "personal-bo@example.com"

VENDOR = Vendor(
    name="Example Software AB",
    sender_address="support@example.com",
    fallback_address="desk@example.com",
    products=(
        Product(id="planner", name="Planner", billing_ids=("outside-prod-planner",)),
        Product(id="ledger", name="Ledger"),
    ),
    supporters=(
        Supporter(id="anna", name="Personal Anna", address=ANNA),
        Supporter(id="bo", name="Personal Bo", address=BO, language=Language.ENGLISH),
    ),
)

CUSTOMER = Customer(provider="standard", id="outside-customer")

MEMBER = Member(
    id="outside-member",
    name="Outside Member",
    owner=Person(address="personal-owner@outside.example.org", name="Personal Owner"),
    domains=("outside.example.org",),
    contacts=(Person(address=EVA, name="Personal Eva"),),
    seats=(Seat(product="planner", address=RUNE, name="Personal Rune"),),
    subscriptions=(HandSubscription(product="planner", since=START - timedelta(days=30)),),
)
CLAIMING = MEMBER.model_copy(update={"customers": (CUSTOMER,), "subscriptions": ()})
CHANGED = MEMBER.model_copy(
    update={
        "contacts": (*MEMBER.contacts, Person(address="personal-new@outside.example.org")),
        "seats": (),
        "customers": (CUSTOMER,),
    }
)


NEIGHBOUR = Member(
    id="outside-neighbour",
    name="Outside Neighbour",
    language=Language.ENGLISH,
    owner=Person(address="personal-other@neighbour.example.org"),
    seats=(
        Seat(product="planner", address="personal-lea@neighbour.example.org", name="Personal Lea"),
        Seat(product="planner", address=RUNE.upper(), name="Personal Rune"),
    ),
    subscriptions=MEMBER.subscriptions,
)

TAKING_OVER = NEIGHBOUR.model_copy(update={"customers": (CUSTOMER,), "subscriptions": ()})

RELEASE = NewsRequest(
    title=Title(sv="Outside: Planner 7.2 är här", en="Outside: Planner 7.2 is here"),
    text=Words(sv="Outside: nytt i sjutvåan.", en="Outside: new in this one."),
    products=("planner",),
)


def billed(number: int, status: str, *, days_ago: int) -> BillingEvent:
    """A statement of the billing provider about the member's one subscription."""
    return BillingEvent(
        provider=Provider.STANDARD,
        id=f"outside-event-{number}",
        at=START - timedelta(days=days_ago),
        type="subscription.updated",
        customer=CUSTOMER.id,
        product="outside-prod-planner",
        subscription="outside-subscription",
        status=status,
        paid_until=START + timedelta(days=30),
    )


ACTIVE = billed(1, "active", days_ago=20)
PAST_DUE = billed(2, "past_due", days_ago=10)
CANCELLED = billed(3, "cancelled", days_ago=5)
ON_ICE = billed(4, "on ice", days_ago=3)


@cache
def personal_in(text: str) -> bool:
    """Something personal stands in this text."""
    return "personal" in text.casefold()


@cache
def told_by_people_in(text: str) -> bool:
    """Something that came from outside, personal or not, stands in this text."""
    return personal_in(text) or "outside" in text.casefold()
