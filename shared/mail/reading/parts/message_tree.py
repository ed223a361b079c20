"""The tree of a mail's parts, as the standard library reads it, within bounds."""

import re
from collections.abc import Callable
from email.message import EmailMessage
from email.parser import BytesParser
from typing import TYPE_CHECKING, cast

from shared.mail.reading.headers.lenient_policy import LENIENT
from shared.mail.reading.parts.bounds import Bounds
from shared.mail.reading.text.notes import Notes

if TYPE_CHECKING:
    from email.policy import EmailPolicy

MOST_STEPS = 20_000_000
"""Lines times declared levels: the library tries each line against the boundary of every level around it.

As many take about five seconds; a mail of 10 MB with ten parts has a tenth of them.
"""

_LEVEL = re.compile(rb"boundary|message/", re.IGNORECASE)
_MBOX_LINE = re.compile(rb"\A(?:>?From [^\r\n]{0,1000}\r?\n|\s{1,100})")


def message_of_bytes(raw: bytes, bounds: Bounds) -> EmailMessage:
    """The message with its parts; where they cannot be told apart, the headers with all else as text.

    Of too many parts the first; the bounds say so.
    """
    whole = _MBOX_LINE.sub(b"", raw, count=1)
    levels = len(_LEVEL.findall(whole))
    if levels * max(whole.count(b"\n"), whole.count(b"\r")) > MOST_STEPS:
        return _unparted(whole, bounds.notes)
    parts = _Parts(bounds)
    try:
        return _parser(parts).parsebytes(whole)
    except _TooManyParts:
        return parts.first or _unparted(whole, bounds.notes)
    except Exception:  # noqa: BLE001 - parts nested hundreds deep are a RecursionError; whatever else comes is kept as text
        return _unparted(whole, bounds.notes)


class _TooManyParts(Exception):
    """No further part of this mail is told apart."""


class _Parts:
    """Makes each part as the library comes upon it: no pattern finds all that it takes for one."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self.first: EmailMessage | None = None
        """The whole mail, to which the library adds each part as it begins."""

    def __call__(self, policy: "EmailPolicy[EmailMessage]") -> EmailMessage:
        if not self._bounds.allow_another():
            raise _TooManyParts
        made = EmailMessage(policy)
        self.first = self.first or made
        return made


def _parser(made: Callable[..., EmailMessage]) -> "BytesParser[EmailMessage]":
    return BytesParser(made, policy=cast("EmailPolicy[EmailMessage]", LENIENT))


def _unparted(raw: bytes, notes: Notes) -> EmailMessage:
    """The outer headers; the body is one text, undecoded."""
    notes.add("the mail has too many parts inside one another, so its body is shown as it was sent")
    message = _parser(EmailMessage).parsebytes(raw, headersonly=True)
    del message["content-type"]
    del message["content-transfer-encoding"]
    return message
