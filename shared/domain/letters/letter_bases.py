"""What several letters have alike, and the types of facts that a mail shows in a way of their own.

Instants, enums, links and terms are shown by their own types.
"""

from shared.domain.facts.links import Link
from shared.domain.values.frozen import Frozen

type AuthorId = str
"""The id of a supporter, who is shown by name."""

type TicketReference = str
"""The reference of the ticket that the letter is about, shown by its short code: the only one in a mail."""

type RequestedProduct = str
"""A product as its requester typed it: shown by its name if it is the vendor's, else not at all."""

type Products = tuple[str, ...]
"""The ids of products of the vendor, shown by their names."""

type Minutes = int
"""Working time, shown in hours and minutes."""


class PersonsAnswer(Frozen):
    """A letter that a person wrote and that answers turns: what becomes of it decides whether they are.

    ``copied``: responsible persons get this very mail as a copy, and it says why.
    """

    ticket: TicketReference
    product: RequestedProduct = ""
    copied: bool = False
    answer: str
    author: AuthorId
    words: str


class ToTheMember(Frozen):
    """An automatic letter that goes to somebody at the member, about a ticket of this product."""

    product: RequestedProduct = ""


class Published(Frozen):
    """A letter that goes to many: ``page`` is where it is read, ``stop`` where its reader ends such mails.

    Mails that were written before there were such links have none.
    """

    page: Link | None = None
    stop: Link | None = None


class ItemOfNews(Published):
    """A mail that tells an item of news. ``products``: those of it that its reader is responsible for.

    ``title`` and ``words`` are the item's, filled in when the mail leaves.
    """

    products: Products
    title: str = ""
    words: str = ""
