"""A turn is kept as material for better documentation, or is it no more."""

from datetime import datetime

from shared.domain.events.note_events import MaterialDropped, MaterialKept
from shared.domain.facts.ticket import TicketState
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.house import House


def decide_keeping(
    state: TicketState, given: ReasonBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The turn that the entry is about is kept; one that is kept already stays as it is.

    It stands in the material of the month of its receipt. No clock stops, nobody is mailed. A ticket that is
    closed or merged can be read on, so what it has can be kept too.

    Raises:
        AuthorUnknown, TurnUnknown.
    """
    return _changed(MaterialKept, state, given, entry, now, house)


def decide_dropping(
    state: TicketState, given: ReasonBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """It is kept no more; one that is not kept stays so. Raises as ``decide_keeping``."""
    return _changed(MaterialDropped, state, given, entry, now, house)


def _changed(
    kind: type[MaterialKept | MaterialDropped],
    state: TicketState,
    given: ReasonBody,
    entry: Entry,
    now: datetime,
    house: House,
) -> Changes:
    author, turn = supporter(given.author, house.vendor), state.turn(entry.about)
    is_kept = any(each.turn == turn.id for each in state.material)
    if is_kept is (kind is MaterialKept):
        return Changes()
    at = recorded_at(state, now)
    event = kind(recorded=at, at=at, turn=turn.id, author=author.id, reason=given.reason)
    return Changes(events=(event,))
