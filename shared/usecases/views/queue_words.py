"""Whose each ticket of the queue is, and what about: as its writers said it, read from beside the ticket."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.incoming.mail_threads import matter_of
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import LoadedTicket, load_said


class RequesterView(Frozen):
    """Who wrote; "" where the name is not known, or both have been erased."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class QueueWords:
    """Who wrote the message that a row tells of, and what the ticket is about."""

    requester: RequesterView
    subject: str


def turn_told(state: TicketState) -> Turn:
    """The message that the ticket's row tells of: its oldest unanswered one, else the last."""
    return (state.unanswered() or state.turns[-1:])[0]


def words_said(loaded: LoadedTicket) -> QueueWords:
    """The words of the row of a ticket that was read with what was said on it."""
    state = loaded.state
    return _words(state.id, *(loaded.said.get(name) for name in _turns(state)))


async def words_of(desk: Desk, headers: Iterable[TicketHeader]) -> Mapping[str, QueueWords]:
    """The words of each row, by ticket. One or two requests a ticket, all at once."""
    states = [header.state for header in headers]
    asked = dict.fromkeys(chain.from_iterable(((each.id, name) for name in _turns(each)) for each in states))
    found = await asyncio.gather(*(load_said(desk.store, ticket, name) for ticket, name in asked))
    said = dict(zip(asked, found, strict=True))
    return {each.id: _words(each.id, *(said[each.id, name] for name in _turns(each))) for each in states}


def _turns(state: TicketState) -> tuple[str, str]:
    """The message that the row tells of, and the first: a further one often has no subject of its own."""
    return turn_told(state).id, state.turns[0].id


def _words(ticket: str, told: Said | None, first: Said | None) -> QueueWords:
    told, first = told or Said(id=""), first or Said(id="")
    requester = RequesterView(name=told.name, address=told.email)
    return QueueWords(
        requester=requester, subject=told.subject if matter_of(told.subject, ticket) else first.subject
    )
