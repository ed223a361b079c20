"""Reads a delivery report: which mail failed, for whom, with which status, and whether for good."""

import re
from dataclasses import dataclass

from shared.domain.incoming.incoming import DeliveryReport
from shared.mail.reading.headers.headers import AnyMessage, header_text

LONGEST_READ = 40_000
"""Characters of a report that are searched."""

_FIELD = re.compile(r"^([A-Za-z-]{3,40}):[ \t]*(.{0,500})$", re.MULTILINE)
_ID = re.compile(r"<[^<>\s]{1,500}>")
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,@\"'=]{1,64}@[A-Za-z0-9.-]{1,200}[A-Za-z0-9]")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_STATUS_SAID = re.compile(
    r"(?:\b[45]\d\d[ -]+#?|#|\bstatus:?\s*|[\[(])([45]\.\d{1,3}\.\d{1,3})(?![\d.])", re.IGNORECASE
)
_IDS_SAID = re.compile(r"message-id:?\s*<[^<>\s]{1,500}>", re.IGNORECASE)
_RETURNED = re.compile(r"^(?:received|return-path):", re.IGNORECASE | re.MULTILINE)
_REPLY = re.compile(r"(?<![\d.@-])([45])\d\d(?:[ -]|$)", re.MULTILINE)
_LATE = re.compile(
    r"delayed|will (?:keep trying|retry|be retried|continue to)|still (?:trying|being retried)"
    r"|not yet been delivered|warning message"
    r"|do(?:es)? not need to resend|fördröj|försöker igen|kommer att försöka",
    re.IGNORECASE,
)
_SIGNS_OF_FAILURE = ("failed", "expired")
_NO_FAILURES = ("delayed", "relayed", "delivered", "expanded")


@dataclass(frozen=True, slots=True)
class Reported:
    """The parts of a report: what it says to people, its fields, and what it sends back."""

    text: str
    fields: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()


def delivery_report(message: AnyMessage, said: Reported) -> DeliveryReport:
    """What the report says, as far as it says it."""
    recipient = _failed_recipient(said.fields)
    words = said.text[:LONGEST_READ]
    returned = "\n".join([*said.returned, *said.fields])[:LONGEST_READ] or words
    status = _status(recipient, words)
    return DeliveryReport(
        original_message_id=_original_id(returned) or _original_id(words),
        address=_address(recipient) or _failed_address(message, words),
        permanent=_permanent(recipient, status, words, header_text(message, "subject")),
        status=status,
    )


def _failed_recipient(blocks: tuple[str, ...]) -> dict[str, str]:
    """The fields about the first recipient that failed, else about the first at all."""
    read = [_fields(block) for block in blocks]
    about = [
        each for each in read if "final-recipient" in each or "original-recipient" in each or "action" in each
    ]
    failed = [each for each in about if each.get("action", "").lower().startswith(_SIGNS_OF_FAILURE)]
    return next(iter([*failed, *about]), {})


def _fields(block: str) -> dict[str, str]:
    return {name.lower(): value.strip() for name, value in reversed(_FIELD.findall(block))}


def _address(recipient: dict[str, str]) -> str:
    """The address that was tried in the end, without its type."""
    written = recipient.get("final-recipient") or recipient.get("original-recipient", "")
    found = _ADDRESS.search(written.rpartition(";")[2])
    return found[0] if found else ""


def _failed_address(message: AnyMessage, words: str) -> str:
    """In free form: the address that a header names, else the first in the text that is not our own."""
    named = _ADDRESS.search(header_text(message, "x-failed-recipients"))
    if named:
        return named[0]
    own = {
        each.lower()
        for name in ("to", "from", "delivered-to")
        for each in _ADDRESS.findall(header_text(message, name))
    }
    above = _RETURNED.split(_IDS_SAID.sub("", words), maxsplit=1)[0]
    return next((each for each in _ADDRESS.findall(above) if each.lower() not in own), "")


def _original_id(text: str) -> str:
    """The Message-ID among the headers that came back."""
    for name, value in _FIELD.findall(text):
        if name.lower() in {"message-id", "original-message-id"} and (found := _ID.search(value)):
            return found[0]
    return ""


def _status(recipient: dict[str, str], words: str) -> str:
    """RFC 3463, as ``5.1.1``."""
    stated = _STATUS.match(recipient.get("status", ""))
    said = _STATUS_SAID.search(recipient.get("diagnostic-code", "")) or _STATUS_SAID.search(words)
    return stated[0] if stated else said[1] if said else ""


def _permanent(recipient: dict[str, str], status: str, words: str, subject: str) -> bool:
    """It will not arrive: said so, or a status 5.x.x; in free form unless it is only late."""
    action = recipient.get("action", "").lower()
    if action:
        goes_on = action.startswith(_NO_FAILURES)
        return action.startswith(_SIGNS_OF_FAILURE) or (not goes_on and status.startswith("5"))
    if status:
        return status.startswith("5")
    if _LATE.search(f"{subject}\n{words[:2_000]}"):
        return False
    replies = set(_REPLY.findall(words))
    return "5" in replies or not replies
