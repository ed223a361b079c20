"""Reads the body of a request that is a whole mail. Size first; what the mail says is never judged here."""

from werkzeug.http import parse_options_header

from shared.domain.incoming.raw_mail import MAIL_LIMIT, MailTooLarge
from shared.domain.refusals.error_sorts import OfAnotherType
from shared.web.http.bodies import BodyMalformed, Fault

MAIL = "message/rfc822"


class MailNeeded(OfAnotherType):
    """The body is not declared as a mail."""


def read_mail_body(content_type: str | None, body: bytes) -> bytes:
    """The mail.

    Raises:
        MailTooLarge: more than ``MAIL_LIMIT`` bytes.
        MailNeeded: not declared as ``message/rfc822``.
        BodyMalformed: empty.
    """
    if len(body) > MAIL_LIMIT:
        raise MailTooLarge
    if parse_options_header(content_type)[0].lower() != MAIL:
        raise MailNeeded
    if not body:
        raise BodyMalformed(Fault.EMPTY)
    return body
