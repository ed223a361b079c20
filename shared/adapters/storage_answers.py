"""What the storage services answer, told in the words of the ports. No text here carries a key or content."""

import asyncio
from collections.abc import Awaitable

from azure.core.exceptions import AzureError, HttpResponseError

from shared.ports import StoreConflict, StoreError, StoreLimit, StoreUnavailable

CALL_LIMIT = 25.0
"""Seconds after which a call ends, answered or not. The architecture allows 30."""

CONNECT_LIMIT = 5.0
ANSWER_LIMIT = 15.0
"""Seconds without a byte after which one request is given up."""

_CONFLICTS = {404, 409, 412}
_TOO_LARGE = 413
_PASSING = {401, 403, 408, 429}
"""Refusals that a person or time mends, without a change to this program."""


class RowMissing(StoreConflict):
    """There is no such row."""


class TableMissing(StoreConflict):
    """There is no such table yet, so no row either."""


async def answered[T](call: Awaitable[T]) -> T:
    """What the call returns.

    Raises:
        StoreConflict: the service answered that a row is not as it was said to be.
        StoreUnavailable: no answer in time, none at all, or one that it cannot now.
        StoreLimit: the service found the request too large.
        StoreError: the request was wrong in itself.
    """
    try:
        async with asyncio.timeout(CALL_LIMIT):
            return await call
    except TimeoutError:
        message = f"storage did not answer within {CALL_LIMIT:.0f} s"
        raise StoreUnavailable(message) from None
    except HttpResponseError as error:
        raise refusal(error) from None
    except AzureError as error:
        message = f"storage cannot be reached ({type(error).__name__})"
        raise StoreUnavailable(message) from None


def refusal(error: HttpResponseError) -> StoreError:
    """The port's error for an answer that is not a success."""
    status = error.status_code or 0
    code = _code(error)
    message = f"storage answered {status} {code}"
    if code in {"TableNotFound", "ResourceNotFound"}:
        return TableMissing(message) if code == "TableNotFound" else RowMissing(message)
    if code == "TableBeingDeleted" or status in _PASSING or status >= 500 or not status:  # noqa: PLR2004 - 5xx
        return StoreUnavailable(message)
    if status in _CONFLICTS:
        return StoreConflict(message)
    return StoreLimit(message) if status == _TOO_LARGE else StoreError(message)


def _code(error: HttpResponseError) -> str:
    """The service's name for the refusal: a word from its documented list, or what HTTP calls it."""
    code = getattr(error, "error_code", None)
    word = str(getattr(code, "value", code) or "")
    return word if word.isalnum() else "without a code"
