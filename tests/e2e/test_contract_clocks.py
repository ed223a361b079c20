"""Rows of the contract's table of the clocks over HTTP on the whole stack, where no other test goes there.

Each docstring is the row. ``docs/contract-rows.md`` says where every row is shown.
"""

from typing import Any

import httpx
import pytest

from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import DAY, MemberAtTheDesk, instant
from tests.examples.running_stack import StackUnderTest

PLANNER = {"product": "planner", "since": "2020-01-01T00:00:00Z"}
ARCHIVE = {"product": "archive", "since": "2020-01-01T00:00:00Z"}


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to two products, with one person responsible for both."""
    made = MemberAtTheDesk(stack, "rower")
    rune = {"address": responsible(made), "name": "Rune"}
    made.put(PLANNER, ARCHIVE, seats=[rune | {"product": "planner"}, rune | {"product": "archive"}])
    return made


def responsible(member: MemberAtTheDesk) -> str:
    return f"rune@{member.name}.example.org"


def copies(member: MemberAtTheDesk, ticket: str) -> list[str]:
    """Whom the last mail to the user about the ticket was copied to."""
    mails = [mail for mail in member.stack.mails(to=member.email) if short_code(ticket) in mail["subject"]]
    return [str(each["address"]) for each in mails[-1]["cc"]]


def test_message_at_10_00_and_15_00_answered_16_00_having_seen_both(member: MemberAtTheDesk) -> None:
    """Message at 10:00 and 15:00, answered 16:00 having seen both | one clock from 10:00, met."""
    ticket = member.ask("It stops.")
    member.stack.advance("5h")
    member.write(ticket, "And more.")
    member.stack.advance("1h")
    (clock,) = member.answer(ticket, "m2")["clocks"]
    first = member.view(ticket)["turns"][0]["received"]
    assert (clock["state"], clock["how"], clock["start"]) == ("met", "answer", first)


def test_close_with_an_unanswered_turn(member: MemberAtTheDesk) -> None:
    """Close with an unanswered turn | refused, or needs a reason; the clock is not stopped."""
    ticket = member.ask("It is slow.")
    assert member.act(ticket, "close", 409)["type"].endswith("turn-unanswered")
    closed = member.act(ticket, "close", 200, reason="Written twice.")
    assert (bool(closed["closed"]), [clock["state"] for clock in closed["clocks"]]) == (True, ["running"])


def test_re_opened_after_months(member: MemberAtTheDesk) -> None:
    """Re-opened after months | new turn, new clock; old clocks unchanged; never instantly late.

    After more than the 24 hours: every five minutes of months would be scanned.
    """
    ticket = member.ask("It is blue.")
    before = member.answer(ticket, close=True)["clocks"]
    member.stack.advance("26h")
    now = member.stack.now()
    old, new = member.write(ticket, "It is blue again.")["clocks"]
    assert [old] == before
    assert (new["state"], member.view(ticket)["closed"]) == ("running", None)
    assert instant(new["due"]) == instant(new["start"]) + DAY >= now + DAY


def test_received_the_day_before_summer_time_ends(member: MemberAtTheDesk) -> None:
    """Received 24 Oct 2026 12:00 Stockholm | reply due 25 Oct 11:00 Stockholm (24 real hours).

    A year earlier, by a call that is written down afterwards: the stack's time only moves forward.
    """
    body = {"author": "anna", "called_at": "2025-10-25T12:00:00+02:00", "email": member.email}
    told = member.stack.keyed.post("/api/tickets", json=body | {"product": "Planner", "message": "It stops."})
    (clock,) = told.json()["clocks"]
    assert instant(clock["due"]) == instant("2025-10-26T11:00:00+01:00")
    address = f"/api/tickets/{told.json()['ticket']}/clocks/{clock['id']}?language=sv"
    explained = member.stack.keyed.get(address, headers={"Accept": "text/plain"}).text
    assert "2025-10-26 11:00:00" in explained


def test_one_person_responsible_for_several_products_gets_one_copy(member: MemberAtTheDesk) -> None:
    """Member and product twice, one person responsible for three products | one copy."""
    ticket = member.ask("It stops again.", kind="error")
    member.answer(ticket)
    assert copies(member, ticket) == [responsible(member)]


def test_requester_is_the_responsible_person(member: MemberAtTheDesk) -> None:
    """Requester is the responsible person | no second copy."""
    ticket = member.ask("I am stuck.", kind="error", email=responsible(member))
    member.answer(ticket)
    mails = [
        each for each in member.stack.mails(to=responsible(member)) if short_code(ticket) in each["subject"]
    ]
    assert [mail["cc"] for mail in mails] == [[], []]  # the receipt and the answer


def test_a_question_not_an_error_report(member: MemberAtTheDesk) -> None:
    """A question, not an error report | no automatic copy; a supporter may add it."""
    alone, copied = (member.ask(f"How {each}?", kind="question") for each in ("is it", "would it be"))
    member.answer(alone)
    member.answer(copied, with_copy=True)
    assert (copies(member, alone), copies(member, copied)) == ([], [responsible(member)])


def test_no_responsible_person_appointed(stack: StackUnderTest) -> None:
    """No responsible person appointed.

    | answer goes to the requester; the member's owner gets one reminder a calendar month, not one a ticket.
    """
    member = MemberAtTheDesk(stack, "seatless")
    member.subscribed()
    for message in ("It stops.", "It stops twice."):
        ticket = member.ask(message, kind="error")
        member.answer(ticket)
        assert copies(member, ticket) == []
    assert len(stack.mails(to="owner@seatless.example.org")) == 1


def test_responsible_persons_address_bounces(member: MemberAtTheDesk) -> None:
    """Responsible person's address bounces.

    | the seat is flagged; clock unaffected; the address is not used again.
    """
    reports(member, "Bounced")
    ticket = member.ask("It stops for good.", kind="error")
    member.answer(ticket)
    member.stack.advance("5m")
    reports(member, None)
    shown: dict[str, Any] = member.stack.keyed.get(f"/api/members/{member.name}").json()
    assert [flag["address"] for flag in shown["flagged"]] == [responsible(member)]
    assert [clock["state"] for clock in member.clocks(ticket).values()] == ["met"]
    again = member.ask("It stops once more.", kind="error")
    member.answer(again)
    assert copies(member, again) == []


def reports(member: MemberAtTheDesk, status: str | None) -> None:
    """From now on mail to the responsible person is reported so."""
    asked = {"to": responsible(member), "status": status}
    told = httpx.put(f"{member.stack.running.mails}/reports", json=asked, trust_env=False)
    assert told.status_code == 200, told.text
