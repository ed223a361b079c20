"""The mail service, as a protocol, and a mail as it takes it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from shared.domain.refusals.error_sorts import Unavailable


@dataclass(frozen=True, slots=True)
class Address:
    """Where a mail goes: the address and, where known, the name shown with it."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail: its name (one line), its media type, its bytes."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, rendered. ``operation_id`` (a UUID) is stable over every attempt to send this mail.

    Providers take 10 MiB a mail, attachments in base64 included: about 7 MiB of files.
    """

    operation_id: str
    sender: str
    to: Address
    subject: str
    text: str
    html: str
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    headers: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


class Mailer(Protocol):
    """Hands mails to the provider. A call ends within 30 s and is never repeated in here."""

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        """Hand over one mail; returns when the provider has accepted it for delivery.

        ``first_sent`` is the instant of the first attempt; with the operation id it lets the provider tell a
        repeated request.

        Raises:
            MailRefused: the provider will never take this mail; the reason names no address.
            MailDeferred: not now (quota, outage, no answer); perhaps it was accepted all the same.
            MailQuotaUsedUp: not now, and no other mail either.
        """

    async def probe(self) -> None:
        """One cheap request. Raises ``MailDeferred`` when the provider does not answer."""


class MailRefused(Exception):
    """Refused for good. ``str()`` is a short reason without personal data."""


class MailDeferred(Unavailable):
    """Not taken now. ``retry_after`` in seconds, where the provider named it."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        """Keep the reason (no personal data) and the provider's wish."""
        super().__init__(reason)
        self.retry_after = retry_after


class MailQuotaUsedUp(MailDeferred):
    """Not taken, because too many were: whoever has not begun to send another waits as long."""
