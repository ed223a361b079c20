"""A delivery report is recorded: late, double, unordered, or of a mail that nobody knows, it does no harm.

Each part is recorded where it belongs, beside what is known there already: the answer at its ticket, the seat
at its member, the address among the limits, what became of news beside its mail. Whatever failed is done when
the same report comes again. A bounce that came as a mail says what a report of the service says, and is
recorded as one.
"""

from shared.domain.conferences.undelivered_offers import LostFacts, decide_offer_reported, told_of_report
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport, ReportedMail
from shared.domain.incoming.incoming import DeliveryReport
from shared.domain.incoming.mail_threads import operation_of
from shared.domain.letters.conference_letters import ConferenceSet, SlotsOffer
from shared.domain.letters.sends import Send
from shared.domain.outbox.delivering import decide_reported, instead
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.moved_turns import goes_on_in
from shared.domain.values.identity import Outbox, address_key
from shared.ports.desk import Desk
from shared.usecases.outbox.find_mail import MailFound, find_mail
from shared.usecases.outbox.flag_seats import flag_seats
from shared.usecases.outbox.look_at_notice import tell_fallback
from shared.usecases.records.acting import act_on_ticket, carry_out, until_committed
from shared.usecases.records.news_rows import record_report
from shared.usecases.records.standing_rows import record_standing
from shared.usecases.records.ticket_rows import load_send, load_ticket

_BAD_ADDRESS = "5.1."
"""Status codes of the address itself (RFC 3463): the next mail will fare no better."""


async def record_delivery(desk: Desk, report: ProviderReport) -> bool:
    """What the report says is known from now on; False: it is about no mail of this desk to that recipient.

    Raises:
        StoreUnavailable: record it again; what was done does no harm.
    """
    found = await find_mail(desk, report.operation_id, report.recipient)
    if found is None or not _recipients(found.send, report):
        return False
    if found.outbox is Outbox.TICKET:
        await _record_at_ticket(desk, found, report)
    if found.outbox is Outbox.NEWS:
        await _record_at_news(desk, found.name, report)
    if found.outbox is Outbox.NOTICE and report.status.undeliverable:
        await tell_fallback(desk, found.name, found.send)
    if desk.vendor.owns(report.recipient):
        return True
    if report.status.dead_address:
        await flag_seats(desk, report)
    await record_standing(desk, report)
    return True


def _recipients(send: Send, report: ProviderReport) -> bool:
    return any(report.is_about(each.address) for each in (send.to, *send.cc))


async def record_bounce(desk: Desk, bounce: DeliveryReport) -> bool:
    """What the bounce says of one of our mails is known from now on; False: nothing is, or it is only late.

    Whoever sends it must name the operation id of the mail and one of its recipients: nobody else knows them.

    Raises:
        StoreUnavailable: record it again; the second time changes nothing.
    """
    operation = operation_of(bounce.original_message_id, desk.vendor.sender_address)
    found = await find_mail(desk, operation, bounce.address) if operation and bounce.permanent else None
    if found is None:
        return False
    dead = bounce.status.startswith(_BAD_ADDRESS)
    report = ProviderReport(
        operation_id=operation,
        recipient=bounce.address or found.send.to.address,
        status=DeliveryStatus.BOUNCED if dead else DeliveryStatus.FAILED,
        attempted=found.send.first_sent or desk.clock.now(),
    )
    return await record_delivery(desk, report)


async def _record_at_news(desk: Desk, news: str, report: ProviderReport) -> None:
    """Beside the person's mail, which itself somebody may be marking just now."""
    person = address_key(desk.secret, report.recipient)
    reported = ReportedMail(status=report.status, at=report.attempted)
    await until_committed(desk, news, lambda _: record_report(desk.store, news, person, reported))


async def _record_at_ticket(desk: Desk, found: MailFound, report: ProviderReport) -> None:
    send, lost = found.send, report.status.undeliverable
    if isinstance(send.letter, SlotsOffer | ConferenceSet) and lost and report.is_about(send.to.address):
        await _record_lost_offer(desk, found.ticket, send, send.letter.conference)
        return
    other = instead(send, desk.clock.now(), desk.house()) if lost else None
    if other is None:
        await act_on_ticket(desk, found.ticket, decide_reported, report, send)
    elif await load_send(desk.store, found.ticket, other.id) is None:
        told = Changes(sends=(other,))
        await carry_out(desk, found.ticket, lambda _, __, ___: told)


async def _record_lost_offer(desk: Desk, ticket: str, send: Send, conference: str) -> None:
    """Supporters are told, once; an offer that nobody has picked from is taken back, where it is now."""
    there = await _ticket_of(desk, ticket, conference)
    ids = told_of_report(send, desk.house())
    told = tuple([name for name in ids if await load_send(desk.store, there, name)])
    await act_on_ticket(desk, there, decide_offer_reported, None, LostFacts(send=send, told=told))


async def _ticket_of(desk: Desk, ticket: str, conference: str) -> str:
    """The ticket that has this conference now, by merges and splits."""
    loaded = await load_ticket(desk.store, ticket)
    turns = [each.turn for each in loaded.header.state.conferences if each.id == conference] if loaded else []
    into = goes_on_in(loaded.header.state, turns[0]) if loaded and turns else ""
    target = await load_ticket(desk.store, into) if into else None
    if target is None or all(each.id != conference for each in target.header.state.conferences):
        return ticket
    return await _ticket_of(desk, into, conference)
