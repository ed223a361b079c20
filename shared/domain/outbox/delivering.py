"""What follows from a mail's fate: the row's last state, and what the ticket learns, then and by reports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from shared.domain.answers.second_answers import asked_again, question_is_over
from shared.domain.answers.telling_others import told_wrongly
from shared.domain.clocks.clocks import SLAClock, clocks, next_due
from shared.domain.clocks.escalating import held_after_all
from shared.domain.clocks.unsent_answers import has_left
from shared.domain.conferences.conference_mail import superseded
from shared.domain.conferences.undelivered_offers import offer_taken_back, told_undelivered
from shared.domain.events.answer_events import AnswerAccepted, AnswerBounced, AnswerDoubted, AnswerRefused
from shared.domain.events.mail_events import MailEnded
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import Reader, compose, compose_to_all
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.letters import AnswerFailed, Escalation, Letter
from shared.domain.letters.sends import Send, SendState
from shared.domain.letters.session_letters import SessionJoin, SessionOffer
from shared.domain.letters.supporter_letters import AnswerInDoubt, AnswerUnsent, SecondAnswerAsked, SeenTo
from shared.domain.members.recipients import fallback, supporters_for
from shared.domain.sessions.session_holding import going_on
from shared.domain.tickets.changes import Changes, MoveTurns, recorded_at
from shared.domain.values.house import House
from shared.domain.values.vendor import Level, Vendor

_FOR_SUPPORTERS = (Escalation, AnswerFailed, AnswerUnsent, AnswerInDoubt)
"""What somebody must learn of."""


def pointless(state: TicketState, send: Send) -> str:
    """Why this mail need not be sent any more; else "".

    A warning is pointless once its clock has ended, or a graver level of it has been told; that an answer has
    not left, once it has; an offer of remote help, once it is over; a question about an answer, once it is
    not held any more; that a ticket is seen to, once it is not.
    """
    match send.letter:
        case AnswerUnsent() as letter:
            return has_left(state, letter)
        case SecondAnswerAsked() as letter:
            return question_is_over(state, letter)
        case SeenTo() as letter:
            return told_wrongly(state, letter)
        case SessionOffer() | SessionJoin() as letter:
            offered = letter.session in {each.id for each in going_on(state)}
            return "" if offered else "the offer is over"
        case Escalation() as letter:
            return _needs_no_warning(state, letter)
        case letter:
            return superseded(state, letter)


def _needs_no_warning(state: TicketState, letter: Escalation) -> str:
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


def decide_withdrawn(state: TicketState, reason: str, send: Send, now: datetime) -> Changes:
    """The mail is taken out of the outbox unsent."""
    ended = _ended(state, send, "withdrawn", reason, now)
    return Changes(events=(ended,), sends=(send.finished(SendState.WITHDRAWN, reason),))


def decide_sent(state: TicketState, send: Send, now: datetime) -> Changes:
    """The provider has accepted the mail; an answer now counts for good."""
    at = recorded_at(state, now)
    accepted = (AnswerAccepted(recorded=at, at=at, answer=each) for each in _answer(send))
    ended = _ended(state, send, "sent", "", now)
    return Changes(events=(ended, *accepted), sends=(send.finished(SendState.SENT),))


def decide_refused(state: TicketState, reason: str, send: Send, now: datetime, house: House) -> Changes:
    """Refused for good: an answer never counted, supporters learn of it; an escalation goes another way.

    What the answer had ended is unanswered again; in a ticket merged meanwhile it follows the others.
    """
    at = recorded_at(state, now)
    refused = (AnswerRefused(recorded=at, at=at, answer=each, reason=reason) for each in _answer(send))
    ended = _ended(state, send, "failed", reason, now)
    events = (ended, *refused, *offer_taken_back(state, send.letter, at))
    after = Changes(events=events).state_after(state)
    told = tuple(
        compose(house, letter, reader, at, send.id, "refused", turn=send.turn)
        for reader, letter in _tell_of_refusal(after, send, reason, house.vendor)
    )
    again = (mail for each in _answer(send) for mail in asked_again(state, each, at, house))
    sends = (send.finished(SendState.FAILED, reason), *told, *again)
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
) -> list[tuple[Reader, Letter]]:
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


def decide_reported(
    state: TicketState, given: ProviderReport, facts: Send, now: datetime, house: House
) -> Changes:
    """An answer reported undeliverable to its requester never counted; one put aside as spam is doubtful.

    Reported undeliverable once is enough, whatever else is reported of it, before or after. What is known
    already, what is said of a copy, and that a mail arrived, change nothing.
    """
    letter = facts.letter
    if not isinstance(letter, PersonsAnswer) or not given.is_about(facts.to.address):
        return Changes()
    if given.status.undeliverable and any(each.id == letter.answer for each in state.endings):
        return _bounced(state, facts, letter, given.status, now, house)
    if given.status.doubtful and _may_be_doubted(state, letter.answer):
        return _doubted(state, facts, letter, given.status, now, house)
    return Changes()


def instead(send: Send, now: datetime, house: House) -> Send | None:
    """The mail to the fallback address in place of one to a supporter that bounced: never to nobody."""
    to = fallback(house.vendor)
    if not isinstance(send.letter, _FOR_SUPPORTERS) or send.to.address == to[0].address:
        return None
    (other,) = _mails(send, [to], send.letter, now, house)
    return other


def _bounced(
    state: TicketState,
    send: Send,
    letter: PersonsAnswer,
    status: DeliveryStatus,
    now: datetime,
    house: House,
) -> Changes:
    at = recorded_at(state, now)
    event = AnswerBounced(recorded=at, at=at, answer=letter.answer, status=status)
    after = Changes(events=(event,)).state_after(state)
    told = AnswerFailed(
        ticket=state.id, author=letter.author, reason=status, status=status, due=next_due(after)
    )
    sends = _mails(send, supporters_for(state.owner, house.vendor), told, at, house)
    again = asked_again(state, letter.answer, at, house)
    return Changes(events=(event,), sends=(*sends, *again), effects=left_behind(state, after))


def _may_be_doubted(state: TicketState, answer: str) -> bool:
    return any(each.id == answer for each in state.endings) and answer not in state.delivery.doubtful


def _doubted(
    state: TicketState,
    send: Send,
    letter: PersonsAnswer,
    status: DeliveryStatus,
    now: datetime,
    house: House,
) -> Changes:
    at = recorded_at(state, now)
    event = AnswerDoubted(recorded=at, at=at, answer=letter.answer, status=status)
    told = AnswerInDoubt(ticket=state.id, author=letter.author, status=status)
    sends = _mails(send, supporters_for(state.owner, house.vendor), told, at, house)
    return Changes(events=(event,), sends=sends)


def _mails(send: Send, to: Sequence[Reader], letter: Letter, at: datetime, house: House) -> tuple[Send, ...]:
    """About this mail, once for each sort of letter and person."""
    return compose_to_all(house, letter, to, at, send.id, "reported", letter.letter)
