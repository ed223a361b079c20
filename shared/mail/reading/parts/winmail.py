"""``winmail.dat``: what Outlook wraps a mail in for others of its kind (TNEF)."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shared.domain.incoming.incoming import IncomingFile
from shared.mail.reading.parts.files import named_file
from shared.mail.reading.parts.winmail_bounds import safe_winmail
from shared.mail.reading.text.charsets import text_of_bytes
from shared.mail.reading.text.cleaning import clean_text
from shared.mail.reading.text.notes import Notes

if TYPE_CHECKING:
    from tnefparse import TNEF  # type: ignore[import-untyped]  # it has no py.typed

MOST_FILES = 100
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Winmail:
    """What was wrapped; ``html`` only where there is no plain text. ``unread``: it has a text in RTF only."""

    text: str
    html: str
    unread: bool
    files: tuple[IncomingFile, ...]


def winmail_of(raw: bytes, notes: Notes) -> Winmail | None:
    """What the wrapping holds, None where it cannot be opened."""
    from tnefparse import TNEF  # noqa: PLC0415 - few mails need it

    # What is amiss is said in the mail's notes; the library's log would name files.
    logging.getLogger("tnefparse").disabled = True
    try:
        return _opened(TNEF(safe_winmail(raw), do_checksum=False), notes)
    except Exception:  # noqa: BLE001 - the library reads offsets out of the file and raises whatever comes of it
        notes.add("winmail.dat could not be opened: it is in the mail as it came")
        return None


def _opened(wrapped: "TNEF", notes: Notes) -> Winmail:
    text = _text(wrapped.body, notes)
    html = "" if text.strip() else _text(wrapped.htmlbody, notes)
    unread = bool(wrapped.has_body()) and not text.strip() and not html.strip()
    return Winmail(text, html, unread, tuple(_files(wrapped, notes, DEEPEST)))


def _text(body: object, notes: Notes) -> str:
    """A body as the library leaves it: text or bytes, with NULs after it, or several of them."""
    if isinstance(body, list | tuple):
        return "\n".join(_text(each, notes) for each in body)
    text = text_of_bytes(body, "", notes) if isinstance(body, bytes) else str(body or "")
    return clean_text(text)


def _files(wrapped: "TNEF", notes: Notes, depth: int) -> Iterator[IncomingFile]:
    """The attachments; a mail among them gives its text as a file, and its own attachments."""
    for attachment in wrapped.attachments[:MOST_FILES]:
        embedded = getattr(attachment, "embed", None)
        if embedded is None or depth == 0:
            yield named_file(_name(attachment), "application/octet-stream", _content(attachment.data))
        else:
            text = _text(embedded.body, notes)
            yield named_file(f"{_name(attachment) or 'mail'}.txt", "text/plain", text.encode())
            yield from _files(embedded, notes, depth - 1)


def _name(attachment: object) -> str:
    """The long name, else the short one."""
    try:
        name = attachment.long_filename()  # type: ignore[attr-defined]  # the library has no annotations
    except Exception:  # noqa: BLE001 - it decodes names strictly
        name = getattr(attachment, "_name", "")
    return _text(name, Notes()).strip("\0 ")


def _content(data: object) -> bytes:
    return data if isinstance(data, bytes) else str(data or "").encode()
