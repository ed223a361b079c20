"""News: an item in both languages for one or more products, and where it stands on its way to people.

``building`` (the audience is being frozen, nothing is mailed) -> ``sending`` -> ``sent`` (every record of the
audience has ended, as sent or as failed with a reason).
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator

from shared.domain.letters.letters import News
from shared.domain.letters.sends import Send
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Line, Text
from shared.domain.values.vendor import Language

LONGEST_TITLE = 200
LONGEST_TEXT = 50_000
MOST_PRODUCTS = 20


class NewsState(StrEnum):
    """Where an item stands. ``dry_run``: it does not exist; somebody asked who would get it."""

    DRY_RUN = "dry_run"
    BUILDING = "building"
    SENDING = "sending"
    SENT = "sent"


class InBothLanguages(Frozen):
    """The same said in each language."""

    sv: str
    en: str

    def read_in(self, language: Language) -> str:
        """What a reader of this language reads."""
        return self.sv if language is Language.SWEDISH else self.en


class Title(InBothLanguages):
    """The item's title, one line."""

    sv: Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)]
    en: Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)]


class Words(InBothLanguages):
    """The item's text: plain, with empty lines between paragraphs."""

    sv: Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
    en: Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]


class NewsRequest(Frozen):
    """What a supporter publishes. ``products`` are the vendor's ids, each once, in the given order."""

    title: Title = Field(description="The subject of the mails, in each language.")
    text: Words = Field(description="What the mails say, in each language.")
    products: tuple[str, ...] = Field(
        min_length=1, max_length=MOST_PRODUCTS, description="The ids of the products that it is about."
    )

    @field_validator("products")
    @classmethod
    def _each_once(cls, products: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(products))

    def filled_in(self, send: Send) -> Send:
        """The mail with its title and text, which are stored once and not with every person."""
        if not isinstance(send.letter, News):
            return send
        told = {"title": self.title.read_in(send.language), "words": self.text.read_in(send.language)}
        return send.but(letter=send.letter.but(**told))


class NewsBody(NewsRequest):
    """News in both languages for one or more products."""

    dry_run: bool = Field(default=False, description="Only tell who would get it; nothing is written.")


class NewsHeader(Frozen):
    """The item's row that every step replaces, under its version.

    ``places``: the directory's keys under which the products' members are found; ``after``: the last member
    whose people are frozen. ``not_before``: nothing is mailed earlier, because the provider said "not now".
    """

    id: str
    content: str
    products: tuple[str, ...]
    published: Instant
    state: NewsState = NewsState.BUILDING
    places: tuple[str, ...] = ()
    after: str = ""
    not_before: Instant

    @property
    def aggregate(self) -> str:
        """The item's name in the agenda and in queue messages."""
        return f"news-{self.id}"

    def past_members(self, last: str | None) -> Self:
        """The audience is frozen up to this member; None: whole."""
        if last is None:
            return self.but(state=NewsState.SENDING)
        return self.but(after=last)

    def paused(self, until: datetime) -> Self:
        """Nothing is mailed before this instant."""
        return self.but(not_before=max(self.not_before, until))

    def finished(self) -> Self:
        """Every record has ended."""
        return self.but(state=NewsState.SENT)
