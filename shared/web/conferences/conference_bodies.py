"""The bodies of supporters' acts about a conference. An unknown field is refused as a mistake."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from shared.domain.facts.conference import Way
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Line, Text
from shared.usecases.conferences.confer import SlotGiven
from shared.web.tickets.support_bodies import MOST_LETTERS, SupporterId, TurnId
from shared.web.tickets.turn_bodies import Reason

MOST_SLOTS = 10
MOST_HOURS = 8
_HOUR = 3600

type Place = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
type Why = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=2000)]
type Note = Annotated[Text, StringConstraints(max_length=MOST_LETTERS)]


class SlotBody(Frozen):
    """A time at which people can meet, and where."""

    start: Instant = Field(description="When it begins, like `2026-03-02T09:00:00Z`.")
    end: Instant | None = Field(default=None, description="When it ends; left out: half an hour later.")
    way: Way = Field(description="How people meet.")
    place: Place = Field(description="The number to call, or the join link (`https`) of the meeting.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.end and not 0 < (self.end - self.start).total_seconds() <= MOST_HOURS * _HOUR:
            message = f"end must be after start, by {MOST_HOURS} hours at most"
            raise ValueError(message)
        if self.way is Way.TEAMS and not self.place.startswith("https://"):
            message = "the place of a Teams meeting is its join link, which begins with https://"
            raise ValueError(message)
        return self

    def given(self) -> SlotGiven:
        """The slot as the act takes it."""
        return SlotGiven(self.start, self.end, self.way, self.place)


class OfferBody(Frozen):
    """Slots for a conference, which the requester is mailed."""

    author: SupporterId = Field(description="Who offers and will be there: the id of a supporter.")
    slots: tuple[SlotBody, ...] = Field(
        min_length=1,
        max_length=MOST_SLOTS,
        description="The slots. Two that start before due keep the promise.",
    )
    after_due: bool = Field(
        default=False, description="Offer slots that start after due all the same; `reason` must say why."
    )
    reason: Why = Field(default="", description="Why slots after due are offered; it stays in the ticket.")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.after_due and not self.reason:
            message = "say in reason why slots after due are offered"
            raise ValueError(message)
        return self


class MoveBody(SlotBody):
    """Another time or place for a conference that was picked."""

    author: SupporterId = Field(description="Who moves it and will be there: the id of a supporter.")
    reason: Reason = Field(description="Why; it stays in the ticket.")


class CancelBody(Frozen):
    """A conference is called off."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")
    reason: Reason = Field(description="Why; it stays in the ticket.")
    declined: bool = Field(
        default=False, description="The member said that it wants none any more: the clock is cancelled."
    )


class HeldBody(Frozen):
    """A conference took place."""

    author: SupporterId = Field(description="Who held it: the id of a supporter in the settings.")
    note: Note = Field(default="", description="What was said; for supporters only.")
    at: Instant | None = Field(
        default=None,
        description="When it began; left out: when its slot did, else now. Never in the future.",
    )
    answers_up_to: TurnId | None = Field(
        default=None, description="The last turn that it answered; left out: it answered none."
    )


class NoShowBody(Frozen):
    """The member did not come."""

    author: SupporterId = Field(description="Who waited: the id of a supporter in the settings.")
    note: Note = Field(default="", description="What was tried; for supporters only.")
