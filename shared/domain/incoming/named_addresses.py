"""The addresses that stand anywhere in a mail: of whoever sent it, got it, or is quoted in it."""

import re
from collections.abc import Iterator

from shared.domain.incoming.incoming import IncomingMail
from shared.domain.values.identity import address_key

MOST_NAMED = 400
"""Of one mail: those in its headers first. Their keys fit into a row."""
_ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:|]{1,64}@[^\s<>()\[\]\"',;:|@]{1,253}")


def people_named(mail: IncomingMail, secret: bytes) -> tuple[str, ...]:
    """The key of each address in it, once: by these a mail is found again that belongs to no ticket."""
    keys = dict.fromkeys(address_key(secret, each) for each in _addresses(mail))
    return tuple(keys)[:MOST_NAMED]


def _addresses(mail: IncomingMail) -> Iterator[str]:
    report = mail.report.address if mail.report else ""
    forwarded = mail.forwarded.sender if mail.forwarded else ""
    yield from filter(None, (mail.sender, mail.reply_to, report, forwarded, *mail.recipients))
    for text in (mail.subject, mail.text):
        yield from (found[0].rstrip(".") for found in _ADDRESS.finditer(text))
