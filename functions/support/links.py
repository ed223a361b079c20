"""The links in a ticket's mails, for supporters: revoked when they went where they should not."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from functions.support.acts import TicketDoors

with imported_when_used():
    from shared.domain.agenda import header
    from shared.domain.values import fields
    from shared.usecases.status import use_link

blueprint = TicketDoors("Tickets")


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/links/revoke",
    {"author": "anna", "reason": "The mail was forwarded."},
    parameters=(keyed("one revocation", "revoke-7431"),),
)
async def revoke(asked: Asked, body: fields.ReasonBody) -> header.TicketHeader:
    """Revoke the links of a ticket.

    Every link that was mailed about the ticket ends, as when a mail went to the wrong person. Mails
    written later carry new ones. A revoked link cannot be renewed.
    """
    return await use_link.revoke_links(asked.desk, asked.ticket, body, asked.key)
