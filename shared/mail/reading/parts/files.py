"""The files of a mail, named as the mail names them."""

import mimetypes
import re

from shared.domain.incoming.incoming import IncomingFile
from shared.mail.reading.headers.headers import AnyMessage, header_text
from shared.mail.reading.parts.payloads import payload_of
from shared.mail.reading.text.cleaning import clean_line
from shared.mail.reading.text.notes import Notes

LONGEST_NAME = 255

_FOLDER = re.compile(r"^.*[/\\]", re.DOTALL)


def file_of(part: AnyMessage, notes: Notes, *, inline: bool = False) -> IncomingFile:
    """The part as a file."""
    return named_file(file_name(part), part.get_content_type(), payload_of(part, notes), inline=inline)


def named_file(name: str, content_type: str, content: bytes, *, inline: bool = False) -> IncomingFile:
    """A file; one without a name is called ``unnamed``, with the ending of its type."""
    kind = clean_line(content_type)[:LONGEST_NAME] or "application/octet-stream"
    shown = _FOLDER.sub("", clean_line(name)) or f"unnamed{mimetypes.guess_extension(kind) or ''}"
    return IncomingFile(name=shown[-LONGEST_NAME:], content_type=kind, content=content, inline=inline)


def file_name(part: AnyMessage) -> str:
    """The name that the part gives itself, "" where it gives none or none that can be read."""
    try:
        return clean_line(part.get_filename() or "")
    except Exception:  # noqa: BLE001 - the library decodes RFC 2231 by whatever charset the mail names
        return ""


def is_file(part: AnyMessage) -> bool:
    """Not a text to be read in its place: marked as an attachment, or with a name."""
    return disposition(part) == "attachment" or bool(file_name(part))


def disposition(part: AnyMessage) -> str:
    """``inline``, ``attachment`` or whatever is said, in lower case; "" where nothing is."""
    return header_text(part, "content-disposition").partition(";")[0].strip().lower()


def content_id(part: AnyMessage) -> str:
    """What an HTML text calls this part, "" where nothing may."""
    return header_text(part, "content-id").strip("<> ")
