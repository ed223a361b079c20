"""What is decided of a ticket at the open door."""

from datetime import timedelta

import pytest

from shared.domain.events.event import fold
from shared.domain.events.holding_events import TicketDropped, TicketHeld, TicketLetThrough
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letters import ConfirmAddress, GateNotice, NewTicket, TakenUp
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import Entitlement
from shared.domain.messages.gating import decide_taking_held
from shared.domain.messages.holding import decide_dropping, decide_letting_through, held_at_door
from shared.domain.messages.receiving import Message, decide_message, next_turn
from shared.domain.messages.telling import Decision
from shared.domain.refusals.errors import AuthorUnknown
from shared.domain.refusals.flood_errors import TicketNotHeld
from shared.domain.tickets.changes import Changes, Said
from shared.domain.values.fields import ReasonBody
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.holding import WhyHeld
from shared.domain.values.house import House
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from tests.fakes.desk import SECRET, START, VENDOR

HOUSE = House(vendor=VENDOR, secret=SECRET)
STRANGER = Recipient(address="someone@elsewhere.example.org")
WHY = ReasonBody(author="anna", reason="Seen.")
EMPTY = TicketState(id="k7q2m4xw3bt5nz6a")
LATER = START + timedelta(minutes=5)


def message(state: TicketState, reason: GateReason, held: WhyHeld | None) -> Changes:
    """A message comes, for which the gate found this, and the door that."""
    sent = Message(
        said=Said(id=next_turn(state), email=STRANGER.address, text="It stops."),
        kind=Kind.QUESTION,
        language=Language.ENGLISH,
        channel="form",
        requester="m5d2s7kq3xwzafne",
        content="c",
    )
    covered = reason is GateReason.SUBSCRIBED
    entitlement = Entitlement(covered=covered, reason=reason, member="acme" if covered else "")
    decision = Decision(entitlement=entitlement, clock_from=START if covered else None, held=held)
    return decide_message(state, sent, decision, START, HOUSE)


def at_door() -> TicketState:
    """A ticket that is held."""
    return message(EMPTY, GateReason.UNKNOWN_SENDER, WhyHeld.UNPROVED).state_after(EMPTY)


@pytest.mark.parametrize("because", WhyHeld)
def test_a_strangers_message_is_held_for_its_reason_and_only_its_writer_is_mailed(because: WhyHeld) -> None:
    changes = message(EMPTY, GateReason.UNKNOWN_SENDER, because)
    state = changes.state_after(EMPTY)
    assert [each.because for each in changes.events if isinstance(each, TicketHeld)] == [because]
    (send,) = changes.sends
    assert (type(send.letter), send.to.address) == (ConfirmAddress, STRANGER.address)
    held = held_at_door(state)
    assert held
    assert held.because is because
    assert fold(EMPTY.id, changes.events) == state


@pytest.mark.parametrize("reason", [each for each in GateReason if each is not GateReason.UNKNOWN_SENDER])
@pytest.mark.parametrize("because", WhyHeld)
def test_whoever_a_member_knows_is_never_held(reason: GateReason, because: WhyHeld) -> None:
    state = message(EMPTY, reason, because).state_after(EMPTY)
    assert (state.held, held_at_door(state)) == (None, None)


def test_let_through_it_waits_at_the_gate_and_all_are_told_as_of_any_stranger() -> None:
    state = at_door()
    through = decide_letting_through(state, STRANGER, LATER, HOUSE)
    assert [type(each) for each in through.events] == [TicketLetThrough]
    assert [type(each.letter) for each in through.sends] == [GateNotice, NewTicket, NewTicket]
    after = through.state_after(state)
    assert held_at_door(after) is None
    assert decide_letting_through(after, STRANGER, LATER, HOUSE) == Changes()


def test_a_further_message_lets_it_through() -> None:
    state = at_door()
    after = message(state, GateReason.UNKNOWN_SENDER, None).state_after(state)
    assert (held_at_door(after), len(after.unanswered())) == (None, 2)


def test_taken_its_clock_starts_then_and_it_is_held_no_more() -> None:
    state = at_door()
    taken = decide_taking_held(state, WHY, STRANGER, LATER, HOUSE)
    after = taken.state_after(state)
    assert (after.turns[0].clock_from, after.turns[0].taken_by) == (LATER, "anna")
    assert (after.held, held_at_door(after)) == (None, None)
    assert isinstance(taken.sends[0].letter, TakenUp)
    assert decide_taking_held(after, WHY, STRANGER, LATER, HOUSE) == Changes()
    with pytest.raises(TicketNotHeld):
        decide_taking_held(after, WHY.but(author="bo"), STRANGER, LATER, HOUSE)


def test_thrown_away_it_is_closed_with_name_and_reason_and_nobody_is_mailed() -> None:
    state = at_door()
    dropped = decide_dropping(state, WHY, STRANGER, LATER, HOUSE)
    assert [type(each) for each in dropped.events] == [TicketDropped]
    assert dropped.sends == ()
    after = dropped.state_after(state)
    assert after.dropped
    assert (after.closed, after.dropped.author, after.dropped.reason) == (LATER, "anna", "Seen.")
    assert decide_dropping(after, WHY, STRANGER, LATER, HOUSE) == Changes()
    assert decide_letting_through(after, STRANGER, LATER, HOUSE) == Changes()


def test_what_is_not_held_is_neither_taken_nor_thrown_away() -> None:
    covered = message(EMPTY, GateReason.SUBSCRIBED, None).state_after(EMPTY)
    for decide in (decide_taking_held, decide_dropping):
        with pytest.raises(TicketNotHeld):
            decide(covered, WHY, STRANGER, LATER, HOUSE)


def test_nobody_unknown_throws_anything_away() -> None:
    with pytest.raises(AuthorUnknown):
        decide_dropping(at_door(), WHY.but(author="nobody"), STRANGER, LATER, HOUSE)
