"""What makes things quick, as a protocol."""

from datetime import timedelta
from typing import Protocol

from shared.domain.refusals.error_sorts import Unavailable


class Queue(Protocol):
    """Makes things quick, never true: a lost, doubled or poisoned message does no harm."""

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        """Ask for a look at this aggregate (``ticket-<id>``, ``member-<id>``, ``news-<id>``) soon.

        ``after``: not before so long (whole seconds, less than a day).

        Raises ``QueueUnavailable``: the message was perhaps not taken.
        """

    async def probe(self) -> None:
        """One cheap request. Raises ``QueueUnavailable`` when the queue does not answer."""


class QueueUnavailable(Unavailable):
    """The queue did not take the message; the agenda brings the look later."""
