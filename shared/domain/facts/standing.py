"""How an address stands: whether the last that was heard of it was trouble."""

from datetime import datetime
from typing import Self

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.values.frozen import Frozen, Instant

IN_TROUBLE = "address in trouble"


class Standing(Frozen):
    """The latest attempt that failed for the address's own fault, and the latest sign of life.

    Each only ever moves on, so every order and repetition of the same reports comes to the same.
    """

    troubled: Instant | None = None
    alive: Instant | None = None

    @property
    def in_trouble(self) -> bool:
        """Nothing has been heard of it since it failed. At the same instant trouble counts."""
        return self.troubled is not None and (self.alive is None or self.alive <= self.troubled)

    def reported(self, status: DeliveryStatus, attempted: datetime) -> Self:
        """A mail to it met with this. What says nothing of the address itself changes nothing."""
        if status.dead_address:
            return self.model_copy(update={"troubled": _later(self.troubled, attempted)})
        return self.seen(attempted) if status.reached else self

    def seen(self, at: datetime) -> Self:
        """It was alive then: a mail reached it, or a message came from it."""
        return self.model_copy(update={"alive": _later(self.alive, at)})


def _later(known: datetime | None, other: datetime) -> datetime:
    return max(known, other) if known else other
