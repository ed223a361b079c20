"""The mail adapter: Azure Communication Services e-mail, through its SDK or over its SDK's connections.

What the service documents (learn.microsoft.com, "Repeatability of requests", for the e-mail send API):
- The headers ``Repeatability-Request-ID`` (a UUID) and ``Repeatability-First-Sent`` (an HTTP date) make a
  send repeatable. Requests are tracked for 5 minutes.
- Repeated within that time with the same content: the first answer again (2xx or 4xx), 409 while the first is
  still under way, executed anew where the first answer was 5xx. With other content: 400.
- First sent longer ago: 412, nothing executed. The same answer meets a machine whose clock is wrong.
  (So a retry from the outbox, minutes later, always meets it.)
- ``GET /emails/operations/{id}`` tells what became of an operation; the caller may choose the id.

What is unproved, because no document says it: what a repeated ``Operation-Id`` without repeatability headers
is answered with, and for how long operations are remembered. So no answer to a perhaps repeated send is taken
as final before the service was asked for the operation: known there means accepted. Only where the service
has forgotten an operation that it once accepted is a mail sent twice.
"""

import asyncio
import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from azure.communication.email.aio import EmailClient
from azure.core.credentials import AzureKeyCredential
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError, HttpResponseError
from azure.core.pipeline.transport import AioHttpTransport

from shared.adapters.mail_calls import API_VERSION, QuickMailCalls, SdkMailCalls, json_object
from shared.ports.mailer import Mail, MailDeferred, MailQuotaUsedUp, MailRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 25
"""No call takes longer, whatever requests it consists of; the port promises 30."""

CONNECT_SECONDS = 10

_PERHAPS_REPEATED = {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED}
_NOT_NOW = {
    # Our own settings are wrong (key, role, endpoint, unlinked domain): it must not cost mails. The service
    # also answers 401 now and then for no reason.
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.CONFLICT,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.TOO_MANY_REQUESTS,
}
_GONE_WRONG = {"Failed", "Canceled"}
_CODE = re.compile(r"[A-Za-z]{1,80}")
_SECONDS = re.compile(r"\d{1,9}(\.\d{1,9})?")


