"""Clocks that time alone has ended: noted in the log, so that the lists and the agenda know of it."""

from datetime import datetime

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.events.conference_events import ConferenceSettled
from shared.domain.facts.ticket import How, TicketState
from shared.domain.tickets.changes import Changes, as_many_as_fit, recorded_at
from shared.domain.values.house import House


def decide_settling(state: TicketState, now: datetime, house: House) -> Changes:
    """One event for each clock that has ended since the last event, with the instant at which it did.

    As many as one transaction carries: where more have ended, the decision is to be made again.
    """
    del house
    at = recorded_at(state, now)
    events = (
        ConferenceSettled(
            recorded=at,
            at=ended.ended,
            turn=clock.started_by,
            how="offer" if ended.how is How.OFFER else "offered_no_choice",
        )
        for clock, ended in _ended_by_time(state, now)
        if ended.ended
    )
    return as_many_as_fit(Changes(events=(event,)) for event in events)


def _ended_by_time(state: TicketState, now: datetime) -> list[tuple[SLAClock, SLAClock]]:
    """Each clock that ran at the last event and, by time alone, does not now; before and after."""
    return [(clock, clock.at(now)) for clock in clocks(state) if clock.ended is None and clock.ends]
