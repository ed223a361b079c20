"""What one part holds: its bytes or its text, decoded, whatever its headers say."""

from email.errors import InvalidBase64CharactersDefect, InvalidBase64LengthDefect

from shared.mail.reading.headers.headers import AnyMessage, header_text, header_word
from shared.mail.reading.text.broken_base64 import salvaged
from shared.mail.reading.text.charsets import printable, text_of_bytes
from shared.mail.reading.text.cleaning import clean_text
from shared.mail.reading.text.flowed import unflowed
from shared.mail.reading.text.notes import Notes

_BROKEN = (InvalidBase64CharactersDefect, InvalidBase64LengthDefect)  # missing padding loses nothing
_ENCODINGS = {
    "",
    "7bit",
    "8bit",
    "binary",
    "base64",
    "quoted-printable",
    "x-uuencode",
    "uuencode",
    "uue",
    "x-uue",
}


def payload_of(part: AnyMessage, notes: Notes) -> bytes:
    """The part's bytes; what is broken in their encoding is noted, and the rest kept."""
    encoding = header_word(part, "content-transfer-encoding")
    if encoding not in _ENCODINGS:
        notes.add(f"the encoding {printable(encoding)} is unknown, so a part is shown as it was sent")
    if header_text(part, "content-transfer-encoding").lower() != encoding:
        del part["content-transfer-encoding"]
        part["content-transfer-encoding"] = encoding
    raw = _decoded(part)
    if encoding != "base64" or not any(isinstance(defect, _BROKEN) for defect in part.defects):
        return raw
    notes.add("a part is not proper base64: it may be incomplete")
    del part["content-transfer-encoding"]
    return salvaged(_decoded(part))


def _decoded(part: AnyMessage) -> bytes:
    """The library's decoding; without the part's type where that is what it stumbles over."""
    for _ in range(2):
        try:
            raw = part.get_payload(decode=True)
            return raw if isinstance(raw, bytes) else b""
        except Exception:  # noqa: BLE001 - ValueError for a charset with a NUL, binascii.Error, and others
            del part["content-type"]
    del part["content-transfer-encoding"]
    return str(part.get_payload()).encode("utf-8", "surrogateescape")


def text_of_part(part: AnyMessage, notes: Notes) -> str:
    """The part's text, lines of ``format=flowed`` joined."""
    charset = parameter(part, "charset")
    text = clean_text(text_of_bytes(payload_of(part, notes), charset, notes))
    if parameter(part, "format").lower() == "flowed" and part.get_content_type() == "text/plain":
        return unflowed(text, delete_space=parameter(part, "delsp").lower() == "yes")
    return text


def parameter(part: AnyMessage, name: str) -> str:
    """A parameter of Content-Type, "" where there is none that can be read."""
    try:
        value = part.get_param(name, "")
    except Exception:  # noqa: BLE001 - the library unquotes whatever stands there
        return ""
    return value[2] if isinstance(value, tuple) else str(value or "")
