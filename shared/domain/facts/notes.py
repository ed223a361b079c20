"""What supporters keep for themselves, as the ticket has it: notes, and turns kept as material."""

from shared.domain.values.frozen import Frozen, Instant


class Note(Frozen):
    """One internal note; its words are beside the ticket, under its id."""

    id: str
    author: str
    at: Instant
    content: str


class Material(Frozen):
    """Which turn, who keeps it since when, and what its question shows."""

    turn: str
    author: str
    at: Instant
    reason: str
