"""Failures on request: what becomes of the next sends."""

from collections.abc import Set as AbstractSet
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Fault(BaseModel):
    """How one send fails: with a status, without any answer, or without one after it was delivered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: int | None = Field(default=None, ge=400, le=599)
    retry_after: int | None = Field(default=None, ge=0, description="Seconds, told with the status.")
    drop: bool = False
    accept_then_drop: bool = False

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if [self.status is not None, self.drop, self.accept_then_drop].count(True) != 1:
            reason = "name one of status, drop, accept_then_drop"
            raise ValueError(reason)
        return self


class Order(BaseModel):
    """The next sends fail like this, in this order; ``to`` limits it to sends to one address."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    next: list[Fault]
    to: str = ""


class Script:
    """The failures still to come."""

    def __init__(self) -> None:
        """Start with none."""
        self._coming: list[tuple[str, Fault]] = []

    def add(self, order: Order) -> None:
        """Put these behind those that are already there."""
        self._coming += [(order.to.lower(), fault) for fault in order.next]

    def take(self, recipients: AbstractSet[str]) -> Fault | None:
        """The first failure that fits a send to these addresses (lower case); it is used up."""
        for place, (to, fault) in enumerate(self._coming):
            if not to or to in recipients:
                del self._coming[place]
                return fault
        return None

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._coming.clear()

    def __len__(self) -> int:
        """How many are still to come."""
        return len(self._coming)
