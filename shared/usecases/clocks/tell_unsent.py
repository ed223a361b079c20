"""Supporters are told of answers that have still not left."""

from datetime import datetime

from shared.domain.clocks.unsent_answers import decide_unsent
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes
from shared.ports.desk import Desk
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import LoadedTicket


async def tell_unsent(desk: Desk, loaded: LoadedTicket) -> LoadedTicket:
    """Commit what has come and is untold; the ticket as it is afterwards. Raises ``StoreUnavailable``."""

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_unsent(state, now, desk.vendor, desk.secret)

    if decide(loaded.header.state, desk.clock.now()) == Changes():
        return loaded
    return await act_on_ticket(desk, loaded.header.state.id, decide)
