"""What several letters have alike, and the types of facts that a mail shows in a way of their own.

Instants, enums, links and terms are shown by their own types.
"""

from typing import ClassVar

from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.values.frozen import Frozen
from shared.domain.values.gate_reason import GateReason

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

    lane: ClassVar[Lane] = Lane.PEOPLE
    ticket: TicketReference
    product: RequestedProduct = ""
    copied: bool = False
    answer: str
    author: AuthorId
    words: str


class OfAnEntitlement(Frozen):
    """A letter about a message as the gate has decided on it: a stranger's leaves later than others'.

    ``lanes``: of one whose sender a member knows, and of a stranger's.
    """

    lanes: ClassVar[tuple[Lane, Lane]]
    reason: GateReason

    @property
    def lane(self) -> Lane:
        """Which of the two it is."""
        known, stranger = self.lanes
        return stranger if self.reason is GateReason.UNKNOWN_SENDER else known


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
