"""Text that can be stored and shown: no lone surrogates, no control characters, one kind of line end.

Nothing turns the direction of reading: what does ("exe.fdp" for "pdf.exe") is marked by U+FFFD.
"""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_OVERRIDES = re.compile(r"[\u202d\u202e]")
_INVISIBLE = re.compile(r"[\u202a-\u202c\u2066-\u2069]")
_NOTHING = re.compile(r"[\u00ad\u200b\u2060\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BYTE = re.compile(r"[\udc80-\udcff]")
_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def clean_text(text: str) -> str:
    """Lines end in LF; what cannot be shown is gone or, where it stood for a letter, U+FFFD."""
    plain = _CONTROLS.sub("", _LINE_ENDS.sub("\n", without_surrogates(text)))
    return _INVISIBLE.sub("", _OVERRIDES.sub("\N{REPLACEMENT CHARACTER}", plain))


def clean_line(text: str) -> str:
    """The text on one line, without space around it or characters of no width."""
    return " ".join(_NOTHING.sub("", clean_text(text)).split())


def without_surrogates(text: str) -> str:
    """The text that was meant, where bytes were smuggled through as lone surrogates: UTF-8, else Western."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _smuggled(text))
    return text


def _smuggled(text: str) -> str:
    """The text with its smuggled bytes read as UTF-8, or each as a Western letter where they are not that."""
    try:
        return text.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        return _BYTE.sub(lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)
