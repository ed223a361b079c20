"""A provider that answers whatever it is told to, for answers that the local endpoint never gives."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.test_utils import TestServer
from azure.core.credentials import AzureKeyCredential

from shared.adapters.mail import AzureMailer
from shared.ports.mailer import Address, Mail

OTHER_KEY = "YW5vdGhlciBrZXk="
MAIL = Mail(
    operation_id="6c5d3f0e-7f0c-4f3e-9a52-0d9d4f8f8a11",
    sender="support@example.com",
    to=Address("karin@example.org"),
    subject="Your request",
    text="We have it.",
    html="<p>We have it.</p>",
)


class Provider:
    """Answers each request with the next of the given answers, and keeps what was asked."""

    def __init__(self, *answers: web.Response) -> None:
        self.requests: list[tuple[str, str, Mapping[str, str]]] = []
        self._answers = iter(answers)

    async def answer(self, request: web.Request) -> web.Response:
        self.requests.append((request.method, request.path, request.headers.copy()))
        return next(self._answers)


@asynccontextmanager
async def mailer_to(provider: Provider) -> AsyncIterator[AzureMailer]:
    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", provider.answer)
    async with (
        TestServer(application, host="127.0.0.1") as server,
        mailer_with(str(server.make_url("/"))) as mailer,
    ):
        yield mailer


@asynccontextmanager
async def mailer_with(endpoint: str, key: str = OTHER_KEY) -> AsyncIterator[AzureMailer]:
    async with AzureMailer(endpoint, AzureKeyCredential(key)) as mailer:
        yield mailer


def error(status: int, code: str = "", headers: Mapping[str, str] | None = None) -> web.Response:
    body = {"error": {"code": code, "message": "Refused for karin@example.org"}}
    return web.json_response(body, status=status, headers=headers)


def operation(status: str, code: str = "") -> web.Response:
    return web.json_response({"id": MAIL.operation_id, "status": status, "error": {"code": code}})
