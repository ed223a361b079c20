"""Which clock a message belongs to, whatever else comes, goes or ends."""

from datetime import datetime, timedelta

import pytest

from shared.domain.answers.answering import ContactBody, decide_contact
from shared.domain.clocks.clocks import clocks
from shared.domain.events.answer_events import Contact
from shared.domain.events.event import fold
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import How
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import Entitlement
from shared.domain.messages.receiving import decide_entitled
from shared.domain.messages.telling import Decision
from shared.domain.refusals.errors import ContactBeforeTurn
from shared.domain.tickets.entries import Entry
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.house import House
from tests.examples.event_examples import (
    HOUR,
    TEN,
    answer,
    contact,
    covered,
    gated,
    no_answer_needed,
    received,
    refused,
    turn,
)
from tests.fakes.desk import SECRET, VENDOR

HOUSE = House(vendor=VENDOR, secret=SECRET)


def found(*events: TicketEvent) -> list[tuple[str, tuple[str, ...], datetime | None]]:
    """Each clock, the messages that belong to it, and when it ended."""
    return [(clock.id, clock.turns, clock.ended) for clock in clocks(fold("t", events))]


def test_an_older_message_that_is_moved_here_leaves_a_clock_that_was_met_as_it_was() -> None:
    events = (*turn("m1", TEN), answer("a1", "m1", TEN + HOUR), *turn("m2", TEN - 2 * HOUR))
    assert found(*events) == [("reply-m2", ("m2",), None), ("reply-m1", ("m1",), TEN + HOUR)]


def test_an_older_message_that_is_moved_here_brings_its_due_instant_to_what_is_unanswered() -> None:
    assert found(*turn("m1", TEN), *turn("m2", TEN - 2 * HOUR)) == [("reply-m2", ("m2", "m1"), None)]


def test_a_clock_that_a_message_ended_by_itself_stays_when_an_earlier_answer_is_refused() -> None:
    events = (
        *turn("m1", TEN),
        answer("a1", "m1", TEN + HOUR),
        *turn("m2", TEN + 2 * HOUR),
        no_answer_needed("m2", "e1", TEN + 3 * HOUR),
        refused("a1", TEN + 4 * HOUR),
    )
    assert found(*events) == [("reply-m1", ("m1",), None), ("reply-m2", ("m2",), TEN + 3 * HOUR)]


def test_a_message_that_needs_no_answer_ends_and_what_came_later_runs_from_its_own_receipt() -> None:
    events = (*turn("m1", TEN), *turn("m2", TEN + HOUR), no_answer_needed("m1", "e1", TEN + 2 * HOUR))
    assert found(*events) == [("reply-m1", ("m1",), TEN + 2 * HOUR), ("reply-m2", ("m2",), None)]


def test_a_call_answers_no_message_that_came_after_it() -> None:
    events = (*turn("m1", TEN), *turn("m2", TEN + 2 * HOUR), contact("e1", "m2", TEN + HOUR, TEN + 3 * HOUR))
    assert found(*events) == [("reply-m1", ("m1",), TEN + HOUR), ("reply-m2", ("m2",), None)]


def test_a_call_that_names_a_message_that_came_after_it_is_refused() -> None:
    state = fold("t", turn("m1", TEN))
    given = ContactBody(contact=Contact.CALL, author="anna", at=TEN - HOUR, answers_up_to="m1")
    entry = Entry(id="e1", content="c")
    with pytest.raises(ContactBeforeTurn):
        decide_contact(state, given, entry, TEN + HOUR, HOUSE)


def test_a_call_before_a_waiting_message_was_covered_meets_its_clock_at_the_start() -> None:
    events = (
        received("m1", TEN),
        gated("m1", TEN),
        covered("m1", TEN + 2 * HOUR),
        contact("e1", "m1", TEN + HOUR, TEN + 3 * HOUR),
    )
    (clock,) = clocks(fold("t", events))
    assert (clock.start, clock.ended, clock.how) == (TEN + 2 * HOUR, TEN + 2 * HOUR, How.CONTACT)


def test_a_gate_that_opens_by_a_clock_that_is_behind_starts_no_clock_before_receipt() -> None:
    state = fold("t", (received("m1", TEN), gated("m1", TEN)))
    covered_now = Entitlement(covered=True, reason=GateReason.SUBSCRIBED)
    behind = TEN - timedelta(seconds=2)
    decision = Decision(entitlement=covered_now, clock_from=behind)
    to = Recipient(address="eva@acme.example.org")
    changes = decide_entitled(state, "m1", decision, to, behind, HOUSE)
    (clock,) = clocks(changes.state_after(state))
    assert clock.start == TEN
