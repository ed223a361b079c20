"""Keeps the caught mails, in a folder where one is given, and numbers them."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from devstack.mail_catcher.message import CaughtMail, Message, caught


class Mailbox:
    """Mails in the order they were caught; an operation is delivered once.

    In a folder each mail is a JSON file, and ``last_number`` keeps the numbering across a clearing.
    """

    def __init__(self, folder: Path | None) -> None:
        """Read what the folder holds, and make it where it is missing; None keeps nothing on disk."""
        self._folder = folder
        self._mails = _read(folder) if folder else []
        self._operations = {mail.operation_id: mail.number for mail in self._mails}
        self._last = max([*self._operations.values(), _last_number(folder) if folder else 0])

    @property
    def last_number(self) -> int:
        """The number of the mail caught last, also where it was forgotten; 0 at the start."""
        return self._last

    def mails(self, *, since: int = 0, to: str = "") -> Sequence[CaughtMail]:
        """Mails numbered above ``since``, oldest first; with ``to``, those delivered to this address."""
        return [
            mail
            for mail in self._mails
            if mail.number > since and (not to or to.lower() in mail.recipients())
        ]

    def mail(self, number: int) -> CaughtMail | None:
        """The mail with this number, if it is still here."""
        return next((mail for mail in self._mails if mail.number == number), None)

    def knows(self, operation: str) -> bool:
        """Whether this operation was delivered (also where the mail was forgotten since)."""
        return operation in self._operations

    def caught_as(self, operation: str) -> CaughtMail | None:
        """The mail of this operation, if it is still here."""
        number = self._operations.get(operation)
        return self.mail(number) if number else None

    def deliver(self, message: Message, operation: str, received: datetime) -> None:
        """Keep one mail under the next number; an operation that is known changes nothing."""
        if self.knows(operation):
            return
        self._last += 1
        mail = caught(message, number=self._last, received=received, operation_id=operation)
        if self._folder:
            _write(self._folder / f"mail-{mail.number:06}.json", mail.model_dump_json(indent=1))
        self._mails.append(mail)
        self._operations[operation] = mail.number

    def forget(self) -> None:
        """Forget every mail; the numbering goes on."""
        self._mails.clear()
        if self._folder:
            _write(self._folder / "last_number", str(self._last))
            for file in self._folder.glob("mail-*.json"):
                file.unlink()


def _read(folder: Path) -> list[CaughtMail]:
    """The mails in a folder, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    return [CaughtMail.model_validate_json(file.read_bytes()) for file in sorted(folder.glob("mail-*.json"))]


def _last_number(folder: Path) -> int:
    """The number that was kept when mails were forgotten, or 0."""
    kept = folder / "last_number"
    return int(kept.read_text()) if kept.exists() else 0


def _write(file: Path, text: str) -> None:
    """Write whole or not at all: a start after a crash must not meet half a file."""
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(text)
    unfinished.replace(file)
