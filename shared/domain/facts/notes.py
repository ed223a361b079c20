"""Internal notes as the ticket's state has them."""

from shared.domain.values.frozen import Frozen, Instant


class Note(Frozen):
    """One internal note; its words are beside the ticket, under its id."""

    id: str
    author: str
    at: Instant
    content: str
