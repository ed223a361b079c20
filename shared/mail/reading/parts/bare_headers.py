"""Headers with bare bytes, against the rules: in the charset of the mail's text, where they are not UTF-8."""

import base64
import re

from shared.mail.reading.headers.headers import AnyMessage, written_values
from shared.mail.reading.headers.lenient_policy import MOST_KEPT
from shared.mail.reading.parts.payloads import parameter
from shared.mail.reading.text.charsets import in_charset

_NAMES = ("subject", "from", "sender", "to", "cc", "reply-to")
_CHARSET = re.compile(r"[\w.:+-]{1,60}")
_PIECE = r"[^\s<>@,;:\"()]{0,200}[^\x00-\x7f][^\s<>@,;:\"()]{0,200}"
_BARE = re.compile(rf"{_PIECE}(?:\s+{_PIECE})*")


def mend_bare_headers(message: AnyMessage) -> None:
    """Write them as encoded words, so that they say their charset as they should have."""
    charset = _charset_of_text(message)
    for name in _NAMES if charset else ():
        written = written_values(message, name)
        if len(written) == 1 and len(written[0]) <= MOST_KEPT:
            _mend(message, name, written[0], charset)


def _mend(message: AnyMessage, name: str, written: str, charset: str) -> None:
    raw = written.encode("utf-8", "surrogateescape")
    meant = None if in_charset(raw, "utf-8") is not None else in_charset(raw, charset)
    if meant is None:
        return
    line = " ".join(meant.splitlines())
    mended = _word(line) if name == "subject" else _BARE.sub(lambda found: _word(found[0]), line)
    try:
        message.replace_header(name, mended)
    except Exception:  # noqa: BLE001 - the library parses what is written, and may stumble over the rest of it
        return


def _word(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


def _charset_of_text(message: AnyMessage) -> str:
    """The first that a text of the mail names, "" where none does."""
    texts = (part for part in message.walk() if part.get_content_maintype() == "text")
    named = (parameter(part, "charset") for part in texts)
    return next((each for each in named if _CHARSET.fullmatch(each)), "")
