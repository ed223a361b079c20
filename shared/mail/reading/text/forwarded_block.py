"""The head under which a mail program puts a mail that somebody forwards within the text."""

import re
from dataclasses import dataclass

from shared.mail.reading.text.quote_heads import LONGEST_LINE, begins_forwarded, begins_original

MOST_LINES = 2_000
"""Lines in which the head is looked for."""

_FROM = "from|från|von|fra|lähettäjä|de|van|da"
_SUBJECT = "subject|ämne|betreff|emne|aihe|objet|onderwerp|oggetto|asunto"
_REST = (
    "sent|skickat|gesendet|sendt|lähetetty|envoyé|verzonden|inviato|enviado|date|datum|dato|päiväys"
    "|to|till|an|til|vastaanottaja|à|aan|a|para|cc|kopia|kopi|kopie|reply-to|svar till|importance|prioritet"
    "|attachments|bilagor"
)
_FIELD = re.compile(
    rf"[\s*_]{{0,10}}(?:(?P<sender>{_FROM})|(?P<subject>{_SUBJECT})|(?:{_REST}))\s?:[\s*_]{{0,40}}(?P<value>.*)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s_\-=*]*(?:original message|ursprungligt meddelande)?[\s_\-=*]*", re.IGNORECASE)
_LEAST_FIELDS = 3
_MARK = re.compile(r"^> ?")


@dataclass(frozen=True, slots=True)
class ForwardedBlock:
    """What is forwarded: ``sender`` and ``subject`` as the head says, the ``text``, and what is ``above``."""

    above: str
    sender: str
    subject: str
    text: str


def forwarded_block(text: str) -> ForwardedBlock | None:
    """The first mail that is forwarded in this text; None where no head says so."""
    lines = text.split("\n", MOST_LINES)
    for at, line in enumerate(lines[:MOST_LINES]):
        if begins_forwarded(_MARK.sub("", line)):
            return _block(lines[:at], _unmarked(lines[at + 1 :]))
        if begins_original(lines, at):
            rule = _RULE.fullmatch(line[:LONGEST_LINE]) is not None
            return _block(lines[:at], lines[at + 1 :] if rule else lines[at:])
    return None


def _unmarked(lines: list[str]) -> list[str]:
    """Without the marks of a quote, where the whole mail stands in one."""
    first = next((line for line in lines if line.strip()), "")
    return [_MARK.sub("", line) for line in lines] if first.startswith(">") else lines


def _block(above: list[str], lines: list[str]) -> ForwardedBlock | None:
    """The head's fields and the rest."""
    fields, ends = _head(lines)
    sender = next((each["value"] for each in fields if each["sender"]), "")
    if not sender or len(fields) < _LEAST_FIELDS:
        return None
    while above and _RULE.fullmatch(above[-1][:LONGEST_LINE]):
        above = above[:-1]
    subject = next((each["value"] for each in fields if each["subject"]), "")
    said = "\n".join(above).strip()
    return ForwardedBlock(said, sender.strip(), subject.strip(), "\n".join(lines[ends:]).strip())


def _head(lines: list[str]) -> tuple[list[re.Match[str]], int]:
    """Its fields, and the line after the last: the mail's words may follow without a blank line between."""
    fields: list[re.Match[str]] = []
    ends = 0
    for at, line in enumerate(lines):
        found = _FIELD.fullmatch(line[:LONGEST_LINE])
        if found:
            fields.append(found)
        elif (line.strip() and not fields) or (not line.strip() and len(fields) >= _LEAST_FIELDS):
            break
        if found or (fields and at == ends and lines[at - 1].rstrip().endswith((",", ";"))):
            ends = at + 1
    return fields, ends
