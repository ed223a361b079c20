"""The two calls of Azure Communication Services, composed here or by the SDK. Errors are the SDK's."""

import json
from collections.abc import Mapping
from typing import Any, Protocol

from azure.communication.email.aio import EmailClient
from azure.core.exceptions import AzureError, HttpResponseError
from azure.core.pipeline.transport import AioHttpTransport
from azure.core.rest import HttpRequest

from shared.adapters.calls import Line, ServiceAnswer
from shared.adapters.mail_message import as_message
from shared.ports.mailer import Mail

API_VERSION = "2025-09-01"
_OK, _ACCEPTED, _NOT_FOUND = 200, 202, 404


class MailCalls(Protocol):
    """What is asked of the service. Raises ``HttpResponseError`` for a refusal, with its answer."""

    async def post(self, mail: Mail, headers: Mapping[str, str]) -> None:
        """Send; return when the mail is accepted."""

    async def operation(self, operation: str) -> dict[str, Any] | None:
        """What the service knows of an operation, or None where it knows none."""


class SdkMailCalls:
    """``MailCalls`` by the SDK alone."""

    def __init__(self, client: EmailClient) -> None:
        """Use this client."""
        self._client = client

    async def post(self, mail: Mail, headers: Mapping[str, str]) -> None:
        """See ``MailCalls.post``. The poller is not used: acceptance is all that the port promises."""
        await self._client.begin_send(
            as_message(mail), operation_id=mail.operation_id, headers=dict(headers), polling=False
        )

    async def operation(self, operation: str) -> dict[str, Any] | None:
        """See ``MailCalls.operation``."""
        response = await self._client.send_request(HttpRequest("GET", _operation("{endpoint}", operation)))
        if response.status_code == _NOT_FOUND:
            return None
        response.raise_for_status()
        return json_object(response)


class QuickMailCalls:
    """``MailCalls`` composed here: what is sent is the same, and a test compares them."""

    def __init__(self, client: EmailClient, transport: AioHttpTransport) -> None:
        """Call the client's service over its transport, signed as it signs."""
        settings = client._config  # noqa: SLF001 - no public way; the contract tests watch it
        self._line = Line(transport, settings.authentication_policy)
        self._endpoint = settings.endpoint

    async def post(self, mail: Mail, headers: Mapping[str, str]) -> None:
        """See ``MailCalls.post``."""
        address = f"{self._endpoint}/emails:send?api-version={API_VERSION}"
        ours = {**headers, "Operation-Id": mail.operation_id, **_JSON}
        _must_be(_ACCEPTED, await self._line.call("POST", address, ours, json.dumps(as_message(mail))))

    async def operation(self, operation: str) -> dict[str, Any] | None:
        """See ``MailCalls.operation``."""
        answer = await self._line.call("GET", _operation(self._endpoint, operation), {})
        if answer.status_code == _NOT_FOUND:
            return None
        _must_be(_OK, answer)
        return json_object(answer)


def json_object(response: Any) -> dict[str, Any]:  # noqa: ANN401 - the SDK has several unrelated kinds of response
    """The JSON object in a response; an empty one where a proxy answered something else."""
    try:
        body = response.json()
    except (ValueError, AzureError):
        return {}
    return body if isinstance(body, dict) else {}


_JSON = {"Content-Type": "application/json", "Accept": "application/json"}


def _operation(endpoint: str, operation: str) -> str:
    return f"{endpoint}/emails/operations/{operation}?api-version={API_VERSION}"


def _must_be(status: int, answer: ServiceAnswer) -> None:
    """Raises ``HttpResponseError``: the answer has another status."""
    if answer.status_code != status:
        raise _Refused(answer)


class _Refused(HttpResponseError):
    """A refusal of a quick call, with the status and the answer where the SDK's errors have them."""

    def __init__(self, answer: ServiceAnswer) -> None:
        super().__init__(f"answered {answer.status_code}")
        self.status_code = answer.status_code
        self.response = answer  # type: ignore[assignment] # has what is read of it: headers and JSON
