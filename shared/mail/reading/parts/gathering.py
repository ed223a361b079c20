"""Goes through a mail's parts and puts each where it belongs; nothing that a person reads is left out."""

import re
from collections.abc import Callable

from shared.mail.reading.headers.headers import AnyMessage, children
from shared.mail.reading.parts.alternatives import fuller
from shared.mail.reading.parts.attached_mails import attached_mail, message_fields
from shared.mail.reading.parts.calendars import calendar_events, is_calendar
from shared.mail.reading.parts.contents import AttachedMail, Contents, Html, joined
from shared.mail.reading.parts.files import content_id, disposition, file_name, file_of, is_file
from shared.mail.reading.parts.message_tree import message_of_bytes
from shared.mail.reading.parts.payloads import payload_of, text_of_part
from shared.mail.reading.parts.seals import ENCRYPTED, is_seal, within_seal
from shared.mail.reading.parts.winmail import winmail_of
from shared.mail.reading.text.cleaning import clean_text
from shared.mail.reading.text.notes import Notes

_READ_IN_PLACE = {
    "text/plain",
    "text/html",
    "text/enriched",
    "text/richtext",
    "text/markdown",
    "text/x-markdown",
}
_SIGNATURES = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_WINMAIL = {"application/ms-tnef", "application/vnd.ms-tnef"}
_FIELDS = {
    "message/delivery-status",
    "message/global-delivery-status",
    "message/disposition-notification",
    "message/feedback-report",
}


def gather(part: AnyMessage, found: Contents, depth: int = 0, *, related: bool = False) -> None:
    """Add this part, and all within it, to what has been found.

    ``related``: it stands beside a text that may show it, as pictures do.
    """
    if not found.bounds.allow(depth):
        return
    kind = part.get_content_type()
    if kind in _FIELDS:
        _take_fields(part, found)
    elif kind.startswith("message/"):
        _take_mail(part, found, depth)
    elif part.is_multipart():
        _PARTED.get(kind, _gather_mixed)(part, found, depth)
    elif kind in _SIGNATURES:
        return
    elif kind == "application/pgp-encrypted":
        found.notes.add(ENCRYPTED)
    elif is_seal(kind, file_name(part)):
        _take_sealed(part, found, depth)
    else:
        _take_leaf(part, kind, found, related=related)


def _take_leaf(part: AnyMessage, kind: str, found: Contents, *, related: bool) -> None:
    """One text or one file."""
    if kind == "text/rfc822-headers":
        found.attached.append(text_of_part(part, found.notes))
    elif kind in _WINMAIL or file_name(part).lower() == "winmail.dat":
        _take_winmail(part, found)
    elif is_calendar(kind, file_name(part)):
        _take_calendar(part, found)
    elif _in_place(part, kind):
        text = text_of_part(part, found.notes)
        found.texts.append(Html(text) if kind == "text/html" else text)
    else:
        inline = disposition(part) != "attachment" and (related or bool(content_id(part)))
        found.files.append(file_of(part, found.notes, inline=inline))


def _in_place(part: AnyMessage, kind: str) -> bool:
    """A text without a name; or a multipart that is none, whose text would else be lost."""
    return kind.startswith("multipart/") or (kind in _READ_IN_PLACE and not is_file(part))


def _gather_mixed(part: AnyMessage, found: Contents, depth: int) -> None:
    """All parts in their order; what stands before and after them only where they say nothing."""
    before = len(found.texts) + len(found.files) + len(found.attached) + len(found.fields)
    for child in children(part):
        gather(child, found, depth + 1)
    if before == len(found.texts) + len(found.files) + len(found.attached) + len(found.fields):
        found.texts.append(joined([clean_text(str(each or "")) for each in (part.preamble, part.epilogue)]))


def _gather_alternatives(part: AnyMessage, found: Contents, depth: int) -> None:
    """The plain text, or the rich one where it says more; files of both."""
    plain, rich = found.beside(), found.beside()
    for child in children(part):
        gather(child, plain if child.get_content_type() == "text/plain" else rich, depth + 1)
    found.texts += fuller(plain.texts, rich.texts)
    found.take(plain)
    found.take(rich)


def _gather_related(part: AnyMessage, found: Contents, depth: int) -> None:
    """A text and what it shows."""
    for number, child in enumerate(children(part)):
        gather(child, found, depth + 1, related=number > 0)


_PARTED: dict[str, Callable[[AnyMessage, Contents, int], None]] = {
    "multipart/alternative": _gather_alternatives,
    "multipart/related": _gather_related,
}


def _take_fields(part: AnyMessage, found: Contents) -> None:
    """The blocks of a report, which the library reads as messages of headers only."""
    blocks = [joined([message_fields(each), _rest(each)]) for each in children(part)]
    found.fields += blocks or [text_of_part(part, found.notes)]


def _rest(block: AnyMessage) -> str:
    """Lines of a block that are no fields."""
    return "" if block.is_multipart() else clean_text(payload_of(block, Notes()).decode("utf-8", "replace"))


def _take_mail(part: AnyMessage, found: Contents, depth: int) -> None:
    """A mail that came with this one: its head and text, and its files as if they were this one's."""
    inner = attached_mail(part, found.bounds)
    within = found.beside()
    gather(inner, within, depth + 1)
    found.attached.append(
        joined([message_fields(inner, _HEAD), within.text(), *within.fields, *within.attached])
    )
    found.mails.append(AttachedMail(inner, within.text()))
    found.events += [each for each in within.events if not each.answer]
    found.files += within.files


def _take_calendar(part: AnyMessage, found: Contents) -> None:
    """Its events, and the file; an answer to an invitation says nothing more and is no file."""
    events = calendar_events(text_of_part(part, found.notes), found.notes)
    found.events += [each for each in events if each not in found.events]
    if not any(each.answer for each in events):
        found.files.append(file_of(part, found.notes))


def _take_sealed(part: AnyMessage, found: Contents, depth: int) -> None:
    """What was signed or packed, as if it stood in the part's place."""
    if inner := within_seal(payload_of(part, found.notes), found.notes):
        gather(message_of_bytes(inner, found.bounds), found, depth + 1)


_HEAD = ("from", "to", "cc", "date", "subject", "message-id")


def _take_winmail(part: AnyMessage, found: Contents) -> None:
    opened = winmail_of(payload_of(part, found.notes), found.notes)
    if opened is None:
        found.files.append(file_of(part, found.notes))
        return
    said = re.sub(r"\W", "", found.text())
    if opened.unread and not said:
        found.notes.add("the formatted text in winmail.dat could not be read: it is in the mail as it came")
        found.files.append(file_of(part, found.notes))
    if opened.html and not said:
        found.texts.append(Html(opened.html))
    elif re.sub(r"\W", "", opened.text) not in said:
        found.texts.append(opened.text)
    found.files += opened.files
