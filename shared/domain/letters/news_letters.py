"""The mails of news, and what follows from them."""

from typing import ClassVar, Literal

from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import ItemOfNews, Products
from shared.domain.values.frozen import Frozen


class News(ItemOfNews):
    """To a responsible person: news for products that the member subscribes to.

    ``test``: to a supporter who wants to see it before anybody gets it.
    """

    letter: Literal["news"] = "news"
    lane: ClassVar[Lane] = Lane.NEWS
    test: bool = False


class NewsStopped(Frozen):
    """To a member's owner: a responsible person wants no more news; who should get it instead?

    ``link``: the member's page, where another is named.
    """

    letter: Literal["news_stopped"] = "news_stopped"
    lane: ClassVar[Lane] = Lane.DIGESTS
    member: str
    products: Products
    name: str
    address: str
    link: Link | None = None


NewsLetter = News | NewsStopped
"""Any of these."""
