"""The mailbox that members write to, as a protocol."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MailboxPage:
    """The next mails, by id. ``cursor`` is where the next page begins; ``last``: there are no more yet."""

    mails: tuple[str, ...]
    cursor: str
    last: bool


class Mailbox(Protocol):
    """Where members' mails arrive. Reading changes nothing in it.

    Raises (every method): ``MailboxUnavailable`` when the service did not answer or answered that it cannot.
    """

    async def page(self, cursor: str, since: datetime) -> MailboxPage:
        """The mails from the cursor on; without one ("") those received from ``since`` on.

        Raises:
            MailboxCursorLost: the service has forgotten it; begin without one.
        """

    async def raw(self, mail: str) -> bytes | None:
        """The whole mail as it came (RFC 5322); None where it is not there any more."""


class MailboxUnavailable(Exception):
    """Not now. The reason names no address."""


class MailboxCursorLost(Exception):
    """The service does not know the cursor any more."""
