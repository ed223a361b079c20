"""What supporters read of mails as they came."""

from shared.domain.refusals.errors import MailUnknown
from shared.ports.desk import Desk
from shared.usecases.records.raw_mails import load_raw_mail
from shared.usecases.records.ticket_rows import known_whole_ticket


async def mail_of_ticket(desk: Desk, ticket: str, mail: str) -> bytes:
    """The mail as it came, where something in this ticket came by it.

    Raises:
        TicketUnknown: there is no such ticket.
        MailUnknown: nothing in the ticket came by this mail.
    """
    whole = await known_whole_ticket(desk.store, ticket)
    if mail not in {said.mail for said in whole.said.values()}:
        raise MailUnknown(mail)
    return await kept_mail(desk, mail)


async def kept_mail(desk: Desk, mail: str) -> bytes:
    """The mail as it came. Raises ``MailUnknown``."""
    raw = await load_raw_mail(desk, mail)
    if raw is None:
        raise MailUnknown(mail)
    return raw
