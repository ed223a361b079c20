"""A mail as it came, cut into rows: one partition a mail, named by what it is."""

import base64
import hashlib
from collections.abc import Iterator

from shared.domain.refusals.error_sorts import TooLarge
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest

MAIL_LIMIT = 15 * 1024 * 1024
"""Bytes that a mail may have: 10 MiB of files, as mails carry them."""
ROW_BYTES = 300_000
"""Bytes of the mail in one row; as base64 that is less than an entity takes."""
ROWS_AT_ONCE = 10
"""In one transaction: less than 4 MiB."""


class MailTooLarge(TooLarge):
    """The mail has more than ``MAIL_LIMIT`` bytes."""

    mebibytes = MAIL_LIMIT // (1024 * 1024)


class RawMail(Frozen):
    """The row that says that a mail is kept whole: in so many rows, since when.

    ``people``: the keys of all whose addresses stand in it; ``tickets``: those whose mails it answers. Both
    are None in rows of before. ``erased``: its rows are empty, and stay, so that the same mail that comes
    again is not kept anew.
    """

    size: int
    rows: int
    received: Instant
    people: tuple[str, ...] | None = None
    tickets: tuple[str, ...] | None = None
    erased: bool = False


def refuse_too_large(raw: bytes) -> None:
    """Return where a mail of these bytes is taken in. Raises ``MailTooLarge``."""
    if len(raw) > MAIL_LIMIT:
        raise MailTooLarge


def raw_mail_id(secret: bytes, raw: bytes) -> str:
    """The id of these very bytes: what comes again is kept once."""
    return digest(secret, "mail", hashlib.sha256(raw).hexdigest())


def chunks(raw: bytes) -> Iterator[str]:
    """The mail in pieces of text."""
    for start in range(0, len(raw), ROW_BYTES):
        yield base64.b64encode(raw[start : start + ROW_BYTES]).decode()


def joined(pieces: list[str]) -> bytes:
    """The mail again."""
    return b"".join(base64.b64decode(piece) for piece in pieces)
