"""People are told of a ticket's clocks: at once, or held back while a late scan gathers its digests."""

from datetime import datetime

from shared.domain.clocks.escalating import decide_escalation
from shared.domain.facts.ticket import TicketState
from shared.domain.tickets.changes import Changes
from shared.ports.desk import Desk
from shared.usecases.outbox.tell_late import LateScan
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import LoadedTicket


async def escalate(desk: Desk, loaded: LoadedTicket, late: LateScan | None) -> LoadedTicket:
    """Commit what has come and is untold; the ticket as it is afterwards.

    Raises:
        StoreUnavailable: perhaps it is committed; held mails that the scan then does not know of go out by
            themselves.
    """
    decided = Changes()

    def decide(state: TicketState, now: datetime) -> Changes:
        nonlocal decided
        decided = decide_escalation(state, now, desk.vendor, desk.secret, late.hold if late else None)
        return decided

    if decide(loaded.header.state, desk.clock.now()) == Changes():
        return loaded
    loaded = await act_on_ticket(desk, loaded.header.state.id, decide)
    if late:
        late.held.extend(send for send in decided.sends if send.digest)
    return loaded
