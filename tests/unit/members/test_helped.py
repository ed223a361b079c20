"""A token for help at the gate: the member's subscription decides, and who writes is not proved."""

import pytest

from shared.domain.members.gate import Entitlement, MemberFacts, decide_helped
from shared.domain.values.gate_reason import GateReason, Mark
from tests.fakes.desk import VENDOR
from tests.unit.members.test_gate import NOW, hand, member

ACME, LAPSED = member("acme", hand("planner")), member("acme", hand("planner", "cancelled"))
PAT = "pat@home.example.net"


def decide(address: str, product: str, helped: MemberFacts, *others: MemberFacts) -> Entitlement:
    """The decision for a message with this member's token."""
    return decide_helped(address, product, helped, (helped, *others), NOW, VENDOR)


def test_an_address_that_nobody_knows_is_covered_and_marked() -> None:
    found = decide(PAT, "Planner", ACME)
    assert (found.covered, found.member, found.marks) == (True, "acme", (Mark.SENDER_UNVERIFIED,))


@pytest.mark.parametrize("address", ["owner@acme.example.org", "anybody@acme.example.org"])
def test_an_address_that_the_member_knows_is_not_marked(address: str) -> None:
    assert decide(address, "Planner", ACME) == Entitlement(
        covered=True, reason=GateReason.SUBSCRIBED, member="acme", product="planner"
    )


def test_of_several_members_that_know_the_sender_the_token_names_the_one() -> None:
    found = decide("shared@consultant.example.org", "Planner", ACME, member("beta", hand("planner")))
    assert (found.member, found.marks) == ("acme", ())


def test_another_product_than_the_member_subscribes_to_is_not_covered_by_its_token() -> None:
    found = decide(PAT, "Ledger", ACME)
    assert (found.covered, found.reason, found.member) == (False, GateReason.OTHER_PRODUCT, "acme")


def test_a_token_takes_nothing_from_whoever_is_covered_without_it() -> None:
    found = decide("owner@beta.example.org", "Planner", LAPSED, member("beta", hand("planner")))
    assert (found.covered, found.member, found.marks) == (True, "beta", ())


def test_a_lapsed_members_token_covers_nobody_who_is_not() -> None:
    found = decide(PAT, "Planner", LAPSED, member("beta", hand("planner")))
    assert (found.covered, found.reason, found.member) == (False, GateReason.LAPSED, "acme")
