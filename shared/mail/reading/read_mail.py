"""The one way in: raw bytes to an ``IncomingMail``. Nothing that may be in them makes it raise."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shared.domain.incoming.incoming import Automatic, DeliveryReport, IncomingMail
from shared.mail.reading.headers.addresses import mailboxes, recipients_of, sender_of
from shared.mail.reading.headers.headers import (
    header_text,
    message_ids,
    note_long_headers,
    note_odd_charsets,
    own_message_id,
    raw_values,
)
from shared.mail.reading.headers.language import language_of
from shared.mail.reading.parts.bare_headers import mend_bare_headers
from shared.mail.reading.parts.bounds import Bounds
from shared.mail.reading.parts.contents import Contents, joined
from shared.mail.reading.parts.gathering import gather
from shared.mail.reading.parts.message_tree import message_of_bytes
from shared.mail.reading.signs.authenticity import is_authenticated, is_forged
from shared.mail.reading.signs.automatic import automatic_of
from shared.mail.reading.signs.bounce_signs import report_of_failure, reports_delivery
from shared.mail.reading.signs.calendar_words import answer_in, with_calendars
from shared.mail.reading.signs.delivery_report import Reported, delivery_report
from shared.mail.reading.signs.forwards import forwarded_in
from shared.mail.reading.signs.set_forms import set_form_of
from shared.mail.reading.signs.subjects import is_reply
from shared.mail.reading.text.cleaning import clean_text
from shared.mail.reading.text.notes import Notes
from shared.mail.reading.text.quoting import Parted, part_quotes

if TYPE_CHECKING:
    from shared.mail.reading.headers.headers import AnyMessage


UNIVERSAL = ZoneInfo("UTC")


def read_mail(raw: bytes, *, trusted: str = "", zone: ZoneInfo = UNIVERSAL) -> IncomingMail:
    """The mail as far as it can be read; ``unreadable`` says what could not.

    Args:
        raw: the message as it came in (RFC 5322); any bytes.
        trusted: the id under which the receiving service writes Authentication-Results; those of others count
            for nothing. The service must take off what claims to be its own (RFC 8601, section 5).
            ``authenticity.UNNAMED`` for a service that writes none; "" trusts nobody.
        zone: in which the times of invitations are told.
    """
    notes = Notes()
    try:
        return _read(raw, Bounds(notes), trusted, zone)
    except Exception:  # noqa: BLE001 - whatever was not foreseen: a person sees the mail as it was sent
        notes.add("the mail could not be read: it is shown as it was sent")
        text = clean_text(raw.decode("utf-8", "replace"))
        return IncomingMail(text=text, fresh=text, unreadable=str(notes))


def _read(raw: bytes, bounds: Bounds, trusted: str, zone: ZoneInfo) -> IncomingMail:
    message, notes = message_of_bytes(raw, bounds), bounds.notes
    note_long_headers(message, notes)
    mend_bare_headers(message)
    note_odd_charsets(message, notes)
    found = Contents(bounds)
    gather(message, found)
    body, reported = found.text(), reports_delivery(message)
    parted = with_calendars(_parted(message, found, body, reported=reported), body, found.events, zone)
    return _head(message).model_copy(
        update={
            "language": language_of(message, parted.fresh),
            "text": _whole(parted, body, found),
            "fresh": parted.fresh,
            "quoted": parted.quoted,
            "files": tuple(found.files),
            "calendar_answer": answer_in(found.events),
            "other_time_for": next((each.uid for each in found.events if each.method == "COUNTER"), ""),
            "forwarded": None if reported else forwarded_in(message, body, found.mails),
            **_judged(message, found, body, parted.fresh, reported=reported),
            "authenticated": is_authenticated(message, trusted),
            "forged": is_forged(message, trusted),
            "unreadable": str(notes),
        }
    )


def _judged(
    message: "AnyMessage", found: Contents, body: str, fresh: str, *, reported: bool
) -> dict[str, object]:
    """What says that a machine wrote it, and what it reports."""
    form = None if reported else set_form_of(message, fresh, body)
    reports = reported or form is Automatic.DELIVERY_REPORT
    return {
        "automatic": automatic_of(message, reported=reported),
        "set_form": form,
        "report": _report(message, found, body) if reports else None,
    }


def _head(message: "AnyMessage") -> IncomingMail:
    """What the headers say of who, to whom, when and about what."""
    sender, sender_name = sender_of(message)
    return IncomingMail(
        message_id=own_message_id(message),
        sender=sender,
        sender_name=sender_name,
        reply_to=next((address for address, _ in mailboxes(message, "reply-to")), ""),
        recipients=recipients_of(message),
        subject=header_text(message, "subject"),
        sent=_sent(message),
        in_reply_to=next(iter(message_ids(message, "in-reply-to")), ""),
        references=message_ids(message, "references"),
    )


def _parted(message: "AnyMessage", found: Contents, body: str, *, reported: bool) -> Parted:
    """What came attached is new to us, except what a report sends back."""
    if reported:
        return Parted(body, joined([*found.fields, *found.attached]))
    parted = part_quotes(body, reply=is_reply(message))
    return Parted(joined([parted.fresh, *found.fields, *found.attached]), parted.quoted)


def _whole(parted: Parted, body: str, found: Contents) -> str:
    """Everything in its order, where no calendar adds to it."""
    told = [parted.fresh, parted.quoted] if found.events else [body, *found.fields, *found.attached]
    return joined(told)


def _report(message: "AnyMessage", found: Contents, body: str) -> DeliveryReport | None:
    """None for reports on other things: that a mail was read, or that somebody complains of it."""
    if not report_of_failure(message):
        return None
    return delivery_report(message, Reported(body, tuple(found.fields), tuple(found.attached)))


def _sent(message: "AnyMessage") -> datetime | None:
    """The instant in Date, None where it has none that can be read; without a zone it is taken for UTC."""
    for value in raw_values(message, "date")[:1]:
        said = getattr(value, "datetime", None)
        if isinstance(said, datetime):
            try:
                return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
            except (OverflowError, ValueError):
                return None
    return None
