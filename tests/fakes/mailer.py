"""A mailer in memory that keeps the promises of the real one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.ports.mailer import Address, Attachment, Mail, MailDeferred, MailQuotaUsedUp, MailRefused

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_MOST_RECIPIENTS = 50
_MOST_BYTES = 10 * 1024 * 1024
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(; ?[a-z]+=[A-Za-z0-9-]+)*", re.IGNORECASE)


class Fate(StrEnum):
    """What becomes of a send that is told to fail."""

    REFUSED = "refused"
    DEFERRED = "deferred"
    TOO_MANY = "too many"
    """Not taken, and no other mail either."""
    DROPPED = "dropped"
    """No answer, nothing delivered."""
    ACCEPTED_THEN_DROPPED = "accepted_then_dropped"
    """No answer, delivered all the same."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One send that fails; ``to`` limits it to sends to this address."""

    fate: Fate
    retry_after: float | None = None
    to: str = ""


class MemoryMailer:
    """Keeps what was delivered, in order; ``fail_next`` scripts what goes wrong."""

    def __init__(self) -> None:
        """Start with nothing delivered and nothing going wrong."""
        self.delivered: list[Mail] = []
        self.reachable = True
        self._faults: list[Fault] = []
        self._refused: set[str] = set()

    def fail_next(self, *faults: Fault) -> None:
        """Let the next sends (to the fault's address, where it names one) fail like this, in this order."""
        self._faults += faults

    def fail_no_more(self) -> None:
        """Forget what was to go wrong and has not yet."""
        self._faults.clear()

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        """Deliver, unless the operation was delivered before or a fault is due."""
        _be_aware(first_sent)
        await self.probe()
        fault = self._take_fault(mail)
        if fault is not None:
            self._suffer(mail, fault)
        if not self._knows(mail):
            self._judge(mail)
            self.delivered.append(mail)

    async def probe(self) -> None:
        """Answer while reachable."""
        if not self.reachable:
            reason = "unreachable"
            raise MailDeferred(reason)

    def _take_fault(self, mail: Mail) -> Fault | None:
        addresses = {mail.to.address, *(each.address for each in mail.cc)}
        for place, fault in enumerate(self._faults):
            if not fault.to or fault.to in addresses:
                return self._faults.pop(place)
        return None

    def _suffer(self, mail: Mail, fault: Fault) -> None:
        """Let the fault happen. A refusal is left to ``_judge``: the mail may be delivered already."""
        if fault.fate is Fate.REFUSED:
            self._refused.add(mail.operation_id)
            return
        if fault.fate is Fate.ACCEPTED_THEN_DROPPED and not self._knows(mail):
            self._judge(mail)
            self.delivered.append(mail)
        deferred = MailQuotaUsedUp if fault.fate is Fate.TOO_MANY else MailDeferred
        raise deferred(fault.fate.value, fault.retry_after)

    def _judge(self, mail: Mail) -> None:
        """Refuse what the service would not take, and for good what was refused before."""
        reason = "Refused" if mail.operation_id in self._refused else _why_refused(mail)
        if reason:
            raise MailRefused(reason)

    def _knows(self, mail: Mail) -> bool:
        return any(mail.operation_id == earlier.operation_id for earlier in self.delivered)


def _be_aware(instant: datetime) -> None:
    if instant.utcoffset() is None:
        reason = "first_sent has no zone"
        raise ValueError(reason)


def _why_refused(mail: Mail) -> str:
    """Why the service would not take it, or nothing."""
    recipients = [mail.to, *mail.cc]
    if len(recipients) > _MOST_RECIPIENTS:
        return "TooManyRecipients"
    if not mail.subject or not (mail.text or mail.html):
        return "NoContent"
    if sum(_encoded_size(each) for each in mail.attachments) > _MOST_BYTES:
        return "RequestTooLarge"
    if not all(_can_be_sent(each) for each in mail.attachments):
        return "BadRequest"
    return "" if _all_addresses([*recipients, Address(mail.sender)]) else "InvalidEmailAddress"


def _encoded_size(attachment: Attachment) -> int:
    """Bytes in base64, as it travels."""
    return (len(attachment.content) + 2) // 3 * 4


def _can_be_sent(attachment: Attachment) -> bool:
    name = attachment.name
    return (
        bool(name) and not set(name) & {"\r", "\n"} and bool(_MEDIA_TYPE.fullmatch(attachment.content_type))
    )


def _all_addresses(recipients: Iterable[Address]) -> bool:
    return all(_ADDRESS.fullmatch(each.address) for each in recipients)
