"""What a supporter is shown before two tickets are merged: which, whose, what moves, and what is refused."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shared.domain.audit.named import Named
from shared.domain.facts.ticket import Ending, Turn
from shared.domain.messages.foreseeing import ForeseenMerge, foresee_merge
from shared.domain.refusals.error_sorts import Refused
from shared.domain.tickets.changes import Said
from shared.domain.values.vendor import Language, Vendor
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import WholeTicket, known_whole_ticket
from shared.usecases.views.queue_views import QueueEntry
from shared.usecases.views.read_tickets import entries_of


@dataclass(frozen=True, slots=True)
class LastWords:
    """What was said last on a ticket: by whom, when, and the words."""

    who: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Two tickets in brief. ``comes_to``: what a merge would do now, or why it is refused.

    ``said``: who wrote each turn of the source, and what. ``last``: of the target.
    """

    source: QueueEntry
    target: QueueEntry
    said: Mapping[str, Said]
    last: LastWords
    comes_to: ForeseenMerge | Refused


async def preview_merge(
    desk: Desk, source: str, target: str, author: str, language: Language
) -> MergePreview:
    """The source, merged into the target now in this supporter's name. Raises ``TicketUnknown``."""
    ours, theirs = await asyncio.gather(*(known_whole_ticket(desk.store, each) for each in (source, target)))
    desk.shows((Named.TICKET, each) for each in (source, target))
    entries = await entries_of(desk, [ours.header, theirs.header], language)
    comes_to = _comes_to(desk, ours, theirs, author)
    return MergePreview(entries[0], entries[1], ours.said, _last_words(desk, theirs), comes_to)


def _comes_to(desk: Desk, source: WholeTicket, target: WholeTicket, author: str) -> ForeseenMerge | Refused:
    now, house = desk.clock.now(), desk.house()
    try:
        return foresee_merge(source.header.state, target.header.state, author, now, house)
    except Refused as refused:
        return refused


def _last_words(desk: Desk, whole: WholeTicket) -> LastWords:
    state = whole.header.state
    turns = [_turn(each, whole.said.get(each.id)) for each in state.turns]
    acts = [_act(each, whole.said.get(each.id), desk.vendor) for each in state.endings]
    return max([*turns, *acts], key=lambda words: words.at)


def _turn(turn: Turn, said: Said | None) -> LastWords:
    return LastWords(said.name or said.email if said else "", turn.received, said.text if said else "")


def _act(ending: Ending, said: Said | None, vendor: Vendor) -> LastWords:
    return LastWords(vendor.name_of(ending.author), ending.at, said.text if said else "")
