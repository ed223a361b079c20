"""What hourly work adds to the books: minutes worked in the month, and messages whose quote was declined."""

from collections import Counter
from collections.abc import Iterable

from shared.domain.books.months import month_of_day
from shared.domain.facts.ticket import How, TicketState, Turn


def figures_of_work(state: TicketState, turns: Iterable[Turn], month: str) -> Counter[str]:
    """Minutes by the day they were worked, in the ticket where they were logged; and of these turns."""
    counts: Counter[str] = Counter()
    if minutes := sum(each.minutes for each in state.work.entries if month_of_day(each.day) == month):
        counts["billable_minutes"] = minutes
    ended = {name for each in state.endings if each.how is How.DECLINED for name in each.turns}
    if declined := sum(turn.id in ended for turn in turns):
        counts["declined"] = declined
    return counts
