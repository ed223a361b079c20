"""What follows from a mail's fate: the row's last state, and what the ticket learns of it."""

from datetime import datetime
from typing import Literal

from shared.domain.clocks.clocks import SLAClock, clocks, next_due
from shared.domain.clocks.conference_under_way import held_after_all
from shared.domain.clocks.unsent_answers import has_left
from shared.domain.conferences.conference_mail import superseded
from shared.domain.conferences.undelivered_offers import offer_taken_back, told_undelivered
from shared.domain.events.answer_events import AnswerAccepted, AnswerRefused
from shared.domain.events.mail_events import MailEnded
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.letters import AnswerFailed, Escalation, Letter
from shared.domain.letters.sends import Recipient, Send, SendState
from shared.domain.letters.session_letters import SessionJoin, SessionOffer
from shared.domain.letters.supporter_letters import AnswerUnsent
from shared.domain.members.recipients import fallback, supporters_for
from shared.domain.sessions.session_holding import going_on
from shared.domain.tickets.changes import Changes, MoveTurns, recorded_at
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import Language, Level, Vendor


def pointless(state: TicketState, send: Send) -> str:
    """Why this mail need not be sent any more; else "".

    A warning is pointless once its clock has ended, or a graver level of it has been told; that an answer has
    not left, once it has; an offer of remote help, once it is over.
    """
    letter = send.letter
    if isinstance(letter, AnswerUnsent):
        return has_left(state, letter)
    if isinstance(letter, SessionOffer | SessionJoin):
        offered = letter.session in {each.id for each in going_on(state)}
        return "" if offered else "the offer is over"
    if not isinstance(letter, Escalation):
        return superseded(state, letter)
    if letter.level is Level.BREACH:
        kept = any(held_after_all(each) for each in clocks(state) if _is_about(letter, each))
        return "the conference was held in time" if kept else ""
    running = [clock for clock in clocks(state) if clock.ended is None and _is_about(letter, clock)]
    if not running:
        return "the clock has ended"
    graver = any(_graver_told(state, letter.level, clock) for clock in running if letter.clock_id)
    return "a graver level has been told" if graver else ""


def _is_about(letter: Escalation, clock: SLAClock) -> bool:
    return (letter.clock, letter.due) == (clock.kind, clock.due) and letter.clock_id in {"", clock.id}


def _graver_told(state: TicketState, level: Level, clock: SLAClock) -> bool:
    """Of a short clock half-way may come after four hours before: graver is what comes later."""
    instants = dict(clock.levels())
    told = {each.level for each in state.told if (each.clock, each.due) == (clock.id, clock.due)}
    return level in instants and any(instants[each] > instants[level] for each in told & instants.keys())


def decide_withdrawn(state: TicketState, send: Send, reason: str, now: datetime) -> Changes:
    """The mail is taken out of the outbox unsent."""
    ended = _ended(state, send, "withdrawn", reason, now)
    return Changes(events=(ended,), sends=(send.finished(SendState.WITHDRAWN, reason),))


def decide_sent(state: TicketState, send: Send, now: datetime) -> Changes:
    """The provider has accepted the mail; an answer now counts for good."""
    at = recorded_at(state, now)
    accepted = (AnswerAccepted(recorded=at, at=at, answer=each) for each in _answer(send))
    ended = _ended(state, send, "sent", "", now)
    return Changes(events=(ended, *accepted), sends=(send.finished(SendState.SENT),))


def decide_refused(
    state: TicketState, send: Send, reason: str, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """Refused for good: an answer never counted, supporters learn of it; an escalation goes another way.

    What the answer had ended is unanswered again; in a ticket merged meanwhile it follows the others.
    """
    at = recorded_at(state, now)
    refused = (AnswerRefused(recorded=at, at=at, answer=each, reason=reason) for each in _answer(send))
    ended = _ended(state, send, "failed", reason, now)
    events = (ended, *refused, *offer_taken_back(state, send.letter, at))
    after = Changes(events=events).state_after(state)
    told = tuple(
        Send(
            id=operation_id(secret, send.id, "refused", to.address),
            letter=letter,
            to=to,
            language=language,
            not_before=at,
            turn=send.turn,
        )
        for (to, language), letter in _tell_of_refusal(after, send, reason, vendor)
    )
    sends = (send.finished(SendState.FAILED, reason), *told)
    return Changes(events=events, sends=sends, effects=left_behind(state, after))


def _answer(send: Send) -> tuple[str, ...]:
    """The id of the answer that the mail carries, where it carries one."""
    return (send.letter.answer,) if isinstance(send.letter, PersonsAnswer) else ()


def left_behind(before: TicketState, after: TicketState) -> tuple[MoveTurns, ...]:
    """The turns of a merged ticket that have become unanswered after the others moved."""
    waited = {turn.id for turn in before.unanswered()}
    turns = tuple(turn.id for turn in after.unanswered() if turn.id not in waited)
    return (MoveTurns(cause="merge", to=after.merged.into, turns=turns),) if after.merged and turns else ()


def _tell_of_refusal(
    state: TicketState, send: Send, reason: str, vendor: Vendor
) -> list[tuple[tuple[Recipient, Language], Letter]]:
    """An answer: everybody who minds the ticket. An escalation: the fallback address, unless it was that."""
    match send.letter:
        case PersonsAnswer(author=author):
            letter = AnswerFailed(ticket=state.id, author=author, reason=reason, due=next_due(state))
            return [(to, letter) for to in supporters_for(state.owner, vendor)]
        case Escalation() if send.to.address != vendor.fallback_address:
            return [(fallback(vendor), send.letter)]
        case about:
            told = told_undelivered(state, about, vendor)
            return [(to, told) for to in supporters_for(state.owner, vendor)] if told else []


def _ended(
    state: TicketState, send: Send, result: Literal["sent", "failed", "withdrawn"], reason: str, now: datetime
) -> MailEnded:
    at = recorded_at(state, now)
    return MailEnded(
        recorded=at, at=at, send=send.id, letter=send.letter.letter, result=result, reason=reason
    )