class AzureMailer:
    """``Mailer`` over Azure Communication Services. One per process; ``close`` it at the end."""

    def __init__(
        self,
        endpoint: str,
        credential: AzureKeyCredential | AsyncTokenCredential,
        *,
        patience: float = SECONDS,
        quick: bool = True,
    ) -> None:
        """Make the client; nothing is sent yet. A token credential is refused over http by the SDK.

        Args:
            endpoint: of the service.
            credential: its key, or an identity.
            patience: how long a call may take in all, in seconds.
            quick: compose the calls here; the SDK takes three times as long for them.
        """
        self._patience = patience
        transport = AioHttpTransport(
            use_env_settings=False, connection_timeout=CONNECT_SECONDS, read_timeout=patience
        )
        self._client = EmailClient(
            endpoint,
            credential,
            api_version=API_VERSION,
            retry_total=0,  # a retry would sleep a whole Retry-After inside a function, and repeat a POST
            permit_redirects=False,
            transport=transport,
        )
        self._calls = QuickMailCalls(self._client, transport) if quick else SdkMailCalls(self._client)

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        """Hand over one mail, as the port promises. At most three requests, ``patience`` for all."""
        try:
            async with asyncio.timeout(self._patience):
                await self._hand_over(mail, first_sent)
        except HttpResponseError as error:
            raise _meaning(error) from None
        except (AzureError, TimeoutError) as error:
            raise MailDeferred(type(error).__name__) from None

    async def probe(self) -> None:
        """Ask for an operation that nobody started; that there is none is a good answer.

        The service allows 60 such requests a minute and 200 an hour (default quota). 429 is an answer too:
        sending has a quota of its own.
        """
        try:
            async with asyncio.timeout(self._patience):
                await self._calls.operation(str(uuid4()))
        except HttpResponseError as error:
            if error.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                raise MailDeferred(_reason(error)) from None
        except (AzureError, TimeoutError) as error:
            raise MailDeferred(type(error).__name__) from None

    async def close(self) -> None:
        """Close the connections. ``async with`` does it too."""
        await self._client.close()

    async def __aenter__(self) -> Self:
        """Open nothing: connections are opened when they are needed."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self.close()

    async def _hand_over(self, mail: Mail, first_sent: datetime) -> None:
        """Send; where the answer may mean "you sent this before", find out."""
        try:
            await self._calls.post(mail, _repeatable(mail.operation_id, first_sent))
            return  # noqa: TRY300 - the way on from an error is what follows the try
        except HttpResponseError as error:
            if error.status_code not in _PERHAPS_REPEATED:
                raise
            if await self._was_accepted(mail.operation_id):
                return
            if error.status_code == HTTPStatus.CONFLICT:
                raise
        # No attempt was accepted, so nothing can be doubled. Without the headers only the mail itself is
        # judged: not our clock (412), not a text that a deployment changed between two attempts (400).
        await self._calls.post(mail, {})

    async def _was_accepted(self, operation: str) -> bool:
        """Whether an earlier attempt was taken. A failed status request leaves it open.

        Raises:
            MailRefused: it was taken and has failed for good.
            MailDeferred: the service would not say.
        """
        try:
            found = await self._calls.operation(operation)
        except HttpResponseError as error:
            raise MailDeferred(_reason(error), _retry_after(error)) from None
        if found is not None and found.get("status") in _GONE_WRONG:
            raise MailRefused(_code(found.get("error")) or "OperationFailed")
        return found is not None


def _repeatable(operation: str, first_sent: datetime) -> dict[str, str]:
    """The documented headers that make a send repeatable."""
    return {
        "Repeatability-Request-ID": operation,
        "Repeatability-First-Sent": format_datetime(first_sent.astimezone(UTC), usegmt=True),
    }


def _meaning(error: HttpResponseError) -> MailRefused | MailDeferred:
    """Refused for good only where the service has judged this very mail."""
    status = error.status_code or 0
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _NOT_NOW:
        return MailRefused(_reason(error))
    deferred = MailQuotaUsedUp if status == HTTPStatus.TOO_MANY_REQUESTS else MailDeferred
    return deferred(_reason(error), _retry_after(error))


def _reason(error: HttpResponseError) -> str:
    """Status and error code. Never the service's sentence: it may repeat an address."""
    return f"{error.status_code or type(error).__name__} {_error_code(error)}".strip()


def _error_code(error: HttpResponseError) -> str:
    """The service's code for what is wrong, or nothing."""
    return _code(json_object(error.response).get("error")) if error.response else ""


def _code(error: object) -> str:
    """The code in an error object, if it looks like one: letters only."""
    code = str(_as_object(error).get("code", ""))
    return code if _CODE.fullmatch(code) else ""


def _as_object(body: object) -> dict[str, Any]:
    """JSON that should be an object; anything else is an empty one."""
    return body if isinstance(body, dict) else {}


def _retry_after(error: HttpResponseError) -> float | None:
    """Seconds that the service asks us to wait, where it names them."""
    headers: Mapping[str, str] = getattr(error.response, "headers", None) or {}
    for name in ("retry-after-ms", "x-ms-retry-after-ms"):
        if _SECONDS.fullmatch(headers.get(name, "")):
            return float(headers[name]) / 1000
    wish = headers.get("Retry-After", "")
    return float(wish) if _SECONDS.fullmatch(wish) else _seconds_between(headers.get("Date", ""), wish)


def _seconds_between(earlier: str, later: str) -> float | None:
    """A wish given as an instant, reckoned from the service's own clock; None where it is neither."""
    try:
        return max(0.0, (parsedate_to_datetime(later) - parsedate_to_datetime(earlier)).total_seconds())
    except (ValueError, TypeError):
        return None
