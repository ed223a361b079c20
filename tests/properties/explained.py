"""Every clock of every history is explained by lines that come to what the clock says."""

from shared.domain.clocks.clocks import ClockState, SLAClock, clocks
from shared.domain.explaining.explaining import explain
from shared.domain.explaining.explanations import Explanation, Rule
from shared.domain.explaining.ticket_log import log_of
from tests.properties.history import History, Ticket
from tests.properties.sums import holds, result_of

STARTS = {Rule.REPLY_STARTS, Rule.CONFERENCE_STARTS, Rule.PROMISE_GIVEN}
ENDS = {
    Rule.ANSWER_COUNTS,
    Rule.CONTACT_COUNTS,
    Rule.NO_ANSWER_NEEDED,
    Rule.CONFERENCE_HELD,
    Rule.PROMISE_KEPT,
    Rule.ENDING_COUNTS,
    Rule.MERGE_CANCELS,
    Rule.CONFERENCE_DECLINED,
    Rule.OFFER_MEETS,
    Rule.NO_CHOICE,
    Rule.NO_SHOW,
}
VERDICTS = {
    Rule.STILL_RUNNING: {ClockState.RUNNING},
    Rule.IN_TIME: {ClockState.MET},
    Rule.BREACH: {ClockState.BREACHED_OPEN, ClockState.BREACHED_MET},
}


def every_clock_is_explained_line_by_line(history: History) -> None:
    """Also every message: that which joined another clock, waits at the gate, or went elsewhere."""
    for name, ticket in history.tickets.items():
        log = log_of(name, ticket.events)
        assert [tuple(each.values()) for each in log.clocks] == [clocks(each) for each in log.states]
        for clock in ticket.clocks.values():
            _explains(_told(history, name, ticket, clock.id), clock.at(history.now))
        for turn in ticket.state.turns:
            if f"reply-{turn.id}" not in ticket.clocks:
                told = _told(history, name, ticket, f"reply-{turn.id}")
                assert told.reason
                assert told.lines
                assert told.reason != "joined" or turn.id in ticket.clocks[told.see].turns
                assert told.state in {ClockState.NOT_APPLICABLE, ClockState.CANCELLED}


def _told(history: History, name: str, ticket: Ticket, clock: str) -> Explanation:
    return explain(name, ticket.events, clock, history.now, "UTC")


def _explains(told: Explanation, clock: SLAClock) -> None:
    """The lines come to the clock's start, due, end and state; each sum is right; each event is in order."""
    assert (told.start, told.due, told.ended) == (clock.start, clock.due, clock.ended)
    assert told.state is clock.state(told.now)
    assert [line.arithmetic for line in told.lines if line.arithmetic and not holds(line.arithmetic)] == []
    started = [line for line in told.lines if line.rule in STARTS][-1]
    assert (started.at, result_of(started.arithmetic)) == (clock.start, clock.due)
    if clock.ended:
        assert [line.at for line in told.lines if line.rule in ENDS][-1] == clock.ended
    verdicts = [VERDICTS[line.rule] for line in told.lines if line.rule in VERDICTS]
    assert [told.state in each for each in verdicts] == ([] if told.state is ClockState.CANCELLED else [True])
    numbers = [line.number for line in told.lines if line.number]
    assert numbers == sorted(numbers)
