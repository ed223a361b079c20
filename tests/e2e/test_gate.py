"""What waits at the gate, is taken from it, and passes it when the subscription is active again."""

from datetime import timedelta

from tests.e2e.member_at_the_desk import DAY, MemberAtTheDesk, instant
from tests.e2e.member_browser import MemberBrowser
from tests.examples.running_stack import StackUnderTest


def test_a_gated_ticket_is_listed_with_its_reason_in_words_and_taken_with_one(stack: StackUnderTest) -> None:
    stranger = MemberAtTheDesk(stack, "stranger")
    ticket = stranger.ask("The calendar stays empty.")
    (held,) = [each for each in stack.keyed.get("/api/held").json()["tickets"] if each["ticket"] == ticket]
    assert held["because"] == "unproved"
    reader = MemberBrowser(stack, stranger.email)
    assert "Your address is now confirmed." in reader.act(reader.link(about=ticket), "confirm").text
    for language, words in (("en", "Unknown sender"), ("sv", "Okänd avsändare")):
        queue = stack.keyed.get("/api/queue", params={"state": "gated", "language": language}).json()
        (entry,) = [each for each in queue["tickets"] if each["ticket"] == ticket]
        assert (entry["reason_words"], entry["due"]) == (words, None)
    stack.advance("10m")
    now = stack.now()
    taken = stranger.act(ticket, "turns/m1/take", 202, reason="A prospect.")
    (clock,) = taken["clocks"]
    assert clock["state"] == "running"
    assert abs(instant(clock["start"]) - now) < timedelta(minutes=5)
    (turn,) = stranger.view(ticket)["turns"]
    assert (turn["taken_by"], turn["taken_because"]) == ("anna", "A prospect.")
    assert len(stranger.mailed(ticket)) == 3  # the address to confirm, the choices, the promised instant
    queue = stack.keyed.get("/api/queue", params={"state": "gated"}).json()
    assert ticket not in {each["ticket"] for each in queue["tickets"]}


def test_after_a_lapse_the_clock_runs_on_and_a_further_message_waits_at_the_gate(
    stack: StackUnderTest,
) -> None:
    member = MemberAtTheDesk(stack, "lapser")
    member.put()
    member.billed("active", stack.now() + timedelta(days=300))
    ticket = member.ask("The calendar stays empty.")
    member.billed("cancelled", stack.now())
    kept = member.write(ticket, "Are you there?")
    assert (kept["covered"], kept["reason"]) == (False, "lapsed")
    assert [(clock["id"], clock["state"]) for clock in kept["clocks"]] == [("reply-m1", "running")]


def test_a_signed_billing_event_that_reactivates_starts_the_clocks_of_what_waits(
    stack: StackUnderTest,
) -> None:
    member = MemberAtTheDesk(stack, "returner")
    member.put()
    member.billed("cancelled", stack.now() - timedelta(days=30))
    ticket = member.ask("The calendar stays empty.")
    assert member.clocks(ticket) == {}
    stack.advance("30m")
    reactivated = stack.now()
    member.billed("active", stack.now() + timedelta(days=300))
    (clock,) = member.clocks(ticket).values()
    assert clock["state"] == "running"
    assert abs(instant(clock["start"]) - reactivated) < timedelta(minutes=5)
    assert instant(clock["due"]) == instant(clock["start"]) + DAY
    assert len(member.mailed(ticket)) == 2
