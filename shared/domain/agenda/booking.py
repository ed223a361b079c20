"""Which rows say until when a ticket's conferences are booked, or its slots are on offer."""

from collections.abc import Iterable
from datetime import datetime

from shared.domain.agenda.agenda import offer_key, slot_key
from shared.domain.conferences.conference_standing import offered_slots
from shared.domain.facts.ticket import TicketState


def slot_rows(aggregate: str, booked: Iterable[datetime], state: TicketState) -> tuple[str, ...]:
    """The keys of these rows; ``booked``: when the conferences end that are booked."""
    offered = sorted({each.end for each in offered_slots(state)})
    return (
        *(slot_key(aggregate, end) for end in booked),
        *(offer_key(aggregate, end) for end in offered),
    )
