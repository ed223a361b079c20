"""Supporters hear that strangers' requests are held: one mail a day for a flood, and one for what is left.

A ticket's own look promises it, so that an intake costs a stranger no more than a member; the promise is a
look at the full half hour, one row for all tickets that are held until then.
"""

from datetime import UTC, datetime, timedelta

from shared.domain.agenda.agenda import Place
from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.holding import Held
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Recipient
from shared.domain.letters.supporter_letters import RequestsHeld
from shared.domain.members.recipients import supporters_for
from shared.domain.messages.holding import held_at_door
from shared.domain.tickets.changes import Changes
from shared.domain.values.holding import WhyHeld
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.notice_rows import is_told, post_notice
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket
from shared.usecases.views.queue_pages import MOST_COUNTED, Page, queue_page

EVERY = timedelta(minutes=30)
_FLOOD = "flood"
_SINGLE = "single"
_DAY = "%Y%m%d"


async def promise_word_of(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """The ticket, once supporters will hear of it; as it was, where it is not held or they will already.

    Raises:
        StoreUnavailable: look at the ticket again.
    """
    held = held_at_door(loaded.state)
    if held is None or not loaded.header.to_announce():
        return loaded
    now = desk.clock.now()
    await write_agenda(desk.store, f"held-{_name(held)}", now, look=_due(now))
    try:
        return await commit_ticket(desk.store, loaded, loaded.header.told_of(), Changes())
    except StoreConflict:
        return loaded


async def look_at_held(desk: Desk, name: str) -> datetime | None:
    """Tell everybody on duty, once a day each, that requests of this sort are held, where some still are.

    Raises:
        StoreUnavailable: look again; nobody is told twice.
    """
    sort, now = name.rstrip("0123456789"), desk.clock.now()
    letter = _letter(sort, await queue_page(desk, (Place.HELD,), lambda header: _is(header, sort), ""))
    if letter is None:
        return None
    for to, language in supporters_for("", desk.vendor):
        notice = _notice(desk, name, to)
        await post_notice(desk, write_notice(desk.secret, notice, letter, to, language, now))
    return None


async def word_lacking(desk: Desk, header: TicketHeader) -> tuple[str, datetime] | None:
    """What is to be looked at, and when, where supporters were promised a word of this and have none."""
    held = held_at_door(header.state)
    if held is None or not header.announced:
        return None
    readers = (to for to, _ in supporters_for("", desk.vendor))
    if await is_told(desk.store, (_notice(desk, _name(held), to) for to in readers)):
        return None
    return f"held-{_name(held)}", _due(desk.clock.now())


def _letter(sort: str, page: Page) -> RequestsHeld | None:
    since = [held.at for header in page.tickets if (held := held_at_door(header.state))]
    if not since:
        return None
    found = page.counts[Place.HELD]
    return RequestsHeld(
        flood=sort == _FLOOD,
        requests=min(found, MOST_COUNTED),
        more=found > MOST_COUNTED,
        since=min(since),
    )


def _is(header: TicketHeader, sort: str) -> bool:
    held = held_at_door(header.state)
    return held is not None and _sort(held) == sort


def _name(held: Held) -> str:
    return f"{_sort(held)}{held.at:{_DAY}}"


def _notice(desk: Desk, name: str, to: Recipient) -> str:
    return notice_id(desk.secret, "requests held", name, to.address.casefold())


def _sort(held: Held) -> str:
    return _FLOOD if held.because is WhyHeld.FLOOD else _SINGLE


def _due(now: datetime) -> datetime:
    """The full half hour after this instant."""
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + EVERY * ((now - day) // EVERY + 1)
