"""Answers by mail to what another supporter had answered, unseen: held until their author has been asked."""

from datetime import timedelta
from enum import StrEnum

from shared.domain.values.frozen import Frozen, Instant

HELD_FOR = timedelta(days=7)


class SecondAnswerOutcome(StrEnum):
    """What a second answer came to."""

    SENT = "sent"
    REPLACED = "replaced"
    """Its author wrote another one, having seen the first; or is asked anew, since more was answered."""
    LAPSED = "lapsed"


class SecondAnswer(Frozen):
    """It answers up to this turn, which the answer ``first`` had answered.

    ``mail``: kept whole under this id. ``place``: which of the ticket's events held it.
    """

    id: str
    author: str
    turn: str
    first: str
    at: Instant
    content: str
    mail: str
    place: int
    became: SecondAnswerOutcome | None = None

    @property
    def until(self) -> Instant:
        """When it is held no longer: silence sends nothing."""
        return self.at + HELD_FOR
