"""What the storage services answer, told in the words of the ports. No text here carries a key or content."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from azure.core.exceptions import AzureError, HttpResponseError
from azure.core.pipeline.transport import AioHttpTransport

from shared.adapters.calls import ServiceAnswer
from shared.ports.store import StoreConflict, StoreError, StoreLimit, StoreUnavailable

CALL_LIMIT = 25.0
"""Seconds after which a call ends, answered or not. The architecture allows 30."""

CONNECT_LIMIT = 5.0
ANSWER_LIMIT = 15.0
"""Seconds without a byte after which one request is given up."""

PAUSES = (0.1, 0.5)
"""Seconds before a call is made the second and the third time."""

_NOT_FOUND = 404
_CONFLICTS = {_NOT_FOUND, 409, 412}
_TOO_LARGE = 413
_PASSING = {401, 403, 408, 429}
"""Refusals that a person or time mends, without a change to this program."""

_REFUSALS = range(400, 500)
"""Whatever else is no success was not said by the service about this request."""


_WORD = re.compile(r'(?:"code": ?"|<(?:m:)?code>)(\w+)', re.IGNORECASE)


class RowMissing(StoreConflict):
    """There is no such row."""


class TableMissing(StoreConflict):
    """There is no such table yet, so no row either."""


async def answered[T](call: Awaitable[T], limit: float = CALL_LIMIT) -> T:
    """What the call returns, within ``limit`` seconds.

    Raises:
        StoreConflict: the service answered that a row is not as it was said to be.
        StoreUnavailable: no answer in time, none at all, or one that it cannot now.
        StoreLimit: the service found the request too large.
        StoreError: the request was wrong in itself.
    """
    try:
        async with asyncio.timeout(limit):
            return await call
    except TimeoutError:
        message = f"storage did not answer within {limit:.0f} s"
        raise StoreUnavailable(message) from None
    except HttpResponseError as error:
        raise refusal(error.status_code or 0, _code(error)) from None
    except AzureError as error:
        message = f"storage cannot be reached ({type(error).__name__})"
        raise StoreUnavailable(message) from None


async def asked[T](ask: Callable[[], Awaitable[T]]) -> T:
    """Ask, and ask again where the service was not there; in all no longer than one call may take."""
    return await answered(_asked_again(ask))


async def _asked_again[T](ask: Callable[[], Awaitable[T]]) -> T:
    for pause in PAUSES:
        try:
            return await answered(ask())
        except StoreUnavailable:
            await asyncio.sleep(pause)
    return await answered(ask())


def transport() -> AioHttpTransport:
    """Connections with limits of time, and without this machine's proxies."""
    return AioHttpTransport(
        use_env_settings=False, connection_timeout=CONNECT_LIMIT, read_timeout=ANSWER_LIMIT
    )


def client_options() -> dict[str, Any]:
    """Every client asks once, with limits; asking again is ours."""
    return {"transport": transport(), "retry_total": 0}


def refusal(status: int, code: str) -> StoreError:
    """The port's error for an answer that is not a success.

    Args:
        status: of the HTTP answer; 0 where there was none.
        code: the service's word for the refusal; "" where it gave none.
    """
    message = f"storage answered {status} {code if code.isalnum() else ''}".rstrip()
    if code == "TableNotFound":
        return TableMissing(message)
    unnamed = status == _NOT_FOUND and not code  # the service always says what it has not found
    if code == "TableBeingDeleted" or unnamed or status in _PASSING or status not in _REFUSALS:
        return StoreUnavailable(message)
    if status in _CONFLICTS:
        return RowMissing(message) if status == _NOT_FOUND else StoreConflict(message)
    return StoreLimit(message) if status == _TOO_LARGE else StoreError(message)


def refused(answer: ServiceAnswer) -> StoreError:
    """The port's error for an answer of a quick call that is not a success."""
    return refusal(answer.status_code, answer.headers.get("x-ms-error-code") or word_of(answer.text()))


def word_of(content: str) -> str:
    """The service's word for its refusal, as an answer's content has it; "" where it gives none."""
    match = _WORD.search(content)
    return match.group(1) if match else ""


def _code(error: HttpResponseError) -> str:
    """The service's word for the refusal, from its documented list; the SDK has it as a text or an enum."""
    code = getattr(error, "error_code", None)
    return str(getattr(code, "value", code) or "")
