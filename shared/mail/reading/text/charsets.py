"""Bytes become text: in the charset that the mail names, else in the one that it must have meant."""

import codecs

from shared.mail.reading.text.notes import Notes

WESTERN = "cp1252"

_MEANT = {
    "iso-8859-1": WESTERN,
    "latin-1": WESTERN,
    "latin1": WESTERN,
    "iso8859-1": WESTERN,
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "ansi": WESTERN,
}
"""What mail programs write, and what they mean by it: a superset, or a name that Python knows."""

_UNDECLARED = {
    "",
    "us-ascii",
    "ascii",
    "ansi_x3.4-1968",
    "unknown-8bit",
    "x-unknown",
    "unknown",
    "default",
    "8bit",
}

_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "charmap"}
"""Python decodes them, but no mail is written in them; some are slow."""


def meant_by(charset: str) -> str:
    """What a program means that names this charset."""
    return _MEANT.get(charset.lower(), charset)


def in_charset(raw: bytes, charset: str) -> str | None:
    """The text, where these bytes are in what this name means; else None."""
    return _strictly(raw, meant_by(charset))


def text_of_bytes(raw: bytes, charset: str, notes: Notes) -> str:
    """The text; what does not fit the charset named, or has none, is read as UTF-8, else as Western.

    What is read otherwise than the mail says is noted, save that undeclared text may be UTF-8.
    """
    named = charset.strip(" \t'\"").lower().removeprefix("charset=")
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    if named in _UNDECLARED:
        return _undeclared(raw, notes)
    text = _strictly(raw, _MEANT.get(named, named))
    if text is None:
        text, taken = _guessed(raw)
        notes.add(f"text said to be in {printable(named)} was read as {taken}")
    return text


def printable(name: str) -> str:
    """A charset's or encoding's name, safe to show."""
    return "".join(each for each in name[:40] if each.isascii() and each.isprintable()) or "no charset"


def _undeclared(raw: bytes, notes: Notes) -> str:
    text, taken = _guessed(raw)
    if taken != "utf-8":
        notes.add(f"text without a charset was read as {taken}")
    return text


def _guessed(raw: bytes) -> tuple[str, str]:
    """The text, and what it was read as."""
    wide = _wide(raw)
    for charset in (wide, "utf-8"):
        if charset and (text := _strictly(raw, charset)) is not None:
            return text, charset
    return _mostly_utf8(raw) or (raw.decode(WESTERN, "replace"), WESTERN)


def _mostly_utf8(raw: bytes) -> tuple[str, str] | None:
    """UTF-8 with a letter cut or broken here and there; None where more is broken than whole."""
    text = raw.decode("utf-8", "replace")
    foreign = [each for each in text if not each.isascii()]
    broken = foreign.count("\N{REPLACEMENT CHARACTER}")
    return (text, "utf-8 with broken letters") if broken < len(foreign) - broken else None


def _wide(raw: bytes) -> str:
    """UTF-16 without a mark, where every other byte is a NUL."""
    start = raw[:400]
    if len(start) >= 4 and start[1::2].count(0) > len(start) * 0.4:  # noqa: PLR2004 - two letters
        return "utf-16-le"
    if len(start) >= 4 and start[::2].count(0) > len(start) * 0.4:  # noqa: PLR2004 - two letters
        return "utf-16-be"
    return ""


def _strictly(raw: bytes, charset: str) -> str | None:
    """The text, or None where the charset is unknown or the bytes are not in it."""
    try:
        return None if codecs.lookup(charset).name in _NO_CHARSETS else raw.decode(charset)
    except (LookupError, ValueError):
        return None
