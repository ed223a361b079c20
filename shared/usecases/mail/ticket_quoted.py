"""The ticket that a new mail is about: its own requester quotes its reference, or its code."""

import asyncio

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.incoming.quoted_references import quoted_in
from shared.domain.mail.mail_requests import writable_address
from shared.domain.mail.quoted_tickets import ticket_meant
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.usecases.mail.write_by_mail import own_reference
from shared.usecases.records.ticket_rows import load_ticket, tickets_beginning


async def ticket_quoted(desk: Desk, mail: IncomingMail, key: str, kept: str) -> str:
    """Its reference; "" where the mail is to be a ticket of its own. At most six requests, at once.

    It counts where the receiving service vouches for the address, and that address is the requester's. A mail
    that has become a ticket of its own stays one, however often it comes. ``mail`` is a person's, and answers
    none of ours.

    Raises:
        StoreUnavailable: ask again.
    """
    quoted = quoted_in(mail)
    asked = quoted.asked()
    if not asked or not mail.authenticated or mail.forged:
        return ""
    own = own_reference(desk, mail, key, kept)
    before, found = await asyncio.gather(
        load_ticket(desk.store, own),
        asyncio.gather(*(tickets_beginning(desk.store, each) for each in asked)),
    )
    known = {name: [each.state for each in headers] for name, headers in zip(asked, found, strict=True)}
    writer = address_key(desk.secret, writable_address(mail.sender))
    return "" if before else ticket_meant(quoted, known, writer)
