"""The local mail port: what a mail program sends reaches the desk whole, or the program learns why not."""

import asyncio
import smtplib
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

ROOT = Path(__file__).parents[3]
LONGEST = 30


@dataclass
class DeskThatAnswers:
    """A desk that answers every mail with this status, and keeps what came."""

    status: int = 202
    mails: list[bytes] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.mails.append(await request.read())
        self.keys.append(request.headers["x-functions-key"])
        assert request.content_type == "message/rfc822"
        return web.Response(status=self.status)


@asynccontextmanager
async def mail_port(desk: str) -> AsyncIterator[int]:
    """The program, handing on to this desk; its port."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "devstack.smtp_port", "--desk", desk, "--leash"),
        cwd=ROOT,
        env={"HOST_FUNCTION_KEY": "a key"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    line = await process.stdout.readline()
    yield int(line.decode().rpartition(":")[2])
    process.stdin.close()
    assert await asyncio.wait_for(process.wait(), LONGEST) == 0


@asynccontextmanager
async def desk_and_port(desk: DeskThatAnswers) -> AsyncIterator[int]:
    """The port of a running pair."""
    app = web.Application()
    app.router.add_post("/api/intake/mail", desk.take)
    async with TestServer(app) as server, mail_port(str(server.make_url(""))) as port:
        yield port


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "eva@example.org", "support@example.com", "Kalendern är tom"
    mail.set_content("Sedan i morse är den tom.\n.\nHälsningar, Eva")
    return mail


def send(port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=LONGEST) as program:
        program.send_message(message(), "eva@example.org", ["support+k7q2@example.com"])


async def test_a_mail_reaches_the_desk_whole_with_its_envelope_above_it() -> None:
    desk = DeskThatAnswers()
    async with desk_and_port(desk) as port:
        await asyncio.to_thread(send, port)
    (raw,) = desk.mails
    head, _, body = raw.partition(b"\r\n\r\n")
    assert head.startswith(b"Return-Path: <eva@example.org>\r\nDelivered-To: support+k7q2@example.com\r\n")
    assert b"Authentication-Results: localhost; none\r\n" in head
    assert body == message().as_bytes(policy=message().policy.clone(linesep="\r\n")).partition(b"\r\n\r\n")[2]
    assert desk.keys == ["a key"]


@pytest.mark.parametrize(("status", "code"), [(413, 552), (400, 554), (503, 451)])
async def test_a_mail_program_is_told_what_the_desk_answered(status: int, code: int) -> None:
    async with desk_and_port(DeskThatAnswers(status)) as port:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            await asyncio.to_thread(send, port)
    assert refused.value.smtp_code == code


async def test_while_the_desk_is_away_a_mail_program_is_asked_to_try_later() -> None:
    async with mail_port("http://127.0.0.1:9") as port:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            await asyncio.to_thread(send, port)
    assert refused.value.smtp_code == 451
