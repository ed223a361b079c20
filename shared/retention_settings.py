"""The settings that say for how long words are kept; without them nothing is ever deleted by itself."""

from pydantic import Field

from shared.domain.facts.second_answers import HELD_FOR
from shared.domain.values.vendor import Retention
from shared.timing_settings import TimingSettings


class RetentionSettings(TimingSettings):
    """A part of all settings, which are read and described together."""

    keep_words_months: int | None = Field(
        default=None,
        ge=1,
        description="Months after which nothing is kept of the words, files and mails of a ticket that is "
        "closed; its clocks and the books stay. Without it they are kept for good.",
    )
    keep_raw_mails_days: int | None = Field(
        default=None,
        ge=HELD_FOR.days,
        description="Days for which each mail is kept as it came, beside what the ticket says of it; at "
        f"least {HELD_FOR.days}, since so long a second answer can be sent. Without it: for good, or as long "
        "as the ticket's words.",
    )

    def retention(self) -> Retention:
        """For how long, as the domain knows it."""
        return Retention(words_months=self.keep_words_months, raw_mails_days=self.keep_raw_mails_days)
