"""The gate: covered or not covered, because, as of the instant of receipt."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from shared.domain.members.billing import BillingEvent, Provider
from shared.domain.members.gate import Entitlement, MemberFacts, decide_entitlement
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.members.recipients import copies
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.public_mail import is_public_mail_domain
from tests.fakes.desk import VENDOR

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def hand(product: str, status: str = "active", since: datetime = NOW - 30 * DAY) -> HandSubscription:
    """A state that the vendor set."""
    return HandSubscription.model_validate({"product": product, "status": status, "since": since})


def member(
    name: str, *subscriptions: HandSubscription, billed: SubscriptionHistory | None = None
) -> MemberFacts:
    """A member with the domain and a contact of its name."""
    made = Member(
        id=name,
        name=name.title(),
        owner=Person(address=f"owner@{name}.example.org"),
        domains=(f"{name}.example.org",),
        contacts=(Person(address="shared@consultant.example.org"),),
        subscriptions=subscriptions,
    )
    return MemberFacts(
        key=name, member=made, subscriptions=(*made.hand_histories(), *((billed,) if billed else ()))
    )


def decide(address: str, product: str, *members: MemberFacts, at: datetime = NOW) -> Entitlement:
    """The decision for one message."""
    return decide_entitlement(address, product, members, at, VENDOR)


def test_a_contact_of_a_subscribed_member_is_covered() -> None:
    found = decide("owner@acme.example.org", "Planner", member("acme", hand("planner")))
    assert (found.covered, found.reason, found.member, found.product) == (
        True,
        GateReason.SUBSCRIBED,
        "acme",
        "planner",
    )


def test_an_address_at_a_registered_domain_is_known_whatever_its_case() -> None:
    assert decide("Someone@ACME.example.org", "planner", member("acme", hand("planner"))).covered


def test_an_address_that_no_member_knows_is_not_covered() -> None:
    found = decide("someone@acme.example.com", "planner", member("acme", hand("planner")))
    assert (found.covered, found.reason) == (False, GateReason.UNKNOWN_SENDER)


def test_a_product_never_subscribed_to_is_not_covered() -> None:
    found = decide("owner@acme.example.org", "Ledger", member("acme", hand("planner")))
    assert (found.covered, found.reason) == (False, GateReason.OTHER_PRODUCT)


@pytest.mark.parametrize("product", ["", "Outlook", "something else"])
def test_an_unclear_product_is_covered_by_any_active_subscription_and_marked(product: str) -> None:
    found = decide("owner@acme.example.org", product, member("acme", hand("planner")))
    assert (found.covered, found.marks) == (True, (Mark.PRODUCT_UNCLEAR,))


@pytest.mark.parametrize("product", ["", "Ledger"])
def test_a_subscription_to_what_the_vendor_does_not_sell_covers_nothing(product: str) -> None:
    event = BillingEvent(
        provider=Provider.STRIPE,
        id="evt_1",
        at=NOW - DAY,
        type="customer.subscription.updated",
        customer="cus_1",
        product="prod_of_others",
        subscription="sub_1",
        status="active",
    )
    facts = member("acme", billed=SubscriptionHistory.started_by(event))
    found = decide("owner@acme.example.org", product, facts)
    assert (found.covered, found.reason) == (False, GateReason.NO_SUBSCRIPTION)


def test_a_lapsed_subscription_covers_what_came_before_and_not_what_came_after() -> None:
    facts = member("acme", hand("planner"), hand("planner", "cancelled", NOW))
    assert decide("owner@acme.example.org", "planner", facts, at=NOW - DAY).covered
    found = decide("owner@acme.example.org", "planner", facts, at=NOW + DAY)
    assert (found.covered, found.reason) == (False, GateReason.LAPSED)


def test_a_subscription_is_found_by_what_the_billing_provider_calls_the_product() -> None:
    event = BillingEvent(
        provider=Provider.STANDARD,
        id="e1",
        at=NOW - DAY,
        type="subscription.updated",
        customer="c",
        product="prod_planner",
        subscription="s",
        status="active",
        paid_until=NOW + DAY,
    )
    facts = member("acme", billed=SubscriptionHistory.started_by(event))
    assert decide("owner@acme.example.org", "Planner", facts).covered
    unverified = decide("owner@acme.example.org", "Planner", facts, at=NOW + 2 * DAY)
    assert (unverified.covered, unverified.marks) == (True, (Mark.UNVERIFIED,))


def test_of_several_members_the_one_subscribed_to_the_product_is_meant() -> None:
    found = decide(
        "shared@consultant.example.org", "planner", member("acme"), member("beta", hand("planner"))
    )
    assert (found.covered, found.member) == (True, "beta")


def test_several_members_none_subscribed_is_for_a_supporter_to_decide() -> None:
    found = decide("shared@consultant.example.org", "planner", member("acme"), member("beta"))
    assert (found.covered, found.reason, found.member) == (False, GateReason.SEVERAL_MEMBERS, "")


def test_several_members_all_subscribed_is_covered_and_marked() -> None:
    two = (member("beta", hand("planner")), member("acme", hand("planner")))
    found = decide("shared@consultant.example.org", "planner", *two)
    assert (found.covered, found.member, found.marks) == (True, "acme", (Mark.MEMBER_UNCLEAR,))


def test_a_contact_goes_before_a_registered_domain() -> None:
    at_home = member("consultant", hand("planner")).member.model_copy(update={"contacts": ()})
    by_domain = MemberFacts(key="consultant", member=at_home, subscriptions=at_home.hand_histories())
    found = decide("shared@consultant.example.org", "planner", by_domain, member("acme", hand("planner")))
    assert (found.member, found.marks) == ("acme", ())


@pytest.mark.parametrize("domain", ["gmail.com", "Outlook.com", "telia.com", "hotmail.se", "icloud.com"])
def test_a_public_mail_providers_domain_is_no_members(domain: str) -> None:
    assert is_public_mail_domain(domain)
    with pytest.raises(ValidationError, match="public email provider"):
        Member(id="acme", name="Acme", owner=Person(address="o@acme.example.org"), domains=(domain,))


def test_the_example_domains_are_not_public_mail_providers() -> None:
    assert not any(is_public_mail_domain(each) for each in ("example.com", "example.org", "acme.example.org"))


def test_the_copy_goes_once_to_each_responsible_person_and_never_to_the_requester() -> None:
    seats = (
        Seat(product="planner", address="rune@acme.example.org", name="Rune"),
        Seat(product="planner", address="Rune@acme.example.org"),
        Seat(product="ledger", address="lisa@acme.example.org"),
    )
    made = member("acme").member.model_copy(update={"seats": seats})
    assert [each.address.casefold() for each in copies(made, "planner", "eva@acme.example.org")] == [
        "rune@acme.example.org"
    ]
    assert copies(made, "planner", "RUNE@acme.example.org") == ()
    assert copies(made, "planner", "someone@other.example.org") == ()
    assert copies(None, "planner", "eva@acme.example.org") == ()
