"""When the desk closes a ticket by itself: it is answered, nothing on it is open, and nobody says a word."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.answers.second_answers import open_answers
from shared.domain.clocks.clocks import clocks
from shared.domain.conferences.conference_standing import picked_slots
from shared.domain.events.message_events import TicketClosedByDesk
from shared.domain.facts.ticket import TicketState
from shared.domain.facts.work import Quote
from shared.domain.sessions.session_holding import going_on
from shared.domain.tickets.changes import Changes, recorded_at


def closes_at(state: TicketState, close_after: timedelta) -> datetime | None:
    """The instant at which silence alone closes the ticket; None where something on it is open.

    Never before a slot that somebody picked or may pick has passed, nor before a quote that nobody has
    decided on expires. Work that was accepted is open until a minute of it has been logged.
    """
    if state.recorded is None or not _answered(state) or _under_way(state):
        return None
    return max(state.recorded + close_after, *_ends_of_choices(state), state.recorded)


def decide_closing(state: TicketState, now: datetime, close_after: timedelta) -> Changes:
    """The ticket is closed by the desk where it has been silent for so long; else nothing changes."""
    instant = closes_at(state, close_after)
    if instant is None or now < instant:
        return Changes()
    at = recorded_at(state, now)
    return Changes(events=(TicketClosedByDesk(recorded=at, at=at, silent_since=state.recorded or at),))


def _answered(state: TicketState) -> bool:
    """It is open, and everything that the member wrote has been answered; what waits at the gate has not."""
    there = state.turns and not state.closed and not state.merged and not state.taking
    return bool(there) and not state.unanswered()


def _under_way(state: TicketState) -> bool:
    """A clock runs or may yet run, a session may come, work is owed, an answer is held or has not left."""
    runs = any(clock.ended is None or clock.missed_after for clock in clocks(state))
    owed = any(_is_owed(state, quote) for quote in state.work.quotes)
    return runs or owed or bool(going_on(state) or open_answers(state) or state.delivery.unsent)


def _is_owed(state: TicketState, quote: Quote) -> bool:
    accepted = quote.accepted is not None
    return accepted and not any(each.quote == quote.id for each in state.work.entries)


def _ends_of_choices(state: TicketState) -> Iterator[datetime]:
    yield from (slot.end for slot in picked_slots(state))
    for conference in state.conferences:
        yield from (slot.end for slot in conference.on_offer)
    for quote in state.work.quotes:
        if not quote.declined and not quote.withdrawn and quote.answer not in state.void:
            yield quote.expires
