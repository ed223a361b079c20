"""What a mail is to another: an answer, a forward, or neither."""

import re

from shared.mail.reading.headers.headers import AnyMessage, header_text

_PREFIX = re.compile(
    r"\s*(\[[^\]]{0,40}\]\s*)?(?P<word>[a-zåäö]{1,12})(\s?[\[(]\d{1,3}[\])])?\s?:", re.IGNORECASE
)
_REPLY = {"re", "sv", "svar", "ang", "aw", "antw", "vs"}
_FORWARD = {"fw", "fwd", "vb", "vidarebefordrat", "vidarebefordrar", "wg", "tr", "videresend"}


def is_reply(message: AnyMessage) -> bool:
    """By its subject; else because it names a mail that it answers, as forwards do, too."""
    return answers_by_subject(message) or (not forwards_by_subject(message) and answers(message))


def answers_by_subject(message: AnyMessage) -> bool:
    """Its subject begins as a mail program begins that of an answer."""
    return _first_word(message) in _REPLY


def forwards_by_subject(message: AnyMessage) -> bool:
    """Its subject begins as a mail program begins that of a forward."""
    return _first_word(message) in _FORWARD


def answers(message: AnyMessage) -> bool:
    """The mail names another that it answers."""
    return bool(header_text(message, "in-reply-to") or header_text(message, "references"))


def _first_word(message: AnyMessage) -> str:
    found = _PREFIX.match(header_text(message, "subject"))
    return found["word"].lower() if found else ""
