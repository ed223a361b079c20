"""The mails that follow from news."""

from typing import Literal

from shared.domain.letters.letter_bases import Products
from shared.domain.values.frozen import Frozen


class NewsStopped(Frozen):
    """To a member's owner: a responsible person wants no more news; who should get it instead?"""

    letter: Literal["news_stopped"] = "news_stopped"
    member: str
    products: Products
    name: str
    address: str
