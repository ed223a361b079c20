"""What follows from a mail's fate: the row's last state, and what the ticket learns of it."""

from datetime import datetime
from typing import Literal

from shared.domain.changes import Changes, recorded_at
from shared.domain.clocks import clocks, next_due
from shared.domain.events import AnswerAccepted, AnswerRefused, MailEnded, TicketEvent
from shared.domain.identity import operation_id
from shared.domain.letters import Answer, AnswerFailed, Escalation, Letter
from shared.domain.recipients import fallback, supporters_for
from shared.domain.sends import Recipient, Send, SendState
from shared.domain.ticket import TicketState
from shared.domain.vendor import Language, Level, Vendor


def pointless(state: TicketState, send: Send) -> str:
    """Why this mail need not be sent any more: a warning about a clock that has ended. Else ""."""
    letter = send.letter
    if not isinstance(letter, Escalation) or letter.level is Level.BREACH:
        return ""
    running = any(
        (clock.kind, clock.due) == (letter.clock, letter.due) and clock.ended is None
        for clock in clocks(state)
    )
    return "" if running else "the clock has ended"


def decide_withdrawn(state: TicketState, send: Send, reason: str, now: datetime) -> Changes:
    """The mail is taken out of the outbox unsent."""
    ended = _ended(state, send, "withdrawn", reason, now)
    return Changes(events=(ended,), sends=(send.finished(SendState.WITHDRAWN, reason),))


def decide_sent(state: TicketState, send: Send, now: datetime) -> Changes:
    """The provider has accepted the mail; an answer now counts for good."""
    events: list[TicketEvent] = [_ended(state, send, "sent", "", now)]
    if isinstance(send.letter, Answer):
        at = recorded_at(state, now)
        events.append(AnswerAccepted(recorded=at, at=at, answer=send.letter.answer))
    return Changes(events=tuple(events), sends=(send.finished(SendState.SENT),))


def decide_refused(
    state: TicketState, send: Send, reason: str, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """Refused for good: an answer never counted, supporters learn of it; an escalation goes another way."""
    at = recorded_at(state, now)
    events: list[TicketEvent] = [_ended(state, send, "failed", reason, now)]
    if isinstance(send.letter, Answer):
        events.append(AnswerRefused(recorded=at, at=at, answer=send.letter.answer, reason=reason))
    after = Changes(events=tuple(events)).state_after(state)
    told = tuple(
        Send(
            id=operation_id(secret, send.id, "refused", to.address),
            letter=letter,
            to=to,
            language=language,
            not_before=at,
        )
        for (to, language), letter in _tell_of_refusal(after, send, reason, vendor)
    )
    return Changes(events=tuple(events), sends=(send.finished(SendState.FAILED, reason), *told))


def _tell_of_refusal(
    state: TicketState, send: Send, reason: str, vendor: Vendor
) -> list[tuple[tuple[Recipient, Language], Letter]]:
    """An answer: everybody who minds the ticket. An escalation: the fallback address, unless it was that."""
    match send.letter:
        case Answer(author=author):
            letter = AnswerFailed(ticket=state.id, author=author, reason=reason, due=next_due(state))
            return [(to, letter) for to in supporters_for(state.owner, vendor)]
        case Escalation() if send.to.address != vendor.fallback_address:
            return [(fallback(vendor), send.letter)]
        case _:
            return []


def _ended(
    state: TicketState, send: Send, result: Literal["sent", "failed", "withdrawn"], reason: str, now: datetime
) -> MailEnded:
    at = recorded_at(state, now)
    return MailEnded(
        recorded=at, at=at, send=send.id, letter=send.letter.letter, result=result, reason=reason
    )
