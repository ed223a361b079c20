"""The headers of a message or part, as clean text."""

import re
from email.message import Message

from shared.mail.reading.headers.encoded_words import as_meant
from shared.mail.reading.headers.lenient_policy import LENIENT, MOST_KEPT
from shared.mail.reading.text.cleaning import clean_line, without_surrogates
from shared.mail.reading.text.notes import Notes

MOST_OF_A_NAME = 50
"""Headers of one name that are looked at, from the top."""

_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
_COMMENT = re.compile(r"\([^()]*\)")

type AnyMessage = Message[str, str]


def header_values(message: AnyMessage, name: str) -> list[str]:
    """The text of each header of this name, from the top."""
    return [str(value) for value in raw_values(message, name)]


def raw_values(message: AnyMessage, name: str) -> list[object]:
    """Each header of this name as the library reads it."""
    return [LENIENT.header_fetch_parse(name, written) for written in written_values(message, name)]


def written_values(message: AnyMessage, name: str) -> list[str]:
    """Each header of this name as it came."""
    wanted = name.lower()
    return [str(value) for each, value in message.raw_items() if each.lower() == wanted][:MOST_OF_A_NAME]


def children(message: AnyMessage) -> list[AnyMessage]:
    """The parts directly below this one; a text is never asked for its payload, which may raise."""
    below = message.get_payload() if message.is_multipart() else []
    return [each for each in below if isinstance(each, Message)] if isinstance(below, list) else []


def header_text(message: AnyMessage, name: str) -> str:
    """The first header of this name that says anything, on one line; else ""."""
    read = (str(LENIENT.header_fetch_parse(name, written)) for written in written_values(message, name))
    return next((text for value in read if (text := clean_line(value))), "")


def header_word(message: AnyMessage, name: str) -> str:
    """The first word of the header in lower case, without comments and parameters."""
    words = without_comments(header_text(message, name)).partition(";")[0].split()
    return words[0].lower() if words else ""


def without_comments(text: str) -> str:
    """The text without what stands in brackets, nested three deep at most."""
    for _ in range(3):
        text = _COMMENT.sub(" ", text)
    return text


def message_ids(message: AnyMessage, name: str) -> tuple[str, ...]:
    """The Message-IDs in these headers, in order, each once, with their angle brackets."""
    written = (clean_line(value[:MOST_KEPT]) for value in written_values(message, name))
    return tuple(dict.fromkeys(each for value in written for each in _MESSAGE_ID.findall(value)))


def own_message_id(message: AnyMessage) -> str:
    """The Message-ID with its angle brackets; one without them, or written with blanks, gets them."""
    ids = message_ids(message, "message-id")
    written = next(iter(written_values(message, "message-id")), "")[:MOST_KEPT]
    bare = "".join(clean_line(written).split()).strip("<>")[:500]
    return ids[0] if ids else f"<{bare}>" if bare else ""


def note_odd_charsets(message: AnyMessage, notes: Notes) -> None:
    """Say what of the headers that people see was read otherwise than it says."""
    for name in ("subject", "from", "sender"):
        for written in written_values(message, name)[:1]:
            as_meant(name, without_surrogates(written[:MOST_KEPT]), notes)


def note_long_headers(message: AnyMessage, notes: Notes) -> None:
    """Say which headers are too long to be looked at as a whole."""
    for name, value in message.raw_items():
        if len(str(value)) > MOST_KEPT:
            notes.add(f"the header {clean_line(name)[:40]} is too long and was cut")
