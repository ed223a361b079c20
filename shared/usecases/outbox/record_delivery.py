"""A delivery report is recorded: late, double, unordered, or of a mail that nobody knows, it does no harm.

Each part is recorded where it belongs, beside what is known there already: the answer at its ticket, the seat
at its member, the address among the limits. Whatever failed is done when the same report comes again.
"""

from datetime import datetime

from shared.domain.facts.delivery_reports import ProviderReport
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.outbox.bouncing import decide_reported, instead
from shared.domain.tickets.changes import Changes
from shared.domain.values.identity import Outbox
from shared.ports.desk import Desk
from shared.usecases.outbox.find_mail import MailFound, find_mail
from shared.usecases.outbox.flag_seats import flag_seats
from shared.usecases.outbox.look_at_notice import tell_fallback
from shared.usecases.outbox.record_lost_offer import is_offer, record_lost_offer
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.standing_rows import record_standing
from shared.usecases.records.ticket_rows import load_send


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


async def _record_at_ticket(desk: Desk, found: MailFound, report: ProviderReport) -> None:
    send = found.send
    if is_offer(send) and report.status.undeliverable and report.is_about(send.to.address):
        await record_lost_offer(desk, found.ticket, send)
        return
    other = instead(send, desk.vendor, desk.secret, desk.clock.now()) if report.status.undeliverable else None
    if other and await load_send(desk.store, found.ticket, other.id):
        return

    def decide(state: TicketState, now: datetime) -> Changes:
        if other:
            return Changes(sends=(other,))
        return decide_reported(state, send, report, now, desk.vendor, desk.secret)

    await act_on_ticket(desk, found.ticket, decide)
