"""Further messages, thank-yous, promises, merges, splits and calls, on the whole stack."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import DAY, MemberAtTheDesk, instant
from tests.examples.running_stack import StackUnderTest

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "turner")
    made.subscribed()
    return made


def test_a_further_message_that_the_answer_had_not_seen_runs_a_clock_of_its_own(
    member: MemberAtTheDesk,
) -> None:
    ticket = member.ask("It stops.")
    kept = member.write(ticket, "And the week view.")
    assert (kept["ticket"], kept["turn"], kept["covered"]) == (ticket, "m2", True)
    answered = {clock["id"]: clock for clock in member.answer(ticket, "m1")["clocks"]}
    received = member.view(ticket)["turns"][1]["received"]
    assert (answered["reply-m1"]["state"], answered["reply-m2"]["state"]) == ("met", "running")
    assert answered["reply-m2"]["start"] == received
    assert instant(answered["reply-m2"]["due"]) == instant(received) + DAY
    assert len(member.mailed(ticket)) == 3  # a receipt for each message, and the answer


def test_an_answer_that_closes_meets_the_clock_and_a_thank_you_then_needs_no_answer(
    member: MemberAtTheDesk,
) -> None:
    ticket = member.ask("It is slow.")
    closed = member.answer(ticket, close=True)
    assert closed["closed"]
    assert [clock["state"] for clock in closed["clocks"]] == ["met"]
    turn = member.write(ticket, "Thank you!")["turn"]
    assert member.view(ticket)["closed"] is None
    ended = member.act(ticket, f"turns/{turn}/no-answer-needed", 200, reason="A thank-you.")
    assert (ended["unanswered"], [clock["how"] for clock in ended["clocks"]]) == (
        [],
        ["answer", "no_answer_needed"],
    )


def a_day_with_time_left(stack: StackUnderTest) -> date:
    """Today in Stockholm; tomorrow, once it has come, where less than an hour of today is left."""
    if stack.now().astimezone(STOCKHOLM).hour == 23:
        stack.advance("1h")
    return stack.now().astimezone(STOCKHOLM).date()


def test_a_promise_is_kept_by_the_next_answer_and_broken_when_its_day_ends(
    stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    kept, broken = member.ask("Kept."), member.ask("Broken.")
    today = a_day_with_time_left(stack)
    for ticket in (kept, broken):
        member.answer(ticket, promised=today.isoformat())
    member.answer(kept, text="It is mended.")
    midnight = datetime.combine(today + timedelta(days=1), time.min, STOCKHOLM).astimezone(UTC)
    caused = stack.advance(f"{(midnight - stack.now()) // timedelta(minutes=1) + 6}m").mails
    states = [promise["state"] for ticket in (kept, broken) for promise in member.view(ticket)["promises"]]
    assert states == ["met", "breached_open"]
    (promise,) = member.view(broken)["promises"]
    assert instant(promise["due"]) == midnight
    assert [mail["subject"] for mail in caused if short_code(broken) in mail["subject"]]
    assert not [mail["subject"] for mail in caused if short_code(kept) in mail["subject"]]


def test_after_a_merge_the_survivor_has_the_turns_and_later_mail_lands_there(
    member: MemberAtTheDesk,
) -> None:
    merged, survivor = member.ask("First."), member.ask("Second.")
    receipt = member.view(merged)["turns"][0]["received"]
    member.act(merged, "merge", 202, into=survivor)
    view = member.view(merged)
    assert (view["merged_into"], [clock["cancelled"] for clock in view["clocks"]]) == (survivor, ["merged"])
    due = min(instant(clock["due"]) for clock in member.clocks(survivor).values())
    assert due == instant(receipt) + DAY
    later = member.write(merged, "One more thing.")
    assert later["ticket"] == survivor
    texts = [turn["text"] for turn in member.view(survivor)["turns"]]
    assert sorted(texts) == ["First.", "One more thing.", "Second."]
    refused = member.act(merged, "answers", 409, text="Too late.", answers_up_to="m1")
    assert survivor in refused["detail"]


def test_a_split_turn_goes_on_with_its_own_receipt(member: MemberAtTheDesk) -> None:
    ticket = member.ask("It is grey.")
    turn = member.write(ticket, "Something else altogether.")["turn"]
    (split,) = member.act(ticket, f"turns/{turn}/split", 202)["split"]
    received = member.view(ticket)["turns"][1]["received"]
    (moved,) = member.view(split["into"])["turns"]
    assert (moved["received"], moved["text"]) == (received, "Something else altogether.")
    (clock,) = member.clocks(split["into"]).values()
    assert (clock["start"], instant(clock["due"])) == (received, instant(received) + DAY)


def test_a_callers_ticket_runs_from_the_instant_of_the_call(
    stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    called = stack.now().replace(microsecond=0) - timedelta(hours=3)
    body = {
        "author": "anna",
        "called_at": called.isoformat(),
        "email": member.email,
        "product": "Planner",
        "message": "She says that it stops.",
    }
    answer = stack.keyed.post("/api/tickets", json=body)
    assert (answer.status_code, answer.json()["covered"]) == (201, True)
    (clock,) = answer.json()["clocks"]
    assert (instant(clock["start"]), instant(clock["due"])) == (called, called + DAY)
    future = body | {"called_at": (stack.now() + DAY).isoformat()}
    assert stack.keyed.post("/api/tickets", json=future).status_code == 422
    assert stack.http.post("/api/tickets", json=body).status_code == 401
