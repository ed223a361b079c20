"""The standard library's rules for headers, made safe against every header that comes in.

The library's parser of structured headers raises on some malformed ones (it fetches headers while it parses
the body, too), and takes time by the square of the length on others: 30 KB of quotation marks take nine
seconds. What is long or malformed is therefore taken as plain text.
"""

from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.policy import EmailPolicy
from functools import lru_cache
from typing import Any

from shared.mail.reading.headers.encoded_words import as_meant
from shared.mail.reading.text.cleaning import without_surrogates
from shared.mail.reading.text.notes import Notes

MOST_PARSED = 2_000
"""Characters of a header that the library's parser is given: at most about 50 ms."""

PARSED_KEPT = 64
"""Headers whose reading is kept: the library asks for the same ones of a part again and again."""

MOST_KEPT = 32_000
"""Characters of a header that are looked at; what follows is cut."""


class LenientPolicy(EmailPolicy):
    """Never raises when a header is fetched, and takes time by its length only."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401 - as the library has it
        """The header as the library reads it, else its text alone."""
        return read_header(name, value)

    def read_anew(self, name: str, value: str) -> Any:  # noqa: ANN401 - as the library has it
        """The same, without a look at what was read a moment ago."""
        written = as_meant(name, without_surrogates("".join(value.splitlines())), Notes())[:MOST_KEPT]
        if len(written) > MOST_PARSED:
            return decoded_words(written)
        try:
            return super().header_fetch_parse(name, written)
        except Exception:  # noqa: BLE001 - the parser raises IndexError, ValueError, RecursionError and others
            return decoded_words(written)


def decoded_words(written: str) -> str:
    """The text of a header, its encoded words (RFC 2047) decoded where they can be."""
    if "=?" not in written:
        return written
    try:
        return str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, ValueError):
        return written


LENIENT = LenientPolicy()
read_header = lru_cache(PARSED_KEPT)(LENIENT.read_anew)
