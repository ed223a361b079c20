"""What the SMTP port does with a mail: it goes to the desk, and the sender learns what became of it."""

from typing import Any

import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_BYTES = 30 * 1024 * 1024
"""What the port takes; the desk has a limit of its own, and its refusal is passed on."""

_TAKEN = "250 The desk has it"
_LATER = "451 The desk cannot take it just now; try again later"
_TOO_LARGE = "552 The desk takes no mail of this size"
_REFUSED = "554 The desk refuses it"


class HandingOn:
    """The handler of the SMTP server: one POST a mail."""

    def __init__(self, desk: httpx.AsyncClient, path: str = "/api/intake/mail") -> None:
        """``desk`` calls the Functions host with its function key."""
        self._desk = desk
        self._path = path

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        """Hand the mail over, and answer as the desk did."""
        del server, session
        headers = {"Content-Type": "message/rfc822"}
        try:
            answer = await self._desk.post(self._path, content=as_received(envelope), headers=headers)
        except httpx.HTTPError:
            return _LATER
        return _reply(answer.status_code)


def as_received(envelope: Envelope) -> bytes:
    """The mail with what a receiving service writes above it: the envelope, which the headers do not have.

    It vouches for nobody: whoever can reach the port can write any sender.
    """
    content: Any = envelope.content
    recipients = "".join(f"Delivered-To: {each}\r\n" for each in envelope.rcpt_tos)
    sender = envelope.mail_from or ""
    head = f"Return-Path: <{sender}>\r\n{recipients}Authentication-Results: localhost; none\r\n"
    return head.encode("utf-8", "replace") + (content if isinstance(content, bytes) else content.encode())


def _reply(status: int) -> str:
    """What a mail program is told, from what the desk answered."""
    if httpx.codes.is_success(status):
        return _TAKEN
    if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        return _TOO_LARGE
    return _REFUSED if httpx.codes.is_client_error(status) else _LATER
