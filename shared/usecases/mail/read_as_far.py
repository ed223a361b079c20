"""A mail's bytes, read as far as they can be: one that cannot be read at all is shown as it came."""

import asyncio
import logging

from shared.domain.incoming.incoming import IncomingMail
from shared.ports.desk import Desk

QUICKLY_READ = 64 * 1024
"""Bytes of a mail that are read in a few milliseconds, whatever they are."""

_log = logging.getLogger(__name__)


async def read_beside(desk: Desk, raw: bytes) -> IncomingMail:
    """The mail; what may take long is read in a thread, so that no other request waits."""
    return await asyncio.to_thread(_read, desk, raw) if len(raw) > QUICKLY_READ else _read(desk, raw)


def _read(desk: Desk, raw: bytes) -> IncomingMail:
    """The mail as far as it can be read: whatever goes wrong, it becomes a ticket that somebody can read."""
    from shared.mail.reading import read_mail  # noqa: PLC0415 - parsers that only a mail needs: no start waits for them

    try:
        return read_mail(raw, trusted=desk.vendor.mail_judge, zone=desk.vendor.zone)
    except Exception as error:  # noqa: BLE001 - one bad mail is shown as it came and never blocks the next
        _log.error("a mail could not be read (%s)", type(error).__name__)
        return IncomingMail(unreadable=type(error).__name__)
