"""One mail a supporter for all that came up while no scan ran, in place of one for each clock.

A scan that finds looks late begins to *catch up*: escalations are held back, each naming the digest that is
to tell it, and stand as lines beside it, whichever scan or host found them. Then the digests are written. A
held mail whose digest has told of it is withdrawn; any other goes out by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from shared.domain.letters.letters import Digest, Escalation
from shared.domain.letters.notices import Notice, notice_id, write_notice
from shared.domain.letters.sends import Recipient, Send
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language

LATE = timedelta(minutes=15)
LONGEST_WAIT = timedelta(minutes=15)
"""So long a digest waits for more, and so long a mail is held for it."""
A_SCAN = timedelta(minutes=4)
"""As long as one lasts: what begins later than that before the end is for the next digest."""
MOST_LINES = 1000
"""What one stored row holds; what is beyond stands in a further digest."""
TOLD_IN_DIGEST = "told in a digest"


class CatchUp(Frozen):
    """All scans after one interruption, on all hosts. ``began`` names it: two never begin at one instant."""

    began: Instant

    @property
    def until(self) -> datetime:
        """When its digests are written at the latest."""
        return self.began + LONGEST_WAIT

    def takes(self, scan: datetime) -> bool:
        """Whether what a scan finds that begins at this instant still stands in its digests.

        One that begins long before it has another clock, and would wait for an instant far ahead.
        """
        return self.began - LONGEST_WAIT <= scan <= self.until - A_SCAN

    def place(self, secret: bytes) -> str:
        """Where its lines stand."""
        return notice_id(secret, "catch up", self.began.isoformat())

    def digest(self, secret: bytes, address: str) -> str:
        """The id of its digest for this address."""
        return notice_id(secret, "digest", self.began.isoformat(), address)

    def holds(self, secret: bytes, send: Send) -> bool:
        """Whether this mail is held for one of its digests."""
        return not send.ended and send.digest == self.digest(secret, send.to.address)


class Reader(Frozen):
    """Somebody who is to be told."""

    to: Recipient
    language: Language


class LateLine(Frozen):
    """What a scan found, and everybody who is to be told of it."""

    letter: Escalation
    readers: tuple[Reader, ...]


def lines_of(held: Iterable[Send]) -> tuple[LateLine, ...]:
    """What these mails tell, each once."""
    readers: dict[Escalation, list[Reader]] = defaultdict(list)
    for send in held:
        if isinstance(send.letter, Escalation):
            readers[send.letter].append(Reader(to=send.to, language=send.language))
    return tuple(LateLine(letter=letter, readers=tuple(of)) for letter, of in readers.items())


def by_reader(lines: Iterable[LateLine]) -> tuple[tuple[Reader, tuple[Escalation, ...]], ...]:
    """What each of them is told, the oldest due instant first. Of one address there is one reader."""
    known: dict[str, Reader] = {}
    told: dict[str, list[Escalation]] = defaultdict(list)
    for line in lines:
        for reader in line.readers:
            known.setdefault(reader.to.address, reader)
            told[reader.to.address].append(line.letter)
    return tuple((known[address], tuple(sorted(told[address], key=_age))) for address in sorted(known))


def part_of(secret: bytes, digest: str, number: int) -> str:
    """The id of one of the mails of a digest; the first (0) has the digest's own."""
    return notice_id(secret, "digest part", digest, str(number)) if number else digest


def write_part(
    secret: bytes, part: str, letters: Sequence[Escalation], reader: Reader, now: datetime
) -> Notice:
    """The mail that tells the oldest of these: as many as it holds."""
    letter = Digest(lines=tuple(letters[:MOST_LINES]))
    return write_notice(secret, part, letter, reader.to, reader.language, now)


def told_by(part: Notice) -> tuple[Escalation, ...]:
    """What this mail of a digest tells; nothing where it was given up."""
    letter = part.send.letter if part.send else None
    return letter.lines if isinstance(letter, Digest) else ()


def may_go_on(part: Notice) -> bool:
    """Whether there may be a further one. One that is not full, or was given up, is the last."""
    return len(told_by(part)) == MOST_LINES


def _age(line: Escalation) -> tuple[datetime, str]:
    return line.due, line.ticket
