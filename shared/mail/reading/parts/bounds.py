"""How much of a mail is read: one count of its parts for the whole of it, whatever lies within what."""

from dataclasses import dataclass

from shared.mail.reading.text.notes import Notes

MOST_PARTS = 300
DEEPEST = 25
MOST_TAKEN_APART = 2_000
"""Parts, and blocks of reports, that are told apart at all: each takes the library up to 0.15 ms."""

_TOO_MANY = "the mail has too many parts: some are not shown"


@dataclass
class Bounds:
    """What has been looked at so far, and what could not be read of it."""

    notes: Notes
    parts: int = 0
    taken_apart: int = 0

    def allow(self, depth: int) -> bool:
        """Whether one more part may be looked at, as deep as this; where not, it is noted."""
        self.parts += 1
        if depth <= DEEPEST and self.parts <= MOST_PARTS:
            return True
        self.notes.add(_TOO_MANY)
        return False

    def allow_another(self) -> bool:
        """Whether one more part may be told apart at all; where not, it is noted."""
        self.taken_apart += 1
        if self.taken_apart <= MOST_TAKEN_APART:
            return True
        self.notes.add(_TOO_MANY)
        return False
