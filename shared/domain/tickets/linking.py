"""The decisions about links: which one a mail carries, an address proved, links revoked, one renewed."""

from datetime import datetime, timedelta

from shared.domain.events.link_events import AddressProved, LinkRenewed, LinksRevoked
from shared.domain.facts.delivery_reports import PROVED_FOR
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import compose
from shared.domain.letters.letters import NewLink
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.house import House
from shared.domain.values.identity import address_key

RENEWED_AT_MOST_EVERY = timedelta(hours=1)


def ticket_link(
    state: TicketState, address: str, at: datetime, secret: bytes, *, copied: bool = False
) -> Link:
    """The link to the ticket for the person of this address, made at this instant.

    ``copied``: others get the same mail, so the link will not prove the address.
    """
    person = address_key(secret, address)
    link = Link.lasting(Purpose.TICKET, state.id, person, at, series=state.link_series)
    return link.but(copied=copied)


BY_LINK, BY_COPIED_LINK = "link", "copied link"
"""The channels of what is written behind a link, and behind one that others were mailed too."""


def proves(link: Link) -> bool:
    """Whether confirming this link shows that the person reads the address: nobody else was mailed it."""
    return not link.copied


def wrote_by_link(state: TicketState, person: str, now: datetime) -> bool:
    """Whether the person has written at this ticket by a link that nobody else was mailed, within a year."""
    turns = (turn for turn in state.turns if (turn.sender, turn.channel) == (person, BY_LINK))
    return any(now - turn.received < PROVED_FOR for turn in turns)


def with_a_link_that_opens(state: TicketState, send: Send) -> Send:
    """A mail that waited while the ticket's links were revoked leaves with a link of the present series.

    Nobody has seen the one that it was written with: it goes to whoever it was for, and to nobody else.
    """
    link = getattr(send.letter, "link", None)
    if not isinstance(link, Link) or link.ticket != state.id or link.series == state.link_series:
        return send
    current = link.but(series=state.link_series)
    return send.but(letter=send.letter.but(link=current))


def decide_proving(state: TicketState, person: str, now: datetime) -> Changes:
    """The person's address is proved, at this ticket; proved before, it changes nothing."""
    if person in state.proved:
        return Changes()
    at = recorded_at(state, now)
    return Changes(events=(AddressProved(recorded=at, at=at, person=person),))


def decide_revoking(
    state: TicketState, given: ReasonBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """Every link of the ticket ends, and mails that are written later carry new ones; again: nothing.

    Raises ``AuthorUnknown, KeyReused``.
    """
    named = supporter(given.author, house.vendor)
    if entry.done(state):
        return Changes()
    at = recorded_at(state, now)
    event = LinksRevoked(
        recorded=at, at=at, author=named.id, reason=given.reason, entry=entry.id, content=entry.content
    )
    return Changes(events=(event,))


def decide_renewing(state: TicketState, to: Recipient, now: datetime, house: House) -> Changes:
    """A new link goes to this address, unless one did within the hour."""
    at = recorded_at(state, now)
    link = ticket_link(state, to.address, at, house.secret)
    last = next((each.at for each in state.renewals if each.person == link.person), None)
    if last is not None and at - last < RENEWED_AT_MOST_EVERY:
        return Changes()
    letter = NewLink(ticket=state.id, product=state.product, link=link)
    send = compose(house, letter, (to, state.language), at, state.id, "renewed", at.isoformat())
    return Changes(events=(LinkRenewed(recorded=at, at=at, person=link.person),), sends=(send,))
