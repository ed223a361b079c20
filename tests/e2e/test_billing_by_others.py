"""A bridge's events at the running stack: an invoice is covered, overdue and paid; odd words are refused."""

import json
from datetime import date, timedelta
from types import ModuleType

import httpx

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest
from tests.triggers.billing.bridging import bridges

__all__ = ["bridges"]


def sent(
    stack: StackUnderTest, bridges: dict[str, ModuleType], event_id: str, event: object, language: str = "en"
) -> httpx.Response:
    """What the desk answers to the event, signed by the bridge in the product's time."""
    body = json.dumps(event).encode()
    secret = stack.running.secrets.billing_standard
    headers = bridges["hand_on"].signed(event_id, body, secret, int(stack.now().timestamp()))
    return stack.http.post(
        "/api/billing/standard", content=body, headers={**headers, "Accept-Language": language}
    )


def invoiced_from(today: date) -> dict[str, str]:
    """An invoice whose period has begun, and which is overdue."""
    return {
        "customer": "cus_invoiced",
        "product": "prod_planner",
        "number": "17",
        "begins": (today - timedelta(days=40)).isoformat(),
        "ends": (today + timedelta(days=300)).isoformat(),
        "due": (today - timedelta(days=10)).isoformat(),
        "paid": "",
        "cancelled": "",
    }


def test_an_invoice_by_hand_covers_from_its_period_on_is_overdue_and_is_paid(
    stack: StackUnderTest, bridges: dict[str, ModuleType]
) -> None:
    member = MemberAtTheDesk(stack, "invoiced")
    member.put()
    today = stack.now().date()
    invoice = invoiced_from(today)
    covered = []
    for changes in (
        {"due": (today + timedelta(days=5)).isoformat()},
        {},
        {"paid": (today - timedelta(days=1)).isoformat()},
    ):
        for event_id, event in bridges["invoices"].events(invoice | changes, today):
            assert sent(stack, bridges, event_id, event).status_code == 200
        stack.rest()
        (state,) = stack.keyed.get("/api/members/invoiced").json()["subscriptions"]
        covered.append((state["status"], state["coverage"]["reason"]))
    assert covered == [("active", "subscribed"), ("past_due", "grace"), ("active", "subscribed")]
    kept = member.view(member.ask("The calendar stays empty."))
    assert kept["turns"][0]["covered"]


def test_a_word_that_means_something_else_is_refused_in_both_languages_with_what_to_send(
    stack: StackUnderTest, bridges: dict[str, ModuleType]
) -> None:
    data = {"customer": "cus_odd", "product": "prod_planner", "subscription": "sub_odd", "status": "future"}
    event = {"type": "subscription.updated", "timestamp": stack.now().isoformat(), "data": data}
    for language, told in (("en", "Send active for future"), ("sv", "Skicka active för future")):
        refused = sent(stack, bridges, f"odd-{language}", event, language)
        assert (refused.status_code, refused.headers["content-language"]) == (400, language)
        assert refused.json()["errors"][0]["detail"].startswith(told)
