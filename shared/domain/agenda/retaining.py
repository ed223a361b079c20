"""For how long the words of a closed ticket are kept, where a setting says so."""

from calendar import monthrange
from datetime import UTC, datetime

from shared.domain.clocks.clocks import next_due
from shared.domain.facts.ticket import TicketState

_MONTHS = 12


def forgets_at(state: TicketState, months: int | None, lives_on: datetime | None = None) -> datetime | None:
    """When nothing of its words is kept any more; None where it is open, or they are gone, or kept for good.

    A ticket whose clock runs is not forgotten, closed or not. ``lives_on``: see ``TicketHeader``.
    """
    kept = state.erased or not state.requester or next_due(state) is not None
    if months is None or state.closed is None or kept:
        return None
    return months_later(max(state.closed, lives_on or state.closed), months)


def over_since(state: TicketState, now: datetime) -> datetime | None:
    """When its matter was over: now, as long as it is open; None where nothing of it is left."""
    if state.erased:
        return None
    return now if state.closed is None or next_due(state) else state.closed


def months_later(instant: datetime, months: int) -> datetime:
    """The same day and time so many months later; the last of the month where it has no such day."""
    utc = instant.astimezone(UTC)
    years, month = divmod(utc.month - 1 + months, _MONTHS)
    year, month = utc.year + years, month + 1
    return utc.replace(year=year, month=month, day=min(utc.day, monthrange(year, month)[1]))
