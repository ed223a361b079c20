"""News: an item in both languages for one or more products, and where it stands on its way to people.

``draft`` (nobody gets it) -> ``building`` (the audience is being frozen, nothing is mailed) -> ``sending`` ->
``sent`` (every record of the audience has ended, as sent or as failed with a reason). On its way it can be
``paused``, and goes on where it stood.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator

from shared.domain.letters.letter_bases import ItemOfNews
from shared.domain.letters.release_letters import FixLine, ReleaseNews
from shared.domain.letters.sends import Send
from shared.domain.refusals.news_errors import NewsNotSentYet, NewsOnTheWay, NewsSent
from shared.domain.values.fields import SupporterId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Line, Text
from shared.domain.values.mail_address import MailAddress
from shared.domain.values.vendor import Language

LONGEST_TITLE = 200
LONGEST_TEXT = 50_000
MOST_PRODUCTS = 20


class NewsState(StrEnum):
    """Where an item stands. ``dry_run``: it does not exist; somebody asked who would get it."""

    DRY_RUN = "dry_run"
    DRAFT = "draft"
    BUILDING = "building"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"

    @property
    def on_its_way(self) -> bool:
        """Time has something to do about it: its looks stand on the agenda."""
        return self in {NewsState.BUILDING, NewsState.SENDING}


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
        if not isinstance(send.letter, ItemOfNews):
            return send
        return send.but(letter=self.told_in(send.letter, send.language))

    def told_in[Letter: ItemOfNews](self, letter: Letter, language: Language) -> Letter:
        """The letter with title and text in this language."""
        return letter.but(title=self.title.read_in(language), words=self.text.read_in(language))


class FixTold(Frozen):
    """An entry of the register that a release fixes, by its name, with its title."""

    entry: str
    title: Title


class ReleaseTold(Frozen):
    """The release that an item tells of. ``place``: the product's, as links name it."""

    product: str
    version: str
    place: str
    fixes: tuple[FixTold, ...] = ()


class NewsItem(NewsRequest):
    """What is stored of an item; ``release``: the one that it tells of, where it tells of one."""

    release: ReleaseTold | None = None

    def filled_in(self, send: Send) -> Send:
        """The mail with its title, text, and what the release fixes; its reader's own are marked."""
        filled = super().filled_in(send)
        if not isinstance(filled.letter, ReleaseNews) or self.release is None:
            return filled
        letter = filled.letter
        lines = tuple(
            FixLine(
                entry=each.entry,
                title=each.title.read_in(send.language),
                mine=each.entry in letter.mine,
                ours=each.entry in letter.ours,
            )
            for each in self.release.fixes
        )
        return filled.but(letter=letter.but(fixes=lines))


class NewsBody(NewsRequest):
    """News in both languages for one or more products."""

    dry_run: bool = Field(default=False, description="Only tell who would get it; nothing is written.")


class NewsDraft(NewsRequest):
    """News that nobody gets before it is sent."""

    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,62}$",
        description="Your own name for the item, or the id that an answer gave it.",
    )


class NewsTest(Frozen):
    """Who wants to see the item as a mail before anybody gets it."""

    author: SupporterId = Field(description="The id of the supporter who gets the test; nobody else can.")
    language: Language | None = Field(
        default=None, description="The language to read it in; left out: the supporter's own."
    )


class NewsAgain(Frozen):
    """Who has told a supporter to get news again."""

    address: MailAddress = Field(description="The reader's address; upper and lower case are one.")


class NewsHeader(Frozen):
    """The item's row that every step replaces, under its version.

    ``published``: when it was sent off; of a draft, when it was written. ``stood``: where a paused item goes
    on. ``places``: the directory's keys under which the products' members are found; ``after``: the last
    member whose people are frozen. ``not_before``: nothing is mailed earlier, because the provider said "not
    now".
    """

    id: str
    content: str
    products: tuple[str, ...]
    published: Instant
    state: NewsState = NewsState.BUILDING
    places: tuple[str, ...] = ()
    after: str = ""
    stood: NewsState | None = None
    not_before: Instant

    @property
    def aggregate(self) -> str:
        """The item's name in the agenda and in queue messages."""
        return f"news-{self.id}"

    def drafted(self, content: str, products: tuple[str, ...], now: datetime) -> Self:
        """The draft says this from now on. Raises ``NewsOnTheWay``: it is none any more."""
        if self.state is not NewsState.DRAFT:
            raise NewsOnTheWay
        return self.but(content=content, products=products, published=now)

    def sent_off(self, places: tuple[str, ...], now: datetime) -> Self:
        """The draft is published now; what is on its way, or sent, stays as it is."""
        if self.state is not NewsState.DRAFT:
            return self
        return self.but(state=NewsState.BUILDING, places=places, published=now, not_before=now)

    def stopped(self) -> Self:
        """Nothing more is begun; what is handed over now is finished. Raises ``NewsNotSentYet, NewsSent``."""
        if self.state is NewsState.DRAFT:
            raise NewsNotSentYet
        if self.state is NewsState.SENT:
            raise NewsSent
        return self.but(state=NewsState.PAUSED, stood=self.state) if self.state.on_its_way else self

    def gone_on(self) -> Self:
        """It goes on where it stood; what is not paused stays as it is. Raises ``NewsNotSentYet``."""
        if self.state is NewsState.DRAFT:
            raise NewsNotSentYet
        if self.state is not NewsState.PAUSED:
            return self
        return self.but(state=self.stood or NewsState.SENDING, stood=None)

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
