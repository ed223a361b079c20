"""The decisions about links: which one a mail carries, an address proved, links revoked, one renewed."""

from datetime import datetime, timedelta

from shared.domain.events.link_events import AddressProved, LinkRenewed, LinksRevoked
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letters import NewLink
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.errors import KeyReused
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import address_key, operation_id
from shared.domain.values.vendor import Vendor

RENEWED_AT_MOST_EVERY = timedelta(hours=1)
MAILED_WITH_COPIES = "mailedwithcopies"
"""What a ticket's link is about that went out in a mail with copies: others than its person hold it too."""


class Revoking(Frozen):
    """A supporter ends every link of a ticket. ``entry`` and ``content`` tell a repetition."""

    entry: str
    content: str
    author: str
    reason: str


def ticket_link(
    state: TicketState, address: str, at: datetime, secret: bytes, *, copied: bool = False
) -> Link:
    """The link to the ticket for the person of this address, made at this instant.

    ``copied``: others get the same mail, so the link will not prove the address.
    """
    return Link.lasting(
        Purpose.TICKET,
        state.id,
        address_key(secret, address),
        at,
        about=MAILED_WITH_COPIES if copied else "",
        series=state.link_series,
    )


def proves(link: Link) -> bool:
    """Whether confirming this link shows that the person reads the address: nobody else was mailed it."""
    return link.about != MAILED_WITH_COPIES


def with_a_link_that_opens(state: TicketState, send: Send) -> Send:
    """A mail that waited while the ticket's links were revoked leaves with a link of the present series.

    Nobody has seen the one that it was written with: it goes to whoever it was for, and to nobody else.
    """
    link = getattr(send.letter, "link", None)
    if not isinstance(link, Link) or link.ticket != state.id or link.series == state.link_series:
        return send
    current = link.model_copy(update={"series": state.link_series})
    return send.model_copy(update={"letter": send.letter.model_copy(update={"link": current})})


def decide_proving(state: TicketState, person: str, now: datetime) -> Changes:
    """The person's address is proved, at this ticket; proved before, it changes nothing."""
    if person in state.proved:
        return Changes()
    at = recorded_at(state, now)
    return Changes(events=(AddressProved(recorded=at, at=at, person=person),))


def decide_revoking(state: TicketState, revoking: Revoking, now: datetime, vendor: Vendor) -> Changes:
    """Every link of the ticket ends; the same request again changes nothing.

    Raises:
        AuthorUnknown: no supporter has this id.
        KeyReused: the same key came before with other words.
    """
    named = supporter(revoking.author, vendor)
    before = next((each for each in state.revocations if each.entry == revoking.entry), None)
    if before is not None and before.content != revoking.content:
        raise KeyReused(state.id)
    if before is not None:
        return Changes()
    at = recorded_at(state, now)
    event = LinksRevoked(
        recorded=at,
        at=at,
        author=named.id,
        reason=revoking.reason,
        entry=revoking.entry,
        content=revoking.content,
    )
    return Changes(events=(event,))


def decide_renewing(state: TicketState, to: Recipient, now: datetime, secret: bytes) -> Changes:
    """A new link goes to this address, unless one did within the hour."""
    at = recorded_at(state, now)
    link = ticket_link(state, to.address, at, secret)
    last = next((each.at for each in state.renewals if each.person == link.person), None)
    if last is not None and at - last < RENEWED_AT_MOST_EVERY:
        return Changes()
    send = Send(
        id=operation_id(secret, state.id, "renewed", link.person, at.isoformat()),
        letter=NewLink(ticket=state.id, link=link),
        to=to,
        language=state.language,
        not_before=at,
    )
    return Changes(events=(LinkRenewed(recorded=at, at=at, person=link.person),), sends=(send,))
