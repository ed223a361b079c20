"""Events of a ticket, written short, for tests that start from a log."""

from datetime import UTC, datetime, timedelta

from shared.domain.events.answer_events import (
    AnswerCommitted,
    AnswerRefused,
    Contact,
    ContactLogged,
    TurnEnded,
)
from shared.domain.events.events import TicketEvent
from shared.domain.events.message_events import EntitlementDecided, MessageReceived
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language, Policy

TEN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def received(name: str, at: datetime, kind: Kind = Kind.ERROR, *, moved_from: str = "") -> MessageReceived:
    """A message from the member's side."""
    return MessageReceived(
        recorded=at,
        at=at,
        turn=name,
        kind=kind,
        language=Language.SWEDISH,
        channel="form",
        requester="r",
        content="c",
        moved_from=moved_from,
    )


def covered(
    name: str, start: datetime, reason: GateReason = GateReason.SUBSCRIBED, *, zone: str = "Europe/Stockholm"
) -> EntitlementDecided:
    """The gate's word that a clock runs from this instant."""
    return EntitlementDecided(
        recorded=start,
        at=start,
        turn=name,
        covered=True,
        reason=reason,
        clock_from=start,
        policy=Policy(zone=zone),
    )


def gated(name: str, at: datetime) -> EntitlementDecided:
    """The gate's word that no clock runs."""
    return EntitlementDecided(recorded=at, at=at, turn=name, covered=False, reason=GateReason.LAPSED)


def turn(name: str, at: datetime, kind: Kind = Kind.ERROR) -> tuple[TicketEvent, ...]:
    """A covered message."""
    return received(name, at, kind), covered(name, at)


def answer(name: str, up_to: str, at: datetime) -> AnswerCommitted:
    """A supporter's answer to the turns up to this one."""
    return AnswerCommitted(recorded=at, at=at, answer=name, author="anna", answers_up_to=up_to, content="c")


def refused(name: str, at: datetime) -> AnswerRefused:
    """The answer did not reach anybody."""
    return AnswerRefused(recorded=at, at=at, answer=name, reason="no such mailbox")


def no_answer_needed(name: str, entry: str, at: datetime) -> TurnEnded:
    """A supporter's word that this turn needs no answer."""
    return TurnEnded(recorded=at, at=at, turn=name, entry=entry, author="anna", reason="thanks", content="c")


def contact(
    entry: str, up_to: str | None, at: datetime, logged: datetime, what: Contact = Contact.CALL
) -> ContactLogged:
    """A call that took place at one instant and was logged at another."""
    return ContactLogged(
        recorded=logged, at=at, contact=what, entry=entry, author="anna", answers_up_to=up_to, content="c"
    )
