"""The decisions to keep a turn as material for better documentation, and to keep it no more."""

from datetime import datetime

from shared.domain.events.note_events import MaterialDropped, MaterialKept
from shared.domain.facts.ticket import TicketState
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor


class MaterialGiven(Frozen):
    """Which turn, who does it, and why."""

    turn: str
    author: str
    reason: str


def decide_keeping(state: TicketState, given: MaterialGiven, now: datetime, vendor: Vendor) -> Changes:
    """The turn is kept; one that is kept already stays as it is. No clock stops, nobody is mailed.

    A ticket that is closed or merged can be read on, so what it has can be kept too.

    Raises:
        AuthorUnknown, TurnUnknown.
    """
    return _changed(MaterialKept, state, given, now, vendor)


def decide_dropping(state: TicketState, given: MaterialGiven, now: datetime, vendor: Vendor) -> Changes:
    """The turn is kept no more; one that is not kept stays so.

    Raises:
        AuthorUnknown, TurnUnknown.
    """
    return _changed(MaterialDropped, state, given, now, vendor)


def _changed(
    kind: type[MaterialKept | MaterialDropped],
    state: TicketState,
    given: MaterialGiven,
    now: datetime,
    vendor: Vendor,
) -> Changes:
    author = supporter(given.author, vendor)
    turn = state.turn(given.turn)
    is_kept = any(each.turn == turn.id for each in state.material)
    if is_kept is (kind is MaterialKept):
        return Changes()
    at = recorded_at(state, now)
    event = kind(recorded=at, at=at, turn=turn.id, author=author.id, reason=given.reason)
    return Changes(events=(event,))
