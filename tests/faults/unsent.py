"""What is still to be told of answers that have not left, reckoned from a ticket's rows alone."""

from datetime import datetime, timedelta

from shared.domain.clocks.clocks import clocks
from shared.domain.events.answer_events import UnsentTold
from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.letters.letters import Answer
from tests.faults.reading import TicketRows

BEFORE_DUE = {UnsentLevel.ONE_HOUR: timedelta(hours=1), UnsentLevel.DUE: timedelta()}


def unsent_levels(ticket: TicketRows) -> list[tuple[str, datetime]]:
    """Every level of every clock that an answer in the outbox ended, come or not, with its instant."""
    if ticket.header is None:
        return []
    waiting = {
        send.letter.answer
        for send in ticket.sends.values()
        if isinstance(send.letter, Answer) and not send.ended
    }
    told = {
        (event.clock, event.answer, level)
        for event in ticket.ordered_events
        if isinstance(event, UnsentTold)
        for level in event.levels
    }
    return [
        (f"{clock.id} unsent {level}", clock.due - before)
        for clock in clocks(ticket.header.state)
        for level, before in BEFORE_DUE.items()
        if clock.ended and clock.ended_by in waiting and clock.due - before > clock.ended
        if (clock.id, clock.ended_by, level) not in told
    ]


def unsent_told_twice(ticket: TicketRows) -> list[str]:
    """Levels that were told more than once, of the same clock and answer."""
    told = [
        (event.clock, event.answer, level)
        for event in ticket.ordered_events
        if isinstance(event, UnsentTold)
        for level in event.levels
    ]
    return [f"3: {each} of {ticket.id} is told twice" for each in set(told) if told.count(each) > 1]
