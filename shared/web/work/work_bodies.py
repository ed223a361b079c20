"""The bodies of supporters' requests about hourly work. An unknown field is refused as a mistake."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Text
from shared.domain.values.money import Currency, HourlyAmount, Price
from shared.web.tickets.support_bodies import LATEST_DAY, AnswerText, SupporterId, TurnId

MOST_QUOTED_MINUTES = 60 * 2000
MINUTES_IN_A_DAY = 24 * 60

type QuotedMinutes = Annotated[int, Field(ge=1, le=MOST_QUOTED_MINUTES)]
type WhatWasDone = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class QuoteBody(Frozen):
    """An answer that quotes an hourly price, and the last turn that its author had seen."""

    text: AnswerText = Field(description="What the requester reads before the terms: what would be done.")
    author: SupporterId = Field(description="Who answers: the id of a supporter in the settings.")
    answers_up_to: TurnId = Field(
        description="The last turn that the author had seen: `last_turn` as it was read."
    )
    estimate_minutes: QuotedMinutes = Field(description="How long it will probably take.")
    limit_minutes: QuotedMinutes | None = Field(
        default=None, description="The most that may be billed; left out: the estimate."
    )
    hourly_price: HourlyAmount | None = Field(
        default=None, description="What an hour costs; left out, with `currency`: the settings' price."
    )
    currency: Currency | None = Field(default=None, description="ISO 4217, as in SEK.")
    last_day: date | None = Field(
        default=None,
        le=LATEST_DAY,
        description="The last day on which it can be accepted, in the vendor's zone; left out: in 30 days.",
    )
    with_copy: bool = Field(
        default=False,
        description="Copy the responsible person too (without the link); of an error report always.",
    )

    @model_validator(mode="after")
    def _whole_price(self) -> "QuoteBody":
        if (self.hourly_price is None) != (self.currency is None):
            message = "name hourly_price and currency both, or neither"
            raise ValueError(message)
        return self

    def price(self) -> Price | None:
        """The price that is named; None for the settings'."""
        if self.hourly_price is None or self.currency is None:
            return None
        return Price(amount=self.hourly_price, currency=self.currency)


class MinutesBody(Frozen):
    """Minutes that somebody worked on one day under an accepted quote."""

    author: SupporterId = Field(description="Who worked: the id of a supporter in the settings.")
    minutes: Annotated[int, Field(ge=1, le=MINUTES_IN_A_DAY)] = Field(description="How many, whole.")
    text: WhatWasDone = Field(description="What was done, as the member reads it on the statement.")
    day: date | None = Field(
        default=None,
        description="The day of the work in the vendor's zone, from the acceptance on; left out: today.",
    )
    quote: Annotated[str, Field(pattern=r"^[a-z2-7]{16}$")] | None = Field(
        default=None, description="The quote that it is billed under; left out: the one accepted last."
    )
