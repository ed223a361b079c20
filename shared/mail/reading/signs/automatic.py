"""Whether a machine wrote a mail, by what its headers say.

Wrong either way does harm: a machine's mail taken for a person's starts a false clock, and a person's taken
for a machine's loses a promise. So each sign is one that mail programs do not put on what people write.
"""

import re

from shared.domain.incoming.incoming import Automatic
from shared.mail.reading.headers.addresses import domain_of
from shared.mail.reading.headers.headers import (
    AnyMessage,
    header_text,
    header_values,
    header_word,
    without_comments,
)
from shared.mail.reading.signs.out_of_office import is_out_of_office

_SUPPRESSED = {"all", "oof", "autoreply"}
_BULK = {"bulk", "junk", "list", "auto_reply", "auto-reply"}


def automatic_of(message: AnyMessage, text: str, *, reported: bool) -> Automatic | None:
    """Why the mail counts as a machine's, None for a person's.

    ``text``: what its writer added. ``reported``: it is a report about another mail.
    """
    signs = (
        (Automatic.DELIVERY_REPORT, reported),
        (Automatic.OUT_OF_OFFICE, is_out_of_office(message, text)),
        (Automatic.AUTO_SUBMITTED, _auto_submitted(message) or _made_by_program(message)),
        (Automatic.SUPPRESS, _suppresses(message)),
        (Automatic.LIST, bool(header_text(message, "list-id"))),
        (Automatic.PRECEDENCE, header_word(message, "precedence") in _BULK),
        (Automatic.NULL_SENDER, null_sender(message)),
    )
    return next((reason for reason, found in signs if found), None)


def is_own(message_id: str, own_domain: str) -> bool:
    """We gave the mail its Message-ID."""
    return bool(own_domain) and domain_of(message_id) == own_domain.lower().strip(" .@")


def null_sender(message: AnyMessage) -> bool:
    """The mail was sent so that nobody can answer it: ``Return-Path: <>``."""
    return any(re.fullmatch(r"\s*<\s*>\s*", value) for value in header_values(message, "return-path")[:1])


def _auto_submitted(message: AnyMessage) -> bool:
    """RFC 3834: anything but ``no``."""
    said = [
        without_comments(value).partition(";")[0].strip().lower()
        for value in header_values(message, "auto-submitted")
    ]
    return any(each not in {"", "no"} for each in said)


def _made_by_program(message: AnyMessage) -> bool:
    """A filter asks whoever wrote to prove that a person did, or a job that ran at its time reports."""
    return any(header_text(message, name) for name in ("x-trusted-delivery", "x-cron-env"))


def _suppresses(message: AnyMessage) -> bool:
    """It asks for no automatic answer at all; asking only for no delivery or read receipts is no sign."""
    said = re.split(r"[,;\s]+", header_text(message, "x-auto-response-suppress").lower())
    return not _SUPPRESSED.isdisjoint(said)
