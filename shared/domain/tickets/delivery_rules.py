"""What the fate of an answer's mails makes of a ticket's state."""

from shared.domain.events.delivery_events import AnswerBounced, AnswerDoubted, UnsentTold
from shared.domain.events.events import AnswerAccepted
from shared.domain.tickets.ticket import TicketState


def answer_accepted(event: AnswerAccepted, state: TicketState) -> TicketState:
    """One mail fewer waits."""
    return state.model_copy(update={"delivery": state.delivery.accepted(event.answer)})


def answer_bounced(event: AnswerBounced, state: TicketState) -> TicketState:
    """As if it had never been: no ending, no promise."""
    return state.without_answer(event.answer)


def answer_doubted(event: AnswerDoubted, state: TicketState) -> TicketState:
    """It counts on; where it lies is known."""
    return state.model_copy(update={"delivery": state.delivery.doubted(event.answer)})


def unsent_told(event: UnsentTold, state: TicketState) -> TicketState:
    """These levels are told."""
    told = state.delivery.told_of(event.clock, event.answer, event.levels)
    return state.model_copy(update={"delivery": told})


RULES = (answer_accepted, answer_bounced, answer_doubted, unsent_told)
