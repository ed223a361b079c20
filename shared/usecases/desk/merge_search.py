"""The ticket that another is to be merged into, found as people name it.

There is no index of words: what the person and the member have is read, the newest change first.
"""

import asyncio
import re
from collections.abc import Iterable, Sequence

from shared.domain.agenda.header import TicketHeader
from shared.domain.values.identity import address_key, spoken_beginning
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import AgendaRow, listed_for
from shared.usecases.records.ticket_rows import load_ticket, tickets_beginning
from shared.usecases.views.queue_views import QueueEntry
from shared.usecases.views.queue_words import QueueWords, words_of
from shared.usecases.views.read_tickets import entries_of

MOST_READ = 100
MOST_FOUND = 10
_END_OF_PATH = re.compile(r"[?#]")


async def find_for_merge(
    desk: Desk, header: TicketHeader, sought: str, language: Language
) -> Sequence[QueueEntry]:
    """The ticket itself, and then at most MOST_FOUND others that may be meant, the newest change first.

    ``sought``: a reference, or a code, or the address of a page, of any ticket; a mail address, of any
    person; words, each in the subject or the writer's name or address, of the person's and the company's
    tickets; "" for all of these.
    """
    found = await _called(desk, sought) or await _among(desk, header, sought)
    others = [each for each in found if each.state.id != header.state.id and _can_take(each)]
    return await entries_of(desk, [header, *others[:MOST_FOUND]], language)


def _can_take(header: TicketHeader) -> bool:
    return bool(header.state.turns) and not header.state.merged


async def _called(desk: Desk, sought: str) -> Sequence[TicketHeader]:
    """The tickets that are named so: by the address of a page, a reference or a code."""
    beginning = spoken_beginning(_END_OF_PATH.split(sought.strip())[0].rpartition("/")[2])
    return await tickets_beginning(desk.store, beginning) if beginning else ()


async def _among(desk: Desk, header: TicketHeader, sought: str) -> Sequence[TicketHeader]:
    """The person's and the company's that have all these words; and those of whose address it is."""
    people = [header.state.requester, header.state.member]
    writer = address_key(desk.secret, sought.strip()) if "@" in sought else ""
    lists = [await listed_for(desk.store, each) for each in dict.fromkeys([*people, writer]) if each]
    headers = await _newest(desk, (row for rows in lists for row in rows))
    words, said = sought.casefold().split(), await words_of(desk, headers)
    return [each for each in headers if writer in each.listed_for or _has(words, said[each.state.id])]


async def _newest(desk: Desk, rows: Iterable[AgendaRow]) -> Sequence[TicketHeader]:
    """The tickets of these rows that something happened to last."""
    written = {row.ticket: row.hint.written for row in rows}
    names = sorted(written, key=lambda ticket: written[ticket], reverse=True)[:MOST_READ]
    found = await asyncio.gather(*(load_ticket(desk.store, each) for each in names))
    return [each.header for each in found if each and each.header.state.turns]


def _has(words: Sequence[str], said: QueueWords) -> bool:
    text = f"{said.subject} {said.requester.name} {said.requester.address}".casefold()
    return all(word in text for word in words)
