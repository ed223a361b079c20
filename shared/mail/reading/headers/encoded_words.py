"""Encoded words (RFC 2047) as they were meant: in whatever charset programs write, adjacent ones as one.

The library knows a charset only by its name, and breaks what is cut in the middle of a letter. So each run of
words is read as the bodies of mails are, and handed to it as one word in UTF-8.
"""

import base64
import binascii
import quopri
import re
from itertools import groupby

from shared.mail.reading.text.charsets import meant_by, text_of_bytes
from shared.mail.reading.text.cleaning import clean_text
from shared.mail.reading.text.notes import Notes

_ONE = r"=\?[\w.:+-]{1,60}(?:\*[\w-]{0,20})?\?[bBqQ]\?[^?\r\n]*\?="
_WORDS = re.compile(r"=\?([\w.:+-]{1,60})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?\r\n]*)\?=")
_RUN = re.compile(rf"{_ONE}(?:\s*{_ONE})*")
_NAMED = re.compile(r"(\*=\s{0,5}\"?)([\w.:+-]{1,60})(?=')")


def as_meant(name: str, written: str, notes: Notes) -> str:
    """The header with each run of encoded words as one in UTF-8; parameters name the charset they mean."""
    if name.lower() in {"content-type", "content-disposition"}:
        written = _NAMED.sub(lambda found: f"{found[1]}{meant_by(found[2])}", written)
    return _RUN.sub(lambda run: _in_utf8(_text(run[0], notes)), written) if "=?" in written else written


def _text(run: str, notes: Notes) -> str:
    """What the words say together; those of one charset are one text, as letters may be cut in two."""
    words = ((found[1].lower(), _bytes(found[2], found[3])) for found in _WORDS.finditer(run))
    by_charset = groupby(words, key=lambda word: word[0])
    texts = (text_of_bytes(b"".join(raw for _, raw in each), charset, notes) for charset, each in by_charset)
    return clean_text("".join(texts)).replace("\n", " ")


def _bytes(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return quopri.decodestring(raw, header=True)
    bare = re.sub(rb"[^A-Za-z0-9+/]", b"", raw)
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4))
    except binascii.Error:
        return base64.b64decode(bare[: len(bare) // 4 * 4])


def _in_utf8(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="
