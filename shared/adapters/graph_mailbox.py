"""The vendor's shared mailbox at Microsoft 365, through Microsoft Graph. Unproved against the real service.

What the service documents (learn.microsoft.com, "message: delta", "Get incremental changes to messages in a
folder", "Get MIME content of a message"):
- Delta is asked a folder at a time; ``changeType=created`` leaves out moves and marks as read, a filter on
  ``receivedDateTime`` leaves out what is older. The service writes both into the links that it returns.
- ``@odata.nextLink`` leads to the next page, ``@odata.deltaLink`` to what will have come later. Both are
  opaque. A forgotten one is answered with 410.
- ``/$value`` is the whole message as it came.
The application needs ``Mail.Read``, best limited to this one mailbox by an application access policy.
"""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import quote

import httpx
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError

from shared.ports.mailbox import MailboxCursorLost, MailboxPage, MailboxUnavailable

ENDPOINT = "https://graph.microsoft.com/v1.0"
PAGE = 50
SECONDS = 25.0
"""No request takes longer to begin to answer."""

_SCOPE = "https://graph.microsoft.com/.default"
_PREFER = f'odata.maxpagesize={PAGE}, IdType="ImmutableId"'


class GraphMailbox:
    """``Mailbox`` over Microsoft Graph. One per process; ``close`` it at the end."""

    def __init__(self, mailbox: str, credential: AsyncTokenCredential, endpoint: str = ENDPOINT) -> None:
        """Make the client; nothing is asked yet. ``mailbox`` is the address of the shared mailbox."""
        self._folder = f"{endpoint}/users/{quote(mailbox)}"
        self._endpoint = endpoint
        self._client = httpx.AsyncClient(
            auth=_Bearer(credential), timeout=SECONDS, trust_env=False, headers={"Prefer": _PREFER}
        )

    async def page(self, cursor: str, since: datetime) -> MailboxPage:
        """See ``shared.ports.Mailbox.page``. One request."""
        if cursor and not cursor.startswith(f"{self._endpoint}/"):
            raise MailboxCursorLost  # it leads elsewhere, and would take our token along
        response = await self._get(cursor or self._first(since))
        if response.status_code == HTTPStatus.GONE:
            raise MailboxCursorLost
        found = _json(_must_succeed(response))
        later = found.get("@odata.nextLink")
        mails = tuple(str(each["id"]) for each in found.get("value", []) if "@removed" not in each)
        return MailboxPage(mails, str(later or found.get("@odata.deltaLink", "")), last=later is None)

    async def raw(self, mail: str) -> bytes | None:
        """See ``shared.ports.Mailbox.raw``. One request."""
        response = await self._get(f"{self._folder}/messages/{quote(mail, safe='')}/$value")
        if response.status_code == HTTPStatus.NOT_FOUND:
            return None
        return _must_succeed(response).content

    async def close(self) -> None:
        """Close the connections. ``async with`` does it too."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        """Open nothing: connections are opened when they are needed."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self.close()

    def _first(self, since: datetime) -> str:
        """The request that begins anew."""
        instant = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        wanted = f"$select=id&changeType=created&$filter=receivedDateTime+ge+{instant}"
        return f"{self._folder}/mailFolders/inbox/messages/delta?{wanted}"

    async def _get(self, address: str) -> httpx.Response:
        try:
            return await self._client.get(address)
        except (httpx.HTTPError, AzureError) as error:
            raise MailboxUnavailable(type(error).__name__) from None


class _Bearer(httpx.Auth):
    """The token of the functions' identity, on every request. The credential keeps it while it lasts."""

    def __init__(self, credential: AsyncTokenCredential) -> None:
        self._credential = credential

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        token = await self._credential.get_token(_SCOPE)
        request.headers["Authorization"] = f"Bearer {token.token}"
        yield request


def _must_succeed(response: httpx.Response) -> httpx.Response:
    """Raises ``MailboxUnavailable`` with the status alone: the service's sentence may repeat an address."""
    if not response.is_success:
        raise MailboxUnavailable(str(response.status_code))
    return response


def _json(response: httpx.Response) -> dict[str, Any]:
    """The JSON object in the answer. Raises ``MailboxUnavailable`` where a proxy answered something else."""
    try:
        found = response.json()
    except ValueError as error:
        raise MailboxUnavailable(type(error).__name__) from None
    return found if isinstance(found, dict) else {}
