"""The decision about a machine's mail that belongs to a ticket."""

from datetime import datetime

from shared.domain.events.mail_events import AutomaticMailKept
from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.incoming import Automatic
from shared.domain.tickets.changes import Changes, Said, recorded_at

MOST_KEPT = 100
"""In one ticket. Where a machine goes on writing, what is beyond stands with the mails of no ticket."""


def has_room(state: TicketState, mail: str) -> bool:
    """Whether the ticket keeps this mail, or has it already; one that is erased keeps none."""
    return not state.erased and (mail in state.automatic_mails or len(state.automatic_mails) < MOST_KEPT)


def decide_keeping(state: TicketState, said: Said, why: Automatic, now: datetime) -> Changes:
    """The mail is kept, readable, under ``said.id``; the second time nothing changes."""
    if said.id in state.automatic_mails or not has_room(state, said.id):
        return Changes()
    at = recorded_at(state, now)
    return Changes(events=(AutomaticMailKept(recorded=at, at=at, mail=said.id, why=why),), said=(said,))
