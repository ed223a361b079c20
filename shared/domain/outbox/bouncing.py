"""What follows for a ticket from a report about one of its mails."""

from datetime import datetime

from shared.domain.clocks.clocks import next_due
from shared.domain.events.answer_events import AnswerBounced, AnswerDoubted
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.letters import AnswerFailed, Escalation, Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.letters.supporter_letters import AnswerInDoubt, AnswerUnsent
from shared.domain.members.recipients import fallback, supporters_for
from shared.domain.outbox.delivering import left_behind
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import Language, Vendor

_FOR_SUPPORTERS = (Escalation, AnswerFailed, AnswerUnsent, AnswerInDoubt)
"""What somebody must learn of."""


def decide_reported(
    state: TicketState, send: Send, report: ProviderReport, now: datetime, vendor: Vendor, secret: bytes
) -> Changes:
    """An answer reported undeliverable to its requester never counted; one put aside as spam is doubtful.

    Reported undeliverable once is enough, whatever else is reported of it, before or after. What is known
    already, what is said of a copy, and that a mail arrived, change nothing.
    """
    letter = send.letter
    if not isinstance(letter, PersonsAnswer) or not report.is_about(send.to.address):
        return Changes()
    if report.status.undeliverable and any(each.id == letter.answer for each in state.endings):
        return _bounced(state, send, letter, report.status, now, vendor, secret)
    if report.status.doubtful and _may_be_doubted(state, letter.answer):
        return _doubted(state, send, letter, report.status, now, vendor, secret)
    return Changes()


def instead(send: Send, vendor: Vendor, secret: bytes, now: datetime) -> Send | None:
    """The mail to the fallback address in place of one to a supporter that bounced: never to nobody."""
    to, language = fallback(vendor)
    if not isinstance(send.letter, _FOR_SUPPORTERS) or send.to.address == to.address:
        return None
    return _mail(send, (to, language), send.letter, now, secret)


def _bounced(
    state: TicketState,
    send: Send,
    letter: PersonsAnswer,
    status: DeliveryStatus,
    now: datetime,
    vendor: Vendor,
    secret: bytes,
) -> Changes:
    at = recorded_at(state, now)
    event = AnswerBounced(recorded=at, at=at, answer=letter.answer, status=status)
    after = Changes(events=(event,)).state_after(state)
    told = AnswerFailed(
        ticket=state.id, author=letter.author, reason=status, status=status, due=next_due(after)
    )
    sends = tuple(_mail(send, who, told, at, secret) for who in supporters_for(state.owner, vendor))
    return Changes(events=(event,), sends=sends, effects=left_behind(state, after))


def _may_be_doubted(state: TicketState, answer: str) -> bool:
    return any(each.id == answer for each in state.endings) and answer not in state.delivery.doubtful


def _doubted(
    state: TicketState,
    send: Send,
    letter: PersonsAnswer,
    status: DeliveryStatus,
    now: datetime,
    vendor: Vendor,
    secret: bytes,
) -> Changes:
    at = recorded_at(state, now)
    event = AnswerDoubted(recorded=at, at=at, answer=letter.answer, status=status)
    told = AnswerInDoubt(ticket=state.id, author=letter.author, status=status)
    sends = tuple(_mail(send, who, told, at, secret) for who in supporters_for(state.owner, vendor))
    return Changes(events=(event,), sends=sends)


def _mail(send: Send, who: tuple[Recipient, Language], letter: Letter, at: datetime, secret: bytes) -> Send:
    """About this mail, once for each sort of letter and person."""
    to, language = who
    return Send(
        id=operation_id(secret, send.id, "reported", letter.letter, to.address),
        letter=letter,
        to=to,
        language=language,
        not_before=at,
    )
