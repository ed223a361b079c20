"""The kinds of field in billing providers' bodies, as types that pydantic reads."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ValidatorFunctionWrapHandler, WrapValidator

from shared.domain.members.billing import LATEST, Identifier, up_to_latest
from shared.domain.values.frozen import BUILT_WHEN_USED

_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_NO_INSTANT = "Give a time with its offset, from 1970 onwards, for example 2026-01-31T12:00:00Z."
_NO_SECONDS = "Give whole seconds since 1970."


class ProviderBody(BaseModel):
    """What is read of a provider's body, or of a part of it; the rest is passed over."""

    model_config = BUILT_WHEN_USED


def _from_text(value: object) -> datetime:
    """The instant in an ISO 8601 text with an offset; what is beyond ``LATEST`` is ``LATEST``."""
    instant = _iso(value if isinstance(value, str) else "")
    if instant.tzinfo is None or instant < _EARLIEST:
        raise ValueError(_NO_INSTANT)
    return up_to_latest(instant)


def _iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_NO_INSTANT) from None


def _from_seconds(value: object) -> datetime:
    """The instant in whole seconds since 1970; what is beyond ``LATEST`` is ``LATEST``."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(_NO_SECONDS)
    return datetime.fromtimestamp(min(value, int(LATEST.timestamp())), UTC)


def _id_of(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else value


def _or_nothing(value: Any, read: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401 - pydantic's signature
    try:
        return read(value)
    except ValueError:
        return None


type TextInstant = Annotated[datetime, BeforeValidator(_from_text)]
"""An ISO 8601 text with an offset."""

type Seconds = Annotated[datetime, BeforeValidator(_from_seconds)]
"""Whole seconds since 1970, as a JSON number."""

type Reference = Annotated[Identifier, BeforeValidator(_id_of)]
"""An id, or the object itself with its id (Stripe's "expanded" form)."""

type Perhaps[Part] = Annotated[Part | None, WrapValidator(_or_nothing)]
"""A part that nothing hangs on: None where it cannot be read."""
