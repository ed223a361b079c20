"""What time alone has ended is noted in the ticket, so that its lists and its next look are true."""

from shared.domain.clocks.settling import decide_settling
from shared.domain.tickets.changes import Changes
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import LoadedTicket


async def settle(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """The ticket once everything that has ended by itself is noted. Raises ``StoreUnavailable``."""
    if decide_settling(loaded.header.state, desk.clock.now()) == Changes():
        return loaded
    return await act_on_ticket(desk, loaded.header.state.id, decide_settling)
