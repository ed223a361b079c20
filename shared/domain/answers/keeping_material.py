"""A turn is kept as material for better documentation, or is it no more."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.events.note_events import MaterialDropped, MaterialKept
from shared.domain.facts.ticket import TicketState
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody, Short
from shared.domain.values.house import House


class MaterialBody(ReasonBody):
    """Who keeps the question as material, what it shows, and what it is about, where that is known."""

    document: Annotated[str, StringConstraints(max_length=63)] = Field(
        default="", description="The document of the ticket's product that it is about, by id."
    )
    place: Short = Field(default="", description="Where in the document.")


def decide_keeping(
    state: TicketState, given: MaterialBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The turn that the entry is about is kept; one that is kept already stays as it is.

    Unless it is about another document or place than was known: then it is kept as about these. It stands in
    the material of the month of its receipt. No clock stops, nobody is mailed. A ticket that is closed or
    merged can be read on, so what it has can be kept too.

    Raises:
        AuthorUnknown, TurnUnknown.
    """
    author, turn = supporter(given.author, house.vendor), state.turn(entry.about)
    kept = next((each for each in state.material if each.turn == turn.id), None)
    if kept and (not given.document or (given.document, given.place) == (kept.document, kept.place)):
        return Changes()
    at = recorded_at(state, now)
    event = MaterialKept(
        recorded=at,
        at=at,
        turn=turn.id,
        author=author.id,
        reason=given.reason,
        document=given.document,
        place=given.place,
    )
    return Changes(events=(event,))


def decide_dropping(
    state: TicketState, given: ReasonBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """It is kept no more; one that is not kept stays so. Raises as ``decide_keeping``."""
    author, turn = supporter(given.author, house.vendor), state.turn(entry.about)
    if all(each.turn != turn.id for each in state.material):
        return Changes()
    at = recorded_at(state, now)
    event = MaterialDropped(recorded=at, at=at, turn=turn.id, author=author.id, reason=given.reason)
    return Changes(events=(event,))
