"""A member's tickets as its contract contact sees them: that they exist, how they stand, what is promised.

What others wrote is not shown beyond a subject, and only the reader's own have a link to their page.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from shared.domain.clocks.clocks import next_due
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.messages.gating import gated_turns
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import short_code
from shared.ports.desk import Desk
from shared.usecases.links.open_link import link_address
from shared.usecases.records.agenda_rows import open_of
from shared.usecases.records.member_rows import LoadedMember, known_as
from shared.usecases.records.ticket_rows import load_ticket_and_people

MOST_MATTERS = 200
MOST_CLOSED = 50
_FIRST_TURN = "m1"


class MatterView(Frozen):
    """A ticket. ``promised``: until when; None where no clock runs. ``waits``: it is not covered.

    ``address``: its page, where the reader wrote on it; "" where only others did. ``closed``: since when.
    """

    code: str
    subject: str
    since: Instant
    promised: Instant | None
    waits: bool
    address: str = ""
    closed: Instant | None = None


async def open_matters(desk: Desk, loaded: LoadedMember, reader: Link) -> tuple[MatterView, ...]:
    """The member's open tickets, the oldest first. The lists are hints: each ticket says whose it is."""
    references = sorted(await open_of(desk.store, known_as(desk, loaded)))
    found = await asyncio.gather(*(load_ticket_and_people(desk.store, each) for each in references))
    open_now = [
        matter_view(desk, each.state, reader, each.said.get(_FIRST_TURN))
        for each in found
        if each and each.state.member == loaded.key and not each.state.closed
    ]
    return tuple(sorted(open_now, key=lambda each: each.since)[:MOST_MATTERS])


def closed_matters(desk: Desk, states: Iterable[TicketState], reader: Link) -> tuple[MatterView, ...]:
    """Those of these tickets that are closed, the latest first, each once."""
    closed = {each.id: matter_view(desk, each, reader) for each in states if each.closed and not each.erased}
    return tuple(sorted(closed.values(), key=_closed, reverse=True)[:MOST_CLOSED])


def _closed(matter: MatterView) -> datetime:
    return matter.closed or matter.since


def matter_view(desk: Desk, state: TicketState, reader: Link, first: Said | None = None) -> MatterView:
    """The ticket as this link's person sees it, with the subject of its ``first`` message, if given."""
    return MatterView(
        code=short_code(state.id),
        subject=first.subject if first else "",
        since=state.turns[0].received,
        promised=next_due(state),
        waits=bool(gated_turns(state)),
        address=_own_page(desk, state, reader),
        closed=state.closed,
    )


def _own_page(desk: Desk, state: TicketState, reader: Link) -> str:
    """The ticket's page for the person of this link, if it wrote there.

    Where the ticket's links have been revoked since the reader's was made, this one leads there no more.
    """
    if not wrote_there(state, reader.person) or any(each.at >= reader.made for each in state.revocations):
        return ""
    link = Link.lasting(Purpose.TICKET, state.id, reader.person, desk.clock.now(), series=state.link_series)
    return link_address(desk, link)


def wrote_there(state: TicketState, person: str) -> bool:
    """Whether a message on the ticket came from the address with this digest."""
    return any(turn.sender == person for turn in state.turns)
