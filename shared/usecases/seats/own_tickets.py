"""A person's own tickets, by a link that is mailed to its address: whoever reads the address wrote them."""

import asyncio
from datetime import datetime

from shared.domain.facts.links import Link, Purpose, read
from shared.domain.letters.notices import Notice, notice_id, write_notice
from shared.domain.letters.seat_letters import OwnTickets
from shared.domain.letters.sends import Recipient
from shared.domain.messages.holding import held_at_door
from shared.domain.refusals.errors import LinkRevoked
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.links.open_link import person_at, read_link
from shared.usecases.records.agenda_rows import listed_for
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket_and_people
from shared.usecases.seats.read_matters import MatterView, matter_view, wrote_there

MOST_OWN = 500
_FIRST_TURN = "m1"


class OwnTicketsView(Frozen):
    """What a person wrote to us about: what is open, the latest first, and what is closed."""

    language: Language
    matters: tuple[MatterView, ...]
    closed: tuple[MatterView, ...]


async def read_own_tickets(desk: Desk, token: str) -> OwnTicketsView:
    """The tickets as they stand now; opening them changes nothing. One request a shard, and one a ticket.

    Raises ``LinkInvalid, LinkExpired``; ``LinkRevoked``: there is nothing of this person's.
    """
    link = read_link(desk, token, Purpose.TICKETS)
    found = await tickets_of(desk, link.person)
    if not found:
        raise LinkRevoked
    seen = sorted((_seen(desk, each, link) for each in found), key=lambda each: each.since, reverse=True)
    return OwnTicketsView(
        language=_latest(found).state.language,
        matters=tuple(each for each in seen if not each.closed),
        closed=tuple(each for each in seen if each.closed),
    )


async def tickets_of(desk: Desk, person: str) -> list[LoadedTicket]:
    """What this person wrote on, and stands by itself; not what waits for the address to be confirmed."""
    rows = await listed_for(desk.store, person)
    references = sorted({row.ticket for row in rows})[:MOST_OWN]
    found = await asyncio.gather(*(load_ticket_and_people(desk.store, each) for each in references))
    return [each for each in found if each and _stands(each, person)]


async def mail_own_tickets(desk: Desk, person: str, asked: str) -> Notice | None:
    """The mail with the link, to the address as the person last wrote it; None where it never wrote.

    ``asked`` tells one request from the next.
    """
    found = await tickets_of(desk, person)
    known = person_at(desk, sorted(found, key=_received), person)
    if known is None:
        return None
    now = desk.clock.now()
    link = Link.lasting(Purpose.TICKETS, person, person, now)
    notice = notice_id(desk.secret, "own tickets", person, asked)
    to, language = Recipient(address=known.address), _latest(found).state.language
    return write_notice(desk.secret, notice, OwnTickets(link=link), to, language, now)


async def address_behind(desk: Desk, token: str) -> str:
    """The address that an expired link was mailed to; "" where the link still holds, or nobody is found."""
    link = read(token, desk.link_keys)
    if not link.expired(desk.clock.now()):
        return ""
    known = person_at(desk, await tickets_of(desk, link.person), link.person)
    return known.address if known else ""


def _stands(ticket: LoadedTicket, person: str) -> bool:
    state = ticket.state
    return wrote_there(state, person) and not (state.erased or state.merged or held_at_door(state))


def _seen(desk: Desk, ticket: LoadedTicket, reader: Link) -> MatterView:
    """With the subject, where the first message was the person's own."""
    own = ticket.state.turns[0].sender == reader.person
    return matter_view(desk, ticket.state, reader, ticket.said.get(_FIRST_TURN) if own else None)


def _latest(found: list[LoadedTicket]) -> LoadedTicket:
    return max(found, key=_received)


def _received(ticket: LoadedTicket) -> datetime:
    return ticket.state.turns[-1].received
