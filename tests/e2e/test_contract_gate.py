"""Rows of the contract's table of the gate over HTTP on the whole stack, where no other test goes there.

Each docstring is the row. ``docs/contract-rows.md`` says where every row is shown.
"""

from datetime import timedelta
from typing import Any

import pytest

from tests.e2e.member_at_the_desk import DAY, MemberAtTheDesk, instant
from tests.examples.running_stack import StackUnderTest

PLANNER = {"product": "planner", "since": "2020-01-01T00:00:00Z"}


def decided(member: MemberAtTheDesk, ticket: str) -> tuple[bool, str, list[str]]:
    """What the gate says of the first turn."""
    turn: dict[str, Any] = member.view(ticket)["turns"][0]
    return turn["covered"], turn["reason"], turn["marks"]


def test_late_billing_event_active_since_before_the_receipt(stack: StackUnderTest) -> None:
    """Late billing event: active since before the receipt.

    | covered as of receipt; clock from receipt, marked `late_entitlement`.
    """
    member = MemberAtTheDesk(stack, "latecomer")
    member.put()
    ticket = member.ask("It stops.")
    assert decided(member, ticket)[0] is False
    stack.advance("2h")
    member.put({**PLANNER, "since": (stack.now() - timedelta(days=3)).isoformat()})
    covered, _, marks = decided(member, ticket)
    (clock,) = member.clocks(ticket).values()
    received = member.view(ticket)["turns"][0]["received"]
    assert (covered, marks, clock["start"]) == (True, ["late_entitlement"], received)
    assert instant(clock["due"]) == instant(received) + DAY


def test_past_due(stack: StackUnderTest) -> None:
    """Past due | covered for the grace days from the instant it became past due, or from what was paid."""
    member = MemberAtTheDesk(stack, "debtor")
    member.put()
    became = stack.now() - timedelta(days=13)
    member.billed("active", stack.now() + timedelta(days=30), at=became - timedelta(days=300))
    member.billed("past_due", became - timedelta(days=300), at=became)
    assert decided(member, member.ask("It stops."))[:2] == (True, "grace")
    stack.advance("25h")
    assert decided(member, member.ask("It stops again."))[0] is False


def test_cancelled_at_period_end(stack: StackUnderTest) -> None:
    """Cancelled at period end | covered to the end of the paid period."""
    member = MemberAtTheDesk(stack, "leaver")
    member.put()
    member.billed("cancelled", stack.now() + timedelta(days=1))
    assert decided(member, member.ask("It stops."))[0] is True
    stack.advance("25h")
    assert decided(member, member.ask("It stops again."))[:2] == (False, "lapsed")


def test_cancelled_at_once_refunded(stack: StackUnderTest) -> None:
    """Cancelled at once, refunded | clocks already started run on; new messages gated."""
    member = MemberAtTheDesk(stack, "refunded")
    member.put()
    member.billed("active", stack.now() + timedelta(days=300))
    ticket = member.ask("It stops.")
    member.billed("cancelled")
    assert [clock["state"] for clock in member.clocks(ticket).values()] == ["running"]
    later = member.ask("It stops again.")
    assert (decided(member, later)[0], member.clocks(later)) == (False, {})


@pytest.mark.parametrize(("status", "days"), [("active", -1), ("on_holiday", 300)])
def test_billing_state_unknown(stack: StackUnderTest, status: str, days: int) -> None:
    """Billing state unknown (said active, paid period over, no newer event; or a status we do not know).

    | fail open to a human: the clock runs, marked `entitlement_unverified`.
    """
    member = MemberAtTheDesk(stack, f"unknown{abs(days)}")
    member.put()
    member.billed(status, stack.now() + timedelta(days=days))
    ticket = member.ask("It stops.")
    unverified = "entitlement_unverified"
    assert decided(member, ticket) == (True, unverified, [unverified])
    assert [clock["state"] for clock in member.clocks(ticket).values()] == ["running"]
    before = member.clocks(ticket)["reply-m1"]
    member.billed("active", stack.now() + timedelta(days=300))
    assert decided(member, ticket) == (True, "subscribed", [])
    after = member.clocks(ticket)["reply-m1"]
    assert (after["start"], after["due"], after["state"]) == (before["start"], before["due"], before["state"])


def test_a_product_the_member_never_subscribed_to(stack: StackUnderTest) -> None:
    """A product the member never subscribed to | not covered."""
    member = MemberAtTheDesk(stack, "onlyone")
    member.subscribed()
    ticket = member.ask("It stops.", product="Archive")
    assert decided(member, ticket)[:2] == (False, "other_product")
    assert member.clocks(ticket) == {}


@pytest.mark.parametrize("product", ["Outlook", "", "Something of others"])
def test_product_is_outlook_missing_or_none_of_ours(stack: StackUnderTest, product: str) -> None:
    """Product is Outlook, missing or none of ours; the member has any active subscription.

    | covered, marked `product_unclear`.
    """
    member = MemberAtTheDesk(stack, "vague")
    member.subscribed()
    covered, _, marks = decided(member, member.ask(f"It stops: {product}.", product=product))
    assert (covered, marks) == (True, ["product_unclear"])


def test_two_products_one_subscribed(stack: StackUnderTest) -> None:
    """Two products, one subscribed | the covered part has the clock; a supporter may split."""
    member = MemberAtTheDesk(stack, "twofold")
    member.subscribed()
    ticket = member.ask("It stops.")
    written = {"message": "And in Archive too.", "product": "Archive"}
    kept = stack.keyed.post(f"/api/tickets/{ticket}/messages", json=written).json()
    assert (kept["covered"], [clock["id"] for clock in kept["clocks"]]) == (False, ["reply-m1"])
    (split,) = member.act(ticket, f"turns/{kept['turn']}/split", 202)["split"]
    assert decided(member, split["into"])[:2] == (False, "other_product")
    assert member.clocks(split["into"]) == {}
