"""A mailbox in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.ports.mailbox import MailboxCursorLost, MailboxPage, MailboxUnavailable

PAGE = 2


@dataclass
class MemoryMailbox:
    """Keeps mails in order of arrival. ``away``: nothing answers; ``broken``: mails that cannot be given."""

    mails: list[tuple[str, datetime, bytes]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    memory: int = 0
    away: bool = False

    def arrive(self, raw: bytes, received: datetime) -> str:
        """A mail comes in; its id."""
        mail = f"mail-{len(self.mails)}"
        self.mails.append((mail, received, raw))
        return mail

    def forget(self) -> None:
        """No cursor that was given so far is known any more."""
        self.memory += 1

    async def page(self, cursor: str, since: datetime) -> MailboxPage:
        """See ``shared.ports.Mailbox.page``."""
        if self.away:
            raise MailboxUnavailable
        memory, place, began = cursor.split() if cursor else (str(self.memory), "0", since.isoformat())
        if memory != str(self.memory):
            raise MailboxCursorLost
        shown = self.mails[int(place) :][:PAGE]
        after = int(place) + len(shown)
        found = tuple(
            mail
            for mail, received, _ in shown
            if received >= datetime.fromisoformat(began) and mail not in self.gone
        )
        return MailboxPage(found, f"{memory} {after} {began}", last=after >= len(self.mails))

    async def raw(self, mail: str) -> bytes | None:
        """See ``shared.ports.Mailbox.raw``."""
        if self.away or mail in self.broken:
            raise MailboxUnavailable
        return next((raw for each, _, raw in self.mails if each == mail and mail not in self.gone), None)
