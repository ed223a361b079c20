"""By what supporters pick open tickets off the lists, so that no ticket need be read to know whose it is."""

from shared.domain.clocks.clocks import clocks
from shared.domain.facts.ticket import TicketState
from shared.domain.messages.gating import gated_turns
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import ClockKind


class Picking(Frozen):
    """Of one ticket. ``owner``: a supporter's id, "" for nobody's.

    ``gated``: something waits at the gate. ``conference``: one was asked for and is still to be held.
    """

    owner: str
    gated: bool
    conference: bool


def picking_of(state: TicketState) -> Picking | None:
    """By what it is picked as it stands; None of a ticket to which nothing has happened yet."""
    if not state.events:
        return None
    asked = (each for each in clocks(state) if each.kind is ClockKind.CONFERENCE)
    return Picking(
        owner=state.owner,
        gated=bool(gated_turns(state)),
        conference=any(each.ended is None for each in asked),
    )
