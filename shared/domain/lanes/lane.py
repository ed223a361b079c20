"""The lanes in which mails leave. A mail of a higher lane never waits for one of a lower."""

from datetime import timedelta
from enum import StrEnum


class Lane(StrEnum):
    """What a mail is for, in the order of the contract: the first leaves first."""

    PEOPLE = "people"
    """What people wrote or decided."""
    PROMISES = "promises"
    """Breaches, warnings, and whatever else supporters must know of a promise that runs."""
    MEMBERS = "member_receipts"
    """Receipts to members."""
    STRANGERS = "stranger_receipts"
    """Receipts to people whom no member knows."""
    STRANGERS_NOTICES = "stranger_notices"
    """What supporters are told of the tickets of these."""
    DIGESTS = "digests"
    """Digests and reminders."""
    NEWS = "news"

    @property
    def place(self) -> int:
        """0 leaves first."""
        return _ORDER.index(self)

    @property
    def pressing(self) -> bool:
        """Whether somebody waits for it by a clock: it is asked for again by the queue too."""
        return self.place <= Lane.MEMBERS.place

    @property
    def longest_pause(self) -> timedelta:
        """The most that passes between two attempts at a mail that the provider does not take."""
        return _LONGEST_PAUSES.get(self, timedelta(hours=1))

    @property
    def refused_for(self) -> int:
        """So many minutes an instance does not ask again for what it was refused."""
        return 1 if self.place < Lane.STRANGERS.place else 4


_ORDER = tuple(Lane)
_LONGEST_PAUSES = {
    Lane.PEOPLE: timedelta(minutes=2),
    Lane.PROMISES: timedelta(minutes=2),
    Lane.MEMBERS: timedelta(minutes=8),
}
