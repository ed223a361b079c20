"""Whether a mail reports that another was not delivered: by its type, or by marks and by who writes."""

import re

from shared.mail.reading.headers.addresses import domain_of, mailboxes
from shared.mail.reading.headers.headers import AnyMessage, children, header_text
from shared.mail.reading.parts.payloads import parameter
from shared.mail.reading.signs.automatic import null_sender
from shared.mail.reading.signs.subjects import answers

_NO_FAILURES = {"disposition-notification", "feedback-report"}
_STATUS_PARTS = {
    "message/delivery-status",
    "message/global-delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
}
_DAEMONS = {"mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "mailer_daemon"}
_SUBJECT = re.compile(
    r"undeliver|(?:non|un)[- ]?deliver(?:y|ed|able)|delivery status notification"
    r"|delivery (?:has )?fail|delivery failure"
    r"|delivery (?:report|problem|error|notification)|failure (?:notice|notification)"
    r"|failure delivering|failed mail|failed delivery"
    r"|mail delivery|mail (?:could not|failed|system error|error)|message (?:could not|not delivered"
    r"|delayed|undeliverable)"
    r"|returned (?:mail|message|to sender)|mail returned|return(?:ed)? mail|user (?:unknown|not found)"
    r"|unknown (?:user|recipient|address)"
    r"|recipient (?:unknown|not found)|could not (?:send|deliver)|cannot (?:send|deliver)"
    r"|unable to deliver|not delivered|bounced"
    r"|warning: (?:could not|message)|problem delivering|address (?:not found|change)|mailbox (?:full"
    r"|unavailable)"
    r"|oleverer|olevererbar|kunde inte (?:levereras|skickas)|kan inte levereras|leveransfel"
    r"|leveransstatus|leveransen misslyckades"
    r"|leveransrapport|meddelandet har (?:inte levererats|fördröjts)",
    re.IGNORECASE,
)
_LONGEST_BARE = 1000
_ADDRESS_LINE = re.compile(r"\s*[^\w<]*<?[^\s<>@]+@[^\s<>@]+>?[^\w>]*")
_FAILED_LINE = re.compile(
    r"[\W_]*(?:your message could not be delivered to|ditt meddelande kunde inte levereras till"
    r"|votre message n'a pas p[uû] [eê]tre d[eé]livr[eé] [aà])[\s:]*",
    re.IGNORECASE,
)


def reports_delivery(message: AnyMessage) -> bool:
    """The mail is a report about another, not merely one that has a report with it: its headers say so."""
    return report_by_type(message) or report_by_marks(message)


def says_only_that_it_failed(message: AnyMessage, text: str) -> bool:
    """By subject and text it says that a mail failed, and to whom: not a word of anybody's own."""
    if len(text) > _LONGEST_BARE or answers(message) or not _subject_says_so(message):
        return False
    lines = [line for line in text.splitlines() if re.search(r"\w", line)]
    failed = [line for line in lines if _FAILED_LINE.fullmatch(line)]
    return bool(failed) and all(line in failed or _ADDRESS_LINE.fullmatch(line) for line in lines)


def report_of_failure(message: AnyMessage) -> bool:
    """The report is on a mail's delivery, not on its having been read or complained of."""
    kind = parameter(message, "report-type").lower()
    return kind not in _NO_FAILURES and _kinds(message).isdisjoint(f"message/{each}" for each in _NO_FAILURES)


def report_by_type(message: AnyMessage) -> bool:
    """RFC 3464 and its like: the outermost type; of a part directly below it where nobody can be answered.

    People attach the parts of a report to a question about it.
    """
    if message.get_content_type() in {"multipart/report", *_STATUS_PARTS}:
        return True
    return null_sender(message) and not _STATUS_PARTS.isdisjoint(_kinds(message))


def _kinds(message: AnyMessage) -> set[str]:
    """The outermost type, and those directly below it."""
    return {message.get_content_type(), *(each.get_content_type() for each in children(message))}


def report_by_marks(message: AnyMessage) -> bool:
    """Bounces in free form: they name who failed, come from a mailer-daemon, or from nobody and say so."""
    if header_text(message, "x-failed-recipients"):
        return True
    writers = mailboxes(message, "from")
    names = {address.partition("@")[0].lower().strip('"') for address, _ in writers} or {_bare_name(message)}
    return not _DAEMONS.isdisjoint(names) or (not writers and _subject_says_so(message))


def _subject_says_so(message: AnyMessage) -> bool:
    return _SUBJECT.search(header_text(message, "subject")) is not None


def _bare_name(message: AnyMessage) -> str:
    """A From without ``@``: its first word."""
    words = header_text(message, "from").replace("<", " ").replace(">", " ").split()
    return words[0].lower() if words and not domain_of(words[0]) else ""
