"""What supporters read: one ticket whole, and the queue of open tickets by due instant."""

import asyncio
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from shared.domain.agenda.agenda import QUEUE, Place
from shared.domain.agenda.header import TicketHeader
from shared.domain.audit.named import Named
from shared.domain.clocks.clocks import next_due
from shared.domain.members.gate import MemberFacts
from shared.domain.messages.gating import gated_turns
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.lanes.lane_rows import backlog
from shared.usecases.records.member_rows import load_member, member_id
from shared.usecases.records.ticket_rows import LoadedTicket, WholeTicket, known_whole_ticket
from shared.usecases.views import queue_pages
from shared.usecases.views.file_views import with_files
from shared.usecases.views.queue_pages import Page
from shared.usecases.views.queue_views import Counts, QueueEntry, QueueView, counts_of, queue_entry
from shared.usecases.views.queue_words import QueueWords, words_of, words_said
from shared.usecases.views.ticket_views import TicketView, ticket_view
from shared.usecases.views.tied_views import with_ties


class QueueState(StrEnum):
    """Which of the tickets that are not closed: those with something at the gate, the others, or all.

    Of the others: those on which a clock ``runs``, and those that are answered and ``silent``.
    """

    GATED = "gated"
    OPEN = "open"
    ALL = "all"
    RUNNING = "running"
    SILENT = "silent"


_LISTS: dict[QueueState, tuple[Place, ...]] = {
    QueueState.ALL: QUEUE,
    QueueState.GATED: (Place.RUNNING, Place.WAITING),
    QueueState.OPEN: (Place.RUNNING, Place.SILENT),
    QueueState.RUNNING: (Place.RUNNING,),
    QueueState.SILENT: (Place.SILENT,),
}


async def read_ticket(desk: Desk, ticket: str, language: Language = Language.ENGLISH) -> TicketView:
    """The whole ticket, with what people wrote and the files they sent. Raises ``TicketUnknown``."""
    whole = await known_whole_ticket(desk.store, ticket)
    return await whole_view(desk, whole, await member_id(desk, whole.header.state.member), language)


async def whole_view(desk: Desk, whole: WholeTicket, member: str, language: Language) -> TicketView:
    """A ticket that has been read, of the member of this id, with its ties and files."""
    view = ticket_view(whole, member, desk.clock.now(), lambda address: address_key(desk.secret, address))
    view = await with_ties(desk, whole, view, language)
    return await with_files(desk, whole, view, language)


async def read_queue(
    desk: Desk, wanted: QueueState = QueueState.ALL, language: Language = Language.SWEDISH, after: str = ""
) -> QueueView:
    """A page of the open tickets: what runs by due instant, what waits at the gate, what is silent.

    ``after``: what ``reads_on`` says of it is true.
    """
    reading = queue_pages.queue_page(desk, _LISTS[wanted], partial(_is_wanted, wanted=wanted), after)
    if after:
        return await _view(desk, await reading, language, None)
    page, waiting = await asyncio.gather(reading, backlog(desk.store))
    view = await _view(desk, page, language, counts_of(page.counts))
    return view.but(waiting=waiting)


def reads_on(wanted: QueueState, after: str) -> bool:
    """Whether a page of this state may have had this as its ``next``."""
    return queue_pages.is_cursor(after, _LISTS[wanted])


async def find_called(desk: Desk, beginning: str, language: Language = Language.SWEDISH) -> QueueView:
    """The tickets that people call by this code, or by more of their reference; open or closed."""
    return await _view(desk, await queue_pages.called(desk, beginning), language, None)


async def _view(desk: Desk, page: Page, language: Language, counts: Counts | None) -> QueueView:
    now, entries = desk.clock.now(), await entries_of(desk, page.tickets, language)
    return QueueView(now=now, tickets=entries, more=bool(page.next), next=page.next, counts=counts)


async def entries_of(
    desk: Desk, tickets: Sequence[TicketHeader], language: Language
) -> tuple[QueueEntry, ...]:
    """The row of each of these tickets. Members and words are read side by side."""
    desk.shows((Named.TICKET, header.state.id) for header in tickets)
    members, words = await asyncio.gather(_members(desk, tickets), words_of(desk, tickets))
    return _entries(desk, tickets, members, words, language)


async def entries_said(
    desk: Desk, tickets: Sequence[LoadedTicket], language: Language
) -> tuple[QueueEntry, ...]:
    """The same of tickets that were read with what was said on them."""
    desk.shows((Named.TICKET, each.state.id) for each in tickets)
    headers = [each.header for each in tickets]
    words = {each.state.id: words_said(each) for each in tickets}
    return _entries(desk, headers, await _members(desk, headers), words, language)


def _entries(
    desk: Desk,
    tickets: Sequence[TicketHeader],
    members: Mapping[str, MemberFacts],
    words: Mapping[str, QueueWords],
    language: Language,
) -> tuple[QueueEntry, ...]:
    now = desk.clock.now()
    return tuple(
        queue_entry(
            desk.vendor, header, members.get(header.state.member), words[header.state.id], now, language
        )
        for header in tickets
    )


def _is_wanted(header: TicketHeader, wanted: QueueState) -> bool:
    """A ticket whose one turn is gated and whose other has a clock is in both lists."""
    gated, runs = gated_turns(header.state), next_due(header.state) is not None
    match wanted:
        case QueueState.GATED:
            return bool(gated)
        case QueueState.OPEN:
            return runs or not gated
        case QueueState.RUNNING:
            return runs
        case QueueState.SILENT:
            return not gated and not runs
        case _:
            return True


async def _members(desk: Desk, tickets: Sequence[TicketHeader]) -> dict[str, MemberFacts]:
    keys = {header.state.member for header in tickets if header.state.member}
    loaded = await asyncio.gather(*(load_member(desk, key) for key in keys))
    return {member.key: member.facts(desk.vendor) for member in loaded if member}
