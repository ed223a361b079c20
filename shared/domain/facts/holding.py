"""A ticket that is held at the door, or was thrown away there."""

from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.holding import WhyHeld


class Held(Frozen):
    """The ticket waits, since then: its writer may confirm it, a supporter take it or throw it away."""

    because: WhyHeld
    at: Instant


class Dropped(Frozen):
    """A supporter threw the ticket away as spam, for this reason. It is closed, and can be read."""

    author: str
    reason: str
    at: Instant
