"""A question that shows what the documentation lacks, as its ticket keeps it."""

from shared.domain.values.frozen import Frozen, Instant


class Material(Frozen):
    """Which turn, who keeps it since when, and what its question shows.

    ``author`` and ``reason`` are "" where it was asked from the page where documents are studied.
    ``document`` and ``place``: what it is about, as far as is known here; ``improved``: the version that
    says it.
    """

    turn: str
    author: str
    at: Instant
    reason: str
    document: str = ""
    place: str = ""
    improved: str = ""
