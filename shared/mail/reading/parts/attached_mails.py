"""Mails within a mail: forwarded ones, and those that a bounce sends back."""

from collections.abc import Sequence

from shared.mail.reading.headers.headers import AnyMessage, children, header_values, header_word
from shared.mail.reading.parts.bounds import Bounds
from shared.mail.reading.parts.message_tree import message_of_bytes
from shared.mail.reading.parts.payloads import payload_of
from shared.mail.reading.text.cleaning import clean_line

LONGEST_FIELD = 2_000


def attached_mail(part: AnyMessage, bounds: Bounds) -> AnyMessage:
    """The mail in this part; one that was encoded, against the rules, is decoded."""
    inner = next(iter(children(part)), None)
    if inner is None:
        return message_of_bytes(payload_of(part, bounds.notes), bounds)
    encoding = header_word(part, "content-transfer-encoding")
    if encoding in {"base64", "quoted-printable"} and not inner.keys():
        inner["Content-Transfer-Encoding"] = encoding
        return message_of_bytes(payload_of(inner, bounds.notes), bounds)
    return inner


def message_fields(message: AnyMessage, names: Sequence[str] = ()) -> str:
    """Its headers as lines of ``Name: value``; all of them, or these."""
    wanted = dict.fromkeys(names or (name.lower() for name in message))
    written = {name.lower(): name for name in message}
    return "\n".join(
        f"{clean_line(written[name])}: {clean_line(value)[:LONGEST_FIELD]}"
        for name in wanted
        if name in written
        for value in header_values(message, name)
    )
