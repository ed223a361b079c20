"""The slots that the machine proposes for a conference. Proposed again, they may be others."""

from shared.domain.conferences.conference_mail import conference_due
from shared.domain.conferences.conferring import conference_of
from shared.domain.conferences.proposing import Proposal, proposals
from shared.domain.values.errors import TicketUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.ports.desk import Desk
from shared.usecases.conferences.busy_slots import busy_slots, picked_slots
from shared.usecases.records.ticket_rows import load_ticket


class ProposalsView(Frozen):
    """Slots within a supporter's hours that begin before due; none where there is none, or no clock runs."""

    turn: str
    due: Instant | None
    slots: tuple[Proposal, ...]


async def propose_slots(desk: Desk, ticket: str, turn: str) -> ProposalsView:
    """What a supporter might offer now. Raises ``TicketUnknown``, ``TurnUnknown``, ``NoConferenceAsked``."""
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        raise TicketUnknown(ticket)
    state = loaded.header.state
    conference_of(state, turn, desk.secret)
    due = conference_due(state, turn)
    if due is None:
        return ProposalsView(turn=turn, due=None, slots=())
    busy = (*await busy_slots(desk, ticket), *picked_slots(state))
    return ProposalsView(
        turn=turn, due=due, slots=proposals(state.owner, due, busy, desk.clock.now(), desk.vendor)
    )
