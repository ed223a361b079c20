"""Why a clock stands where it stands, line by line, from the ticket's stored events alone."""

from shared.domain.explaining.explaining import explain
from shared.domain.explaining.explanations import Explanation
from shared.ports.desk import Desk
from shared.usecases.records.ticket_rows import known_whole_ticket


async def explain_clock(desk: Desk, ticket: str, clock: str) -> Explanation:
    """The clock as it stands now, and the lines of its reckoning.

    Raises ``TicketUnknown, ClockUnknown``: there is nothing to explain.
    """
    whole = await known_whole_ticket(desk.store, ticket)
    return explain(ticket, whole.events, clock, desk.clock.now(), desk.vendor.policy.zone)
