"""What the ticket knows of the machines' mails that it keeps."""

from shared.domain.events.incoming_events import AutomaticMailKept
from shared.domain.tickets.ticket import TicketState


def _kept(event: AutomaticMailKept, state: TicketState) -> TicketState:
    return state.model_copy(update={"automatic_mails": (*state.automatic_mails, event.mail)})


RULES = (_kept,)
