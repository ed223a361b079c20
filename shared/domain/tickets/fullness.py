"""Whether a ticket takes more messages: its state stands in one row, which storage bounds."""

from shared.domain.tickets.ticket import TicketState
from shared.domain.values.errors import TicketFull

MOST_OF_A_STATE = 250_000
"""Characters. A row takes twice as many (1 MiB, two bytes each): supporters can always answer what came."""


def refuse_full(state: TicketState, coming: TicketState | None = None) -> None:
    """Return where the ticket takes one message more, or all that is ``coming`` from another.

    Raises:
        TicketFull: what comes is to be a ticket of its own.
    """
    size = len(state.model_dump_json()) + (len(coming.model_dump_json()) if coming else 0)
    if size > MOST_OF_A_STATE:
        raise TicketFull(state.id)
