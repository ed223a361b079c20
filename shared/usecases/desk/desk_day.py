"""What a supporter's day needs beside the queue: what is due, meetings, seats, stray mails, the machine."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.domain.agenda.agenda import SLOT, Place, key_instant, shards
from shared.domain.agenda.header import TicketHeader
from shared.domain.audit.named import Named
from shared.domain.clocks.clocks import end_of_day
from shared.domain.conferences.conference_standing import picked_slots
from shared.domain.facts.conference import Slot
from shared.domain.members.member_listing import MemberLine, MembersWanted
from shared.domain.values.vendor import Language, Vendor
from shared.ports.desk import Desk
from shared.ports.store import StoreUnavailable
from shared.usecases.books.check_health import HealthView, check_health, stands_still
from shared.usecases.mail.unfiled_mails import UnfiledMail, count_unfiled, list_unfiled
from shared.usecases.members.list_members import list_members
from shared.usecases.records.agenda_rows import AgendaRow, shard_page
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket_and_people
from shared.usecases.views.queue_views import QueueEntry
from shared.usecases.views.read_tickets import entries_said

MOST_DUE, MOST_CONFERENCES = 25, 50
MOST_COUNTED = 20
MAILS_OF = timedelta(days=7)
_EMPTY = MembersWanted(empty_seat=True)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the vendor's, from midnight to midnight, at one instant of it."""

    begins: datetime
    now: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class DayCounts:
    """How much there is, beside what is due. ``mails``: of the last seven days, at most twenty.

    ``ails``: whether mails or scans stand still.
    """

    conferences: int
    seats: int
    mails: int
    ails: bool


@dataclass(frozen=True, slots=True)
class DayConference:
    """A conference of this day: its ticket, when and how it is held, and at which number or address."""

    entry: QueueEntry
    slot: Slot
    place: str


@dataclass(frozen=True, slots=True)
class DeskDay:
    """The day. ``due``: the first 25 tickets that are promised by its end, those that are late first.

    ``seats``: members with a product that nobody is responsible for. ``mails``: the newest; ``more_mails``:
    there are others.
    """

    day: Day
    due: Sequence[QueueEntry]
    conferences: Sequence[DayConference]
    seats: Sequence[MemberLine]
    more_seats: bool
    mails: Sequence[UnfiledMail]
    more_mails: bool
    health: HealthView


def day_of(now: datetime, vendor: Vendor) -> Day:
    """The day that it is at the vendor's at this instant."""
    today = now.astimezone(vendor.zone).date()
    zone = vendor.policy.zone
    return Day(end_of_day(today - timedelta(days=1), zone), now, end_of_day(today, zone))


def due_range(day: Day) -> tuple[str, str]:
    """Between which keys stands what is late, or due by the end of the day, at that instant too."""
    return f"{Place.RUNNING}-", f"{Place.RUNNING}-{key_instant(day.ends)}."


async def count_day(desk: Desk) -> DayCounts | None:
    """For the queue, which counts itself what is due. Twelve requests, side by side.

    None where they cannot be read just now: the queue is there all the same.
    """
    day = day_of(desk.clock.now(), desk.vendor)
    try:
        conferences, seats, mails, ails = await asyncio.gather(
            _booked(desk, day),
            list_members(desk, _EMPTY),
            count_unfiled(desk, day.now - MAILS_OF, MOST_COUNTED),
            stands_still(desk),
        )
    except StoreUnavailable:
        return None
    return DayCounts(len({row.key for row in conferences}), seats.count, mails, ails)


async def read_day(desk: Desk, language: Language) -> DeskDay:
    """The day as it stands now. At most three storage requests one after the other."""
    day = day_of(desk.clock.now(), desk.vendor)
    tickets, seats, (mails, more_mails), health = await asyncio.gather(
        _tickets(replace(desk, shows=lambda _: None), day, language),
        list_members(desk, _EMPTY),
        list_unfiled(desk),
        check_health(desk),
    )
    due, conferences = tickets
    desk.shows(
        [
            *((Named.TICKET, each.ticket) for each in (*due, *(each.entry for each in conferences))),
            *((Named.MEMBER, each.id) for each in seats.members),
            *((Named.ADDRESS, each.said.email) for each in mails if each.said.email),
        ]
    )
    return DeskDay(
        day, due, conferences, seats.members, seats.more, mails, more_mails=more_mails, health=health
    )


async def _tickets(
    desk: Desk, day: Day, language: Language
) -> tuple[Sequence[QueueEntry], Sequence[DayConference]]:
    due, booked = await asyncio.gather(_due(desk, day), _booked(desk, day))
    names = dict.fromkeys(row.ticket for row in (*due, *booked))
    loaded = await asyncio.gather(*(load_ticket_and_people(desk.store, name) for name in names))
    found = [each for each in loaded if each]
    entries = {each.ticket: each for each in await entries_said(desk, found, language)}
    shown = [row.ticket for row in due if _is_listed(row, found)]
    conferences = (
        DayConference(entries[each.state.id], slot, _place(each, slot))
        for each in found
        for slot in _slots(each.header, day)
    )
    return [entries[name] for name in shown], sorted(conferences, key=lambda each: each.slot.start)


def _is_listed(row: AgendaRow, found: Iterable[LoadedTicket]) -> bool:
    """Whether the ticket needs the row: it is a hint."""
    return any(each.header.open_row() == row.key for each in found)


def _place(ticket: LoadedTicket, slot: Slot) -> str:
    return ticket.said[slot.id].meets_at if slot.id in ticket.said else ""


def _slots(header: TicketHeader, day: Day) -> list[Slot]:
    return [each for each in picked_slots(header.state) if day.begins < each.end <= day.ends]


async def _due(desk: Desk, day: Day) -> Sequence[AgendaRow]:
    """The rows of what is due from now until the day ends."""
    return (await _everywhere(desk, *due_range(day), MOST_DUE))[:MOST_DUE]


async def _booked(desk: Desk, day: Day) -> Sequence[AgendaRow]:
    """The rows of conferences that end on this day, its last instant with it and its first not."""
    first, before = (f"{SLOT}-{key_instant(each)}." for each in (day.begins, day.ends))
    return await _everywhere(desk, first, before, MOST_CONFERENCES)


async def _everywhere(desk: Desk, first: str, before: str, most: int) -> list[AgendaRow]:
    """So many rows of each shard, in order. One request a shard, all at once."""
    pages = await asyncio.gather(*(shard_page(desk.store, each, first, before, most) for each in shards()))
    return sorted((row for page in pages for row in page), key=lambda row: row.key)
