"""What becomes of an answer by mail to what another supporter had answered, unseen."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.second_answers import SecondAnswer, SecondAnswerOutcome
from shared.domain.facts.ticket import TicketState


class SecondAnswerHeld(Event):
    """It is not sent, and its author is asked: the answer ``first`` was there before. No clock stops."""

    event: Literal["second_answer_held"] = "second_answer_held"
    second: str
    author: str
    turn: str
    first: str
    content: str
    mail: str

    def _effect(self, state: TicketState) -> TicketState:
        held = SecondAnswer.of(self, id=self.second, place=state.events + 1)
        return state.but(second_answers=(*state.second_answers, held))


class SecondAnswerEnded(Event):
    """It is held no longer: sent by its author's word, replaced by another, or lapsed in silence."""

    event: Literal["second_answer_ended"] = "second_answer_ended"
    second: str
    became: SecondAnswerOutcome

    def _effect(self, state: TicketState) -> TicketState:
        left = (
            each.but(became=self.became) if each.id == self.second else each for each in state.second_answers
        )
        return state.but(second_answers=tuple(left))


SecondAnswerEvent = SecondAnswerHeld | SecondAnswerEnded
