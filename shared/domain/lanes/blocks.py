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
    says that it takes mails again. ``told_until``: notices of strangers' tickets of until then have been told
    in a digest. ``listed``: keys of rows that it has written into the lists of lanes, and when.
    ``known``: the count as it was written last, and its version.
    """

    minute: int = 0
    left: Counter[Lane] = field(default_factory=Counter)
    refused: dict[Lane, int] = field(default_factory=dict)
    lapsed: dict[int, Counter[Lane]] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    trying: bool = False
    told_until: datetime | None = None
    listed: dict[str, datetime] = field(default_factory=dict)
    known: tuple[Quota, str | None] | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def at(self, now: datetime) -> None:
        """A new minute has begun, perhaps: what was granted for the one before lapses."""
        minute = minute_of(now)
        if minute != self.minute:
            self.lapse()
            set_back = minute < self.minute
            self.minute = minute
            still = {} if set_back else self.refused
            self.refused = {lane: again for lane, again in still.items() if again > minute}

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
        return lane in self.refused and not self.left[lane]

    def missing(self, wanted: Mapping[Lane, int], taken: Mapping[Lane, int]) -> dict[Lane, int]:
        """What is to be claimed of these: not what has been refused for now already."""
        asked = {lane: mails - taken.get(lane, 0) for lane, mails in wanted.items()}
        return {lane: mails for lane, mails in asked.items() if mails and lane not in self.refused}

    def put_in(self, granted: Mapping[Lane, int], asked: Mapping[Lane, int]) -> None:
        """This was granted of what was asked for. Whoever got less does not ask again for a while."""
        self.left.update(granted)
        short = [lane for lane, mails in asked.items() if granted.get(lane, 0) < mails]
        self.refused |= {lane: self.minute + lane.refused_for for lane in short}

    def give_back(self, mails: Mapping[Lane, int]) -> None:
        """These were not sent after all."""
        self.left.update(mails)
