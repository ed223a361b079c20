"""The base of every model in the domain, and the types they share."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

_OUT_OF_RANGE = "Give a time within the years 1 to 9999 in UTC."


def as_utc(instant: datetime) -> datetime:
    """The same instant in UTC; what is naive is refused before it comes here.

    Raises ``ValueError``: in UTC it is before the year 1 or after the year 9999.
    """
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise ValueError(_OUT_OF_RANGE) from None


type Instant = Annotated[AwareDatetime, AfterValidator(as_utc)]
"""An aware instant, always in UTC. Arithmetic on hours is done on these only."""


BUILT_WHEN_USED = ConfigDict(defer_build=True)
"""Pydantic prepares a model when it is first used: a start waits only for what the process then does."""


class Frozen(BaseModel):
    """A value: never changed, compared by content, strict about unknown fields."""

    model_config = BUILT_WHEN_USED | ConfigDict(frozen=True, extra="forbid")

    def but(self, **changed: object) -> Self:
        """The same value, but with these in place of its own; they are taken as they are, unchecked."""
        return self.model_copy(update=changed)

    @classmethod
    def of(cls, source: object, **more: object) -> Self:
        """The value that has ``more``, and else what ``source`` has under the names of its own fields."""
        same = (name for name in cls.model_fields if name not in more and hasattr(source, name))
        return cls.model_validate({name: getattr(source, name) for name in same} | more)
