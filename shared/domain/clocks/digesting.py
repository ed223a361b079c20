"""One mail a supporter for all that a scan found late, in place of one for each clock.

A scan that finds looks late holds its escalations back, each naming the digest that is to tell it. Then it
writes the digests. A held mail whose digest has told of it is withdrawn; any other goes out by itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from shared.domain.letters.letters import Digest, Escalation
from shared.domain.letters.notices import Notice, notice_id, write_notice
from shared.domain.letters.sends import Send
from shared.domain.values.frozen import Frozen, Instant

LATE = timedelta(minutes=15)
HOLD = timedelta(minutes=10)
"""Longer than a scan can last."""
MOST_LINES = 1000
"""What one stored row holds; what is beyond goes out by itself."""
TOLD_IN_DIGEST = "told in a digest"


class Hold(Frozen):
    """The scan that holds mails back, by its start, and until when."""

    run: Instant
    until: Instant

    def digest(self, secret: bytes, address: str) -> str:
        """The id of this run's digest for this address."""
        return notice_id(secret, "digest", self.run.isoformat(), address)


def hold_for_digest(now: datetime) -> Hold:
    """What a scan that starts now and finds looks late holds back."""
    return Hold(run=now, until=now + HOLD)


def decide_digests(held: Iterable[Send], now: datetime, secret: bytes) -> tuple[Notice, ...]:
    """One digest for each supporter that the held mails go to, the oldest due instant first."""
    of: dict[str, list[Send]] = defaultdict(list)
    for send in held:
        of[send.digest].append(send)
    return tuple(
        write_notice(secret, digest, _letter(sends), sends[0].to, sends[0].language, now)
        for digest, sends in of.items()
    )


def tells(notice: Notice, send: Send) -> bool:
    """Whether this digest tells what the held mail says."""
    letter = notice.send.letter if notice.send else None
    return isinstance(letter, Digest) and send.letter in letter.lines


def _letter(sends: list[Send]) -> Digest:
    lines = [send.letter for send in sends if isinstance(send.letter, Escalation)]
    return Digest(lines=tuple(sorted(lines, key=lambda line: (line.due, line.ticket))[:MOST_LINES]))
