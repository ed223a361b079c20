"""The routes that the SDK calls: send a mail, ask what became of it."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from uuid import UUID, uuid4

from aiohttp import web
from azure.core.exceptions import AzureError

from devstack.mail_catcher import answers
from devstack.mail_catcher.faults import Fault, Script
from devstack.mail_catcher.mailbox import Mailbox
from devstack.mail_catcher.message import Message, MessageInvalid, read_message
from devstack.mail_catcher.repeatability import NotRepeatable, Repetitions
from devstack.mail_catcher.reports import Reports
from devstack.mail_catcher.signature import Signed, what_is_wrong

type Now = Callable[[], Awaitable[datetime]]
_FINAL = {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY}


class MailService:
    """The service's side: signature, limits, repetition, delivery, and failures on request.

    ``now`` is the product's time: when mails are received, and what repeatability is reckoned with.
    Signatures are dated by the SDK with the real time.
    """

    def __init__(
        self, mailbox: Mailbox, script: Script, *, key: bytes, now: Now, reports: Reports | None = None
    ) -> None:
        """Take the parts; nothing happens yet."""
        self._mailbox = mailbox
        self._script = script
        self._key = key
        self._now = now
        self._reports = reports or Reports(None)
        self._repetitions = Repetitions()
        self._refused: dict[str, Fault] = {}

    def routes(self) -> list[web.RouteDef]:
        """The two routes of the REST API."""
        return [
            web.post("/emails:send", self._send),
            web.get("/emails/operations/{operation}", self._operation),
        ]

    async def _send(self, request: web.Request) -> web.StreamResponse:
        """Take one mail, or say why not."""
        body = await _read(request)
        wrong = self._denial(request, body)
        if wrong:
            return answers.denied(wrong)
        now = await self._now()
        try:
            operation = _operation_of(request)
            self._repetitions.check(request.headers, body, now)
            known = self._mailbox.knows(operation)
            answer = self._take(request, read_message(body), operation, now)
        except NotRepeatable as refusal:
            return answers.error(refusal.status, refusal.code, str(refusal))
        except MessageInvalid as refusal:
            return answers.error(HTTPStatus.BAD_REQUEST, refusal.code, str(refusal))
        if not known:
            await self._report(operation, now)
        return answer

    async def _report(self, operation: str, now: datetime) -> None:
        """Report a mail that was caught just now as is wished of its recipients; a silent queue gets none."""
        mail = self._mailbox.caught_as(operation)
        if mail:
            with suppress(AzureError):
                await self._reports.of_caught(mail, now)

    def _take(
        self, request: web.Request, message: Message, operation: str, now: datetime
    ) -> web.StreamResponse:
        """Deliver, unless a failure was asked for."""
        fault = self._fault(message, operation)
        if fault is None or fault.accept_then_drop:
            self._mailbox.deliver(message, operation, now)
        if fault is None:
            return answers.accepted(request, operation)
        if fault.status is not None:
            return _failure(fault.status, fault, message)
        return _no_answer(request)

    def _fault(self, message: Message, operation: str) -> Fault | None:
        """The failure that is due; a refusal is for good: the same operation meets it again."""
        if operation in self._refused and not self._mailbox.knows(operation):
            return self._refused[operation]
        people = message.recipients
        fault = self._script.take({each.address.lower() for each in (*people.to, *people.cc, *people.bcc)})
        if fault is not None and fault.status in _FINAL:
            self._refused[operation] = fault
        return fault

    async def _operation(self, request: web.Request) -> web.Response:
        """What became of an operation: everything delivered has succeeded."""
        wrong = self._denial(request, await _read(request))
        if wrong:
            return answers.denied(wrong)
        operation = request.match_info["operation"].lower()
        if self._mailbox.knows(operation):
            return answers.succeeded(operation)
        return answers.error(HTTPStatus.NOT_FOUND, "NotFound", "There is no such operation.")

    def _denial(self, request: web.Request, body: bytes) -> str:
        """Why the request is not let in, or nothing."""
        signed = Signed(request.method, request.raw_path, request.headers, body)
        return what_is_wrong(signed, key=self._key, now=datetime.now(UTC))


async def _read(request: web.Request) -> bytes:
    """The whole body; one that is far too large is cut off and so fails its signature."""
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        return b""


def _operation_of(request: web.Request) -> str:
    """The caller's operation id, or a new one."""
    if "api-version" not in request.query:
        sentence = "The api-version query parameter is required."
        raise MessageInvalid(sentence, "MissingApiVersionParameter")
    given = request.headers.get("Operation-Id") or request.headers.get("Repeatability-Request-ID")
    try:
        return str(UUID(given)) if given else str(uuid4())
    except ValueError:
        sentence = "Operation-Id is not a UUID."
        raise MessageInvalid(sentence) from None


def _failure(status: int, fault: Fault, message: Message) -> web.Response:
    """A failure on request. It repeats an address on purpose: callers must not pass the sentence on."""
    code = HTTPStatus(status).phrase.title().replace(" ", "") if status in HTTPStatus else "Failure"
    sentence = f"Asked to fail for {message.recipients.to[0].address}."
    return answers.error(status, code, sentence, retry_after=fault.retry_after)


def _no_answer(request: web.Request) -> web.Response:
    """Cut the connection. What is returned after that reaches nobody."""
    if request.transport:
        request.transport.abort()
    return web.Response()
