"""A mail comes in: it becomes a ticket, a turn or a supporter's act, or is kept as a machine's.

It is read, and the whole of it is kept before anything comes of it. A mail that comes twice changes nothing
the second time: its Message-ID is the submission key, and a digest of its bytes where it has none.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum

from shared.domain.incoming.incoming import CalendarAnswer, IncomingMail
from shared.domain.incoming.mail_threads import Thread
from shared.domain.incoming.named_addresses import people_named
from shared.domain.incoming.raw_mail import MAIL_LIMIT, refuse_too_large
from shared.domain.mail.mail_answering import writer_of
from shared.domain.mail.mail_forwards import forwarder_of
from shared.domain.mail.mail_requests import writable_address
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import compared_address
from shared.ports.desk import Desk
from shared.usecases.mail.find_thread import thread_of_mail, tickets_answered
from shared.usecases.mail.forget_raw_mails import promise_to_forget
from shared.usecases.mail.keep_automatic_mail import keep_automatic_mail
from shared.usecases.mail.machine_or_person import judged
from shared.usecases.mail.mail_from_supporter import mail_from_supporter
from shared.usecases.mail.note_calendar_answer import note_calendar_answer, thread_of_invitation
from shared.usecases.mail.read_as_far import read_beside
from shared.usecases.mail.take_forward import take_forward
from shared.usecases.mail.ticket_quoted import ticket_quoted
from shared.usecases.mail.write_by_mail import open_ticket_by_mail, write_in_ticket
from shared.usecases.messages.add_message import Landed
from shared.usecases.outbox.record_delivery import record_bounce
from shared.usecases.records.raw_mails import erase_raw_mail, keep_raw_mail
from shared.usecases.records.standing_rows import record_proved

_log = logging.getLogger(__name__)


class TakenAs(StrEnum):
    """What has become of a mail."""

    TICKET = "ticket"
    TURN = "turn"
    SUPPORTER = "supporter"
    AUTOMATIC = "automatic"


@dataclass(frozen=True, slots=True)
class Taken:
    """What has become of a mail, in which ticket ("": none) and turn; ``mail`` is where it is kept whole."""

    taken_as: TakenAs
    mail: str
    ticket: str = ""
    turn: str = ""


async def take_mail(desk: Desk, raw: bytes) -> Taken:
    """Take these bytes in, whatever they are.

    Raises:
        MailTooLarge: nothing was kept.
        StoreUnavailable: the same mail again is taken once.
    """
    refuse_too_large(raw)
    mail = await read_beside(desk, raw)
    await promise_to_forget(desk)
    kept = await keep_raw_mail(desk, raw, people_named(mail, desk.secret), tickets_answered(desk, mail))
    return await take_read_mail(desk, mail, kept)


async def take_mail_of_any_size(desk: Desk, raw: bytes) -> Taken:
    """Take a mail in of which nobody can be told that it is too large: the beginning of it, then.

    Raises:
        StoreUnavailable: the same mail again is taken once.
    """
    if len(raw) > MAIL_LIMIT:
        _log.warning("a mail of %d bytes is taken in up to its first %d", len(raw), MAIL_LIMIT)
    return await take_mail(desk, raw[:MAIL_LIMIT])


async def take_read_mail(desk: Desk, mail: IncomingMail, kept: str) -> Taken:
    """Take in a mail that has been read, and is ``kept`` whole under this id."""
    key = mail.message_id or f"raw:{kept}"
    thread = await thread_of_mail(desk, mail)
    if mail.calendar_answer:
        return await _take_calendar_answer(desk, mail, mail.calendar_answer, thread, key, kept)
    thread = thread or await thread_of_invitation(desk, mail.other_time_for)
    mail = await judged(desk, mail, thread)
    if mail.automatic:
        if mail.report is not None:
            await record_bounce(desk, mail.report)
        about = await keep_automatic_mail(desk, mail, mail.automatic, thread, key, kept)
        return Taken(TakenAs.AUTOMATIC, kept, about)
    if author := forwarder_of(mail, thread, desk.vendor):
        return _taken_forward(await take_forward(desk, mail, thread, author, key, kept), kept)
    return await _take_persons(desk, mail, thread, key, kept)


async def _take_calendar_answer(
    desk: Desk, mail: IncomingMail, answer: CalendarAnswer, thread: Thread | None, key: str, kept: str
) -> Taken:
    """It is noted. Words of a person's own are a turn too; a supporter's are read where they are noted."""
    thread = thread or await thread_of_invitation(desk, answer.event)
    about = await note_calendar_answer(desk, mail, answer, thread, key, kept)
    if not mail.fresh.strip() or writer_of(mail, desk.vendor):
        return Taken(TakenAs.AUTOMATIC, kept, about)
    persons = mail.model_copy(update={"automatic": None})
    return await _take_persons(desk, persons, thread, key, kept)


async def _take_persons(desk: Desk, mail: IncomingMail, thread: Thread | None, key: str, kept: str) -> Taken:
    """A supporter's act, a turn, or a ticket of its own."""
    acted_on = await _by_supporter(desk, mail, thread, key, kept)
    if acted_on is not None:
        return Taken(TakenAs.SUPPORTER, kept, acted_on)
    await _prove(desk, mail)
    about = thread.ticket if thread else await ticket_quoted(desk, mail, key, kept)
    written = await write_in_ticket(desk, about, mail, key, kept) if about else None
    header = written[0] if written else await open_ticket_by_mail(desk, mail, key, kept)
    if header.state.erased:
        await erase_raw_mail(desk, kept)
    if written is not None:
        return Taken(TakenAs.TURN, kept, header.state.id, written[1])
    return Taken(TakenAs.TICKET, kept, header.state.id, header.state.turns[0].id)


async def _prove(desk: Desk, mail: IncomingMail) -> None:
    """A person's mail proves the address that it came from, where the receiving service vouches for that.

    A machine's does not: it may answer a mail of ours that nobody asked for. Before the ticket, so that its
    receipt knows.
    """
    if mail.authenticated and not mail.forged and writable_address(mail.sender):
        await record_proved(desk, address_key(desk.secret, mail.sender), desk.clock.now())


def _taken_forward(landed: Landed | None, kept: str) -> Taken:
    """As the requester's turn; one that nobody can say whose it is belongs to no ticket."""
    if landed is None:
        return Taken(TakenAs.SUPPORTER, kept)
    header, turn = landed
    opened = turn == header.state.turns[0].id
    return Taken(TakenAs.TICKET if opened else TakenAs.TURN, kept, header.state.id, turn)


async def _by_supporter(
    desk: Desk, mail: IncomingMail, thread: Thread | None, key: str, kept: str
) -> str | None:
    """The ticket on which a supporter has acted by this mail; None where it is no supporter's."""
    addresses = {compared_address(each.address) for each in desk.vendor.supporters}
    perhaps = compared_address(mail.sender) in addresses or (thread is not None and bool(thread.supporter))
    if not perhaps:
        return None
    return await mail_from_supporter(desk, thread, mail.model_copy(update={"message_id": key}), kept)
