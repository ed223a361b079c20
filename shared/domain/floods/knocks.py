"""Requests by the open door are counted: by mailbox, network, member's token, proof, and all together.

What is counted are digests and numbers, in slices of ten minutes that lapse after an hour. The count stands
in several shares, so that requests at the same instant seldom write the same one.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

from shared.domain.refusals.flood_errors import TooManyRequests
from shared.domain.values.frozen import Frozen
from shared.domain.values.holding import WhyHeld
from shared.domain.values.knock_limits import KnockLimits

WINDOW = timedelta(hours=1)
SLICE = timedelta(minutes=10)
MOST_NAMED = 150
"""So many names a slice of a share has at most: what comes on top of them is counted in the total only, and
strangers are held, since one sender is no longer told from another."""
TOTAL = "all"
_CODE = 8
_NAME = "%Y%m%d%H%M"


class Knock(Frozen):
    """One request at the open door, in digests. What is "" is not known, or was not there.

    ``trapped``: it did what only a machine does. ``proof``: of what was worked out for it. ``ticket``: what
    it is to become, so that the same request again finds its own proof not spent. ``member``: whose token
    came along.
    """

    mailbox: str
    network: str = ""
    proof: str = ""
    ticket: str = ""
    trapped: bool = False
    member: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Under what it is counted."""
        named = {"a": self.mailbox, "n": self.network, "m": self.member}
        proof = (self.proof_of_ticket,) if self.proof else ()
        return (*(f"{sort}{name}" for sort, name in named.items() if name), *proof, TOTAL)

    @property
    def proof_of_ticket(self) -> str:
        """The name of the proof as this ticket's."""
        return f"p{self.proof}{self.ticket[:_CODE]}"


class KnockShare(Frozen):
    """One share of the count: for each slice, by its beginning, how often each name came."""

    slices: Mapping[str, Mapping[str, int]] = {}

    def with_names(self, names: Iterable[str], now: datetime) -> Self:
        """The share once these have come once more. What lies more than an hour back is forgotten."""
        here = _beginning(now)
        kept = {name: counts for name, counts in self.slices.items() if _in_window(name, now)}
        counts = dict(kept.get(here, {}))
        for name in names:
            if name in counts or name == TOTAL or len(counts) < MOST_NAMED:
                counts[name] = counts.get(name, 0) + 1
        return self.but(slices=kept | {here: counts})


class Knocks(NamedTuple):
    """All shares as they were read, at this instant."""

    shares: tuple[KnockShare, ...]
    now: datetime

    def counted(self, name: str) -> int:
        """How often this name came within the hour."""
        return sum(number for _, number in self._slices(name))

    def again_after(self, name: str, most: int) -> timedelta:
        """Until so many of this name are forgotten that fewer than ``most`` are counted."""
        left = self.counted(name)
        for begun, number in sorted(self._slices(name)):
            left -= number
            if left < most:
                return max(timedelta(seconds=1), begun + WINDOW - self.now)
        return WINDOW

    def spent(self, knock: Knock) -> bool:
        """Whether the proof of this request came with another, for another ticket."""
        begins, own = f"p{knock.proof}", knock.proof_of_ticket
        names = (name for _, counts in self._within() for name in counts)
        return any(name.startswith(begins) and name != own for name in names)

    def overfull(self) -> bool:
        """Whether a slice of the hour had no room for all names."""
        return any(len(counts) >= MOST_NAMED for _, counts in self._within())

    def _slices(self, name: str) -> Iterable[tuple[datetime, int]]:
        return ((_instant(begun), counts[name]) for begun, counts in self._within() if name in counts)

    def _within(self) -> Iterable[tuple[str, Mapping[str, int]]]:
        """The slices of the hour, of all shares."""
        for share in self.shares:
            yield from ((begun, each) for begun, each in share.slices.items() if _in_window(begun, self.now))


def why_held(knock: Knock, knocks: Knocks, limits: KnockLimits) -> WhyHeld | None:
    """Why this request is held, if it is a stranger's; None where nothing speaks against it.

    Raises ``TooManyRequests``: of one mailbox or network, whoever writes, a member too.
    """
    for name, most in (("a" + knock.mailbox, limits.per_address), ("n" + knock.network, limits.per_network)):
        if knocks.counted(name) >= most:
            raise TooManyRequests(knocks.again_after(name, most))
    if knock.trapped:
        return WhyHeld.TRAPPED
    if knocks.counted(TOTAL) >= limits.in_total or knocks.overfull():
        return WhyHeld.FLOOD
    unproved = not knock.proof or knocks.spent(knock)
    return WhyHeld.UNPROVED if unproved else None


def token_counts(knock: Knock, knocks: Knocks, limits: KnockLimits) -> bool:
    """Whether the member's token still says whose request this is: no more than so many do in an hour."""
    return knocks.counted("m" + knock.member) < limits.per_token


def _beginning(now: datetime) -> str:
    """The name of the slice that this instant is in."""
    utc = now.astimezone(UTC)
    minute = utc.minute - utc.minute % (SLICE // timedelta(minutes=1))
    return f"{utc.replace(minute=minute):{_NAME}}"


def _instant(begun: str) -> datetime:
    return datetime.strptime(begun, _NAME).replace(tzinfo=UTC)


def _in_window(begun: str, now: datetime) -> bool:
    return now - _instant(begun) < WINDOW
