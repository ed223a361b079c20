"""One event of a ticket's log, as one clock sees it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.domain.clocks.clocks import SLAClock
from shared.domain.events.events import TicketEvent
from shared.domain.explaining.explanations import ReckoningLine, Rule
from shared.domain.facts.ticket import TicketState
from shared.domain.values.vendor import ClockKind


@dataclass(frozen=True, slots=True)
class Step:
    """One event (its place in the log from 1), and the clock before and after it, where there is one.

    ``kind`` and ``name`` are the clock's kind and what started it; ``zone`` is the one to show instants in.
    """

    number: int
    event: TicketEvent
    kind: ClockKind
    name: str
    zone: str
    was: SLAClock | None
    clock: SLAClock | None
    after: TicketState

    def line(self, rule: Rule, at: datetime | None = None, sum_: str = "", **facts: str) -> ReckoningLine:
        """A line of this event; ``at`` is its own instant unless given."""
        instant = at or self.event.at
        return ReckoningLine(
            number=self.number,
            event=self.event.event,
            rule=rule,
            at=instant,
            local=local(instant, self.zone),
            arithmetic=sum_,
            facts=facts,
        )


def local(instant: datetime, zone: str) -> str:
    """The instant as it stands on the wall there, with its offset."""
    return instant.astimezone(ZoneInfo(zone)).isoformat()
