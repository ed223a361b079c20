"""The base of everything that can happen to a ticket."""

from shared.domain.values.frozen import Frozen, Instant


class Event(Frozen):
    """``recorded``: when the desk wrote it. ``at``: the instant that the contract counts."""

    recorded: Instant
    at: Instant
