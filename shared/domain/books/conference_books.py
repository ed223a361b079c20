"""The figures of the books in which a conference clock is one."""

from collections.abc import Iterator

from shared.domain.clocks.clocks import SLAClock
from shared.domain.clocks.conference_clock import DECLINED
from shared.domain.facts.ticket import How, TicketState

_IN_TIME = {
    How.HELD: "conferences_in_time",
    How.OFFER: "conferences_by_offer",
    How.OFFERED_NO_CHOICE: "conferences_no_choice",
}


def figures_of_conference(clock: SLAClock, state: TicketState) -> Iterator[str]:
    """Asked for, and how it went; of one that went wrong, the breach is counted elsewhere."""
    yield "conferences_asked_for"
    if clock.ended is None:
        yield "conferences_open"
    elif clock.cancelled == DECLINED:
        yield "conferences_declined"
    elif clock.how in _IN_TIME and not clock.cancelled and clock.ended <= clock.due:
        yield _IN_TIME[clock.how]
    if any(each.how is How.NO_SHOW and each.conference_of == clock.started_by for each in state.endings):
        yield "conferences_no_show"
