"""What one instance has been granted and not spent, and what it knows of the provider. It is not stored."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.domain.lanes.lane import Lane
from shared.domain.lanes.sharing_out import Quota, minute_of


@dataclass
class Blocks:
    """Mails by lane that may leave within this minute. What is unspent at its end lapses.

    ``refused``: the minute from which this lane may be asked for again.
    ``lapsed``: by minute, what is taken out of the count again with the next claim. ``unanswered``: mails
    that the provider has not taken since it took the last one. ``trying``: whether the next that it takes
    says that it takes mails again. ``closed_until``: so long it is known to be left alone, and nobody asks
    for quota. ``behind``: lanes that wait for that. ``told_until``: notices of strangers' tickets of until
    then have been told in a digest. ``listed``: mails that wait, by id, with the key of the row that was
    written into the list of its lane. ``known``: the count as it was seen last, and its version.
    """

    minute: int = 0
    left: Counter[Lane] = field(default_factory=Counter)
    refused: dict[Lane, int] = field(default_factory=dict)
    lapsed: dict[int, Counter[Lane]] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    trying: bool = False
    closed_until: datetime | None = None
    behind: set[Lane] = field(default_factory=set)
    told_until: datetime | None = None
    listed: dict[str, str] = field(default_factory=dict)
    known: tuple[Quota, str | None] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def at(self, now: datetime) -> None:
        """A new minute has begun, perhaps: what was granted for the one before lapses."""
        minute = minute_of(now)
        if minute != self.minute:
            self.lapse()
            if minute < self.minute:
                self.refused, self.closed_until = {}, None
            self.minute = minute
            self.refused = {lane: again for lane, again in self.refused.items() if again > minute}

    def lapse(self) -> None:
        """What is left may not be spent any more."""
        if +self.left:
            self.lapsed[self.minute] = self.lapsed.get(self.minute, Counter()) + self.left
        self.left = Counter()

    def take(self, wanted: Mapping[Lane, int]) -> Counter[Lane]:
        """As many of these as are at hand; they are spent."""
        taken = Counter({lane: min(mails, self.left[lane]) for lane, mails in wanted.items()})
        self.left -= taken
        return +taken

    def is_refused(self, lane: Lane, now: datetime) -> bool:
        """Whether this lane was refused something and is not asked for yet, and has nothing at hand."""
        self.at(now)
        return (lane in self.refused or self._closed(now)) and not self.left[lane]

    def missing(
        self, wanted: Mapping[Lane, int], taken: Mapping[Lane, int], now: datetime
    ) -> dict[Lane, int]:
        """What is to be claimed of these: not what has been refused for now already."""
        asked = {lane: mails - taken.get(lane, 0) for lane, mails in wanted.items()}
        asked = {lane: mails for lane, mails in asked.items() if mails and lane not in self.refused}
        if self._closed(now):
            self.behind |= asked.keys()
            return {}
        return asked

    def _closed(self, now: datetime) -> bool:
        return self.closed_until is not None and now < self.closed_until

    def put_in(
        self, granted: Mapping[Lane, int], asked: Mapping[Lane, int], closed_until: datetime | None
    ) -> None:
        """This was granted of what was asked for. Whoever got less does not ask again for a while."""
        self.left.update(granted)
        short = [lane for lane, mails in asked.items() if granted.get(lane, 0) < mails]
        self.refused |= {lane: self.minute + lane.refused_for for lane in short}
        self.closed_until = closed_until
        self.behind = self.behind.union(short) if closed_until else set()

    def tried_in_vain(self) -> None:
        """The provider takes nothing; what is left may not be spent any more."""
        self.trying = False
        self.lapse()

    def opened(self) -> set[Lane]:
        """The provider takes mails again; the lanes that were refused something meanwhile."""
        behind, self.behind = self.behind, set()
        self.trying, self.closed_until = False, None
        self.refused.clear()
        return behind

    def give_back(self, mails: Mapping[Lane, int]) -> None:
        """These were not sent after all."""
        self.left.update(mails)
