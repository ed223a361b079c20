"""A turn that is kept as material for better documentation, as the ticket's state has it."""

from shared.domain.values.frozen import Frozen, Instant


class Material(Frozen):
    """Which turn, who keeps it since when, and what its question shows."""

    turn: str
    author: str
    at: Instant
    reason: str
