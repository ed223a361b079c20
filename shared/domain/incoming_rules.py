"""What the ticket knows of the machines' mails that it keeps."""

from shared.domain.incoming_events import AutomaticMailKept
from shared.domain.ticket import TicketState


def _kept(event: AutomaticMailKept, state: TicketState) -> TicketState:
    return state.model_copy(update={"automatic_mails": (*state.automatic_mails, event.mail)})


RULES = (_kept,)
