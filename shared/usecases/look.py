"""A look at one aggregate: whatever is due there now is decided, committed and sent.

The scan looks because an instant has come, the queue because an act asked for it soon. Both do the same, as
often as they like: what is due is read from the aggregate, never from the message or the row.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from shared.domain.changes import Changes
from shared.domain.escalating import decide_escalation
from shared.domain.ticket import TicketState
from shared.ports import Desk, StoreConflict
from shared.usecases.acting import act_on_ticket
from shared.usecases.agenda_rows import remove_stale
from shared.usecases.deliver import deliver
from shared.usecases.look_at_member import look_at_member
from shared.usecases.look_at_news import look_at_news
from shared.usecases.ticket_rows import LoadedTicket, commit_ticket, load_ticket

type Look = Callable[[Desk, str], Awaitable[datetime | None]]


async def look_at(desk: Desk, aggregate: str) -> datetime | None:
    """Do what is due at this aggregate now; the instant of its next look, None where there is none.

    Raises:
        StoreUnavailable: the look is to be repeated later; nothing is half-done.
    """
    kind, _, name = aggregate.partition("-")
    look = _LOOKS.get(kind)
    return await look(desk, name) if look else None


async def look_at_ticket(desk: Desk, ticket: str) -> datetime | None:
    """Tell of clocks that have come to a level, send what waits, tidy the lists."""
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        return None
    if _escalation(desk, loaded.header.state, desk.clock.now()) != Changes():
        loaded = await act_on_ticket(desk, ticket, lambda state, now: _escalation(desk, state, now))
    for send in _due(loaded, desk.clock.now()):
        loaded = await deliver(desk, loaded, send)
    loaded = await _tidy(desk, loaded)
    return loaded.header.next_look()


def _escalation(desk: Desk, state: TicketState, now: datetime) -> Changes:
    return decide_escalation(state, now, desk.vendor, desk.secret)


def _due(loaded: LoadedTicket, now: datetime) -> list[str]:
    return [send for send, instant in loaded.header.unsent.items() if instant <= now]


async def _tidy(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """Remove list rows that are no longer needed; what cannot be removed yet stays for the next look."""
    header, now = loaded.header, desk.clock.now()
    removed = tuple(
        [key for key in header.stale if await remove_stale(desk.store, header.aggregate, key, now)]
    )
    if not removed:
        return loaded
    try:
        return await commit_ticket(desk.store, loaded, header.tidied(removed), Changes())
    except StoreConflict:
        return loaded


_LOOKS: dict[str, Look] = {"ticket": look_at_ticket, "member": look_at_member, "news": look_at_news}
