"""One call to a service of Azure, from its first byte to its last: every quick call begins and ends here.

The SDK's client keeps its address, its credential, its signing and its connections. What its pipeline does
beside that (a dozen policies, an id made from the machine's, an answer read through several objects) is left
out: two thirds of a call's CPU time. See ``docs/adr/calls-composed-here.md``.
"""

import json
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import aiohttp
from azure.core.exceptions import ServiceRequestError, ServiceResponseError
from azure.core.pipeline import PipelineContext, PipelineRequest, PipelineResponse
from azure.core.pipeline.policies import AsyncHTTPPolicy, SansIOHTTPPolicy
from azure.core.pipeline.transport import AioHttpTransport

from shared.ports.telemetry import telemetry

type Signing = SansIOHTTPPolicy[Any, Any] | AsyncHTTPPolicy[Any, Any]
"""What puts the account's key or the identity's token on a request."""


@dataclass(slots=True)
class ServiceRequest:
    """What is asked; its names are those that the SDK's signing reads and sets."""

    method: str
    url: str
    headers: dict[str, str]
    body: str | None

    @property
    def query(self) -> dict[str, str]:
        """The parameters in the address, as they stand there."""
        pairs = [each.partition("=") for each in urlsplit(self.url).query.split("&") if each]
        return {name: value for name, _, value in pairs}


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """The whole answer; its names are those that the SDK reads."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    def text(self) -> str:
        """The content; what is not UTF-8 in it is marked as such."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:  # noqa: ANN401 - whatever the service says
        """What the content says. Raises ``ValueError``: it is not JSON."""
        return json.loads(self.content)


class Line:
    """Calls to one service over the SDK's transport, signed by the SDK."""

    def __init__(
        self, transport: AioHttpTransport, signing: Signing | None, dates: Sequence[str] = ("x-ms-date",)
    ) -> None:
        """Use the transport that the SDK's client was given; closing that client closes it.

        ``dates``: the headers in which this service is told what time it is.
        """
        self._transport = transport
        self._dates = dates
        self._ask = _signed(signing, _Sending(transport))

    async def call(
        self, method: str, address: str, headers: Mapping[str, str], content: str | None = None
    ) -> ServiceAnswer:
        """Ask once, and read the whole answer, whatever its status. Follows no redirection.

        Raises:
            AzureError: there is no whole answer, or no token to ask with.
        """
        ours = {**headers, **_ALWAYS, "x-ms-client-request-id": str(uuid4())}
        ours |= dict.fromkeys(self._dates, _http_date(int(time.time())))
        if content is not None:
            ours["Content-Length"] = str(len(content) if content.isascii() else len(content.encode()))
        request = PipelineRequest(
            ServiceRequest(method, address, ours, content), PipelineContext(self._transport)
        )
        with telemetry().call(method, address) as called:
            answer: ServiceAnswer = (await self._ask(request)).http_response
            called.answered(answer.status_code)
        return answer


class _Sending(AsyncHTTPPolicy[Any, Any]):
    """The last step: over the SDK's connections, within its limits of time."""

    def __init__(self, transport: AioHttpTransport) -> None:
        super().__init__()
        self._transport = transport
        limits = transport.connection_config
        self._limits = aiohttp.ClientTimeout(sock_connect=limits.timeout, sock_read=limits.read_timeout)

    async def send(self, request: PipelineRequest[Any]) -> PipelineResponse[Any, Any]:
        """Send it, and read the answer. Errors have the SDK's names."""
        try:
            answer = await self._answer(request.http_request)
        except TimeoutError as error:
            raise ServiceResponseError(error, error=error) from error
        except aiohttp.ClientError as error:
            raise ServiceRequestError(error, error=error) from error
        return PipelineResponse(request.http_request, answer, request.context)

    async def _answer(self, request: ServiceRequest) -> ServiceAnswer:
        if self._transport.session is None:
            await self._transport.open()
        async with self._transport.session.request(
            request.method,
            request.url,
            headers=request.headers,
            data=request.body.encode() if request.body else None,
            timeout=self._limits,
            allow_redirects=False,
            skip_auto_headers=_NO_TYPE_OF_ITS_OWN,
        ) as response:
            return ServiceAnswer(response.status, response.headers, await response.read())


type Asking = Callable[[PipelineRequest[Any]], Awaitable[PipelineResponse[Any, Any]]]


def _signed(signing: Signing | None, sending: _Sending) -> Asking:
    """Sign, then send. A token is fetched first, and once more where the service asks for another."""
    if signing is None:
        return sending.send  # the address itself says what it may do
    if isinstance(signing, AsyncHTTPPolicy):
        ours = copy(signing)  # the SDK's own is followed by its own next step
        ours.next = sending
        return ours.send

    async def ask(request: PipelineRequest[Any]) -> PipelineResponse[Any, Any]:
        signing.on_request(request)
        return await sending.send(request)

    return ask


_ALWAYS = {"User-Agent": "support-desk", "Accept-Encoding": "identity"}
_NO_TYPE_OF_ITS_OWN = ("Content-Type",)


@lru_cache(maxsize=1)
def _http_date(second: int) -> str:
    return formatdate(second, usegmt=True)
