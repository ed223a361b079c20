"""How the provider's quota is shared out: what each lane may send now, whoever asks on whichever instance.

A lane and those below it have a part of the quota together, so that what is above it stays free for those
above. A lane may use what those below it have not used; those below the receipts keep a little of their own.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple, Self

from pydantic import Field

from shared.domain.lanes.lane import Lane
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Vendor

PARTS_OF_HOUR = (100, 90, 40, 20, 18, 16, 12)
"""Percent that a lane and all below it may use in an hour."""
PARTS_OF_MINUTE = (100, 80, 60, 40, 40, 40, 40)
OWN_PARTS = (0, 0, 0, 0, 2, 2, 1)
"""Percent of an hour that a lane has to itself among those that are nobody's promise."""
FIRST_UNPROMISED = Lane.STRANGERS.place
MINUTES_COUNTED = 61
"""One more than an hour: a mail may leave at the end of the minute in which it was granted."""
BEHIND_FOR = timedelta(minutes=6)
"""So long after a lane went short those below it get nothing: somebody asks for it at least as often."""
STEP = timedelta(minutes=1)
SCANNED_EVERY = 5 * STEP
FIRST_FOR = 3 * STEP
"""The same for what waited while the provider was closed: the queue asks for it every two minutes."""
LONGEST_CLOSED = timedelta(hours=1)
"""Whatever it wishes: and a clock that was ahead, and is right again, keeps nobody from trying for longer."""
TRIED_EVERY = 2 * STEP
"""A provider that took the mail it was tried with no more is tried again."""
HOUR_COUNTED = STEP * MINUTES_COUNTED
MOST_AHEAD = 10
"""Mails that an instance is granted beyond what it asks for, to spend within the minute."""
AHEAD_OF_ROOM = 20
"""And one of so many that there is room for at most."""

type Counts = tuple[int, ...]
"""Mails by lane, in the order of the lanes."""

_NONE: Counts = (0,) * len(Lane)


def minute_of(instant: datetime) -> int:
    """The minute, counted from 1970."""
    return int(instant.timestamp()) // 60


class Quota(Frozen):
    """What has been granted in the last hour, by minute.

    ``short``: when a lane was last refused something. ``closed_until``: the provider takes nothing until
    then; from then on one mail at a time is tried, the highest lane first.
    """

    granted: dict[int, Counts] = Field(default_factory=dict)
    short: dict[Lane, Instant] = Field(default_factory=dict)
    closed_until: Instant | None = None

    def room(self, lane: Lane, now: datetime, vendor: Vendor) -> int:
        """How many mails of this lane may be granted at this instant."""
        minute = minute_of(now)
        lately = [counts for at, counts in self.granted.items() if minute - MINUTES_COUNTED < at <= minute]
        used = _sum(lately)
        room = min(_room_in_hour(used, lane, vendor), self._room_in_minute(minute, lane, vendor))
        if behind := self._highest_behind(lane, now):
            own = _own(lane, vendor) - used[lane.place]
            room = min(room, own if behind.place >= FIRST_UNPROMISED else 0)
        return max(0, room)

    def _room_in_minute(self, minute: int, lane: Lane, vendor: Vendor) -> int:
        used = self.granted.get(minute, _NONE)
        most = vendor.mails_per_minute
        parts = PARTS_OF_MINUTE[: lane.place + 1]
        return min(max(1, most * part // 100) - sum(used[place:]) for place, part in enumerate(parts))

    def _highest_behind(self, lane: Lane, now: datetime) -> Lane | None:
        """The highest lane above this one that has gone short lately."""
        above = (each for each in Lane if each.place < lane.place and each in self.short)
        return next((each for each in above if _lately(self.short[each], now)), None)

    def with_grant(self, lane: Lane, mails: int, minute: int) -> Self:
        """So many more are counted, or fewer where the number is negative."""
        counts = list(self.granted.get(minute, _NONE))
        counts[lane.place] = max(0, counts[lane.place] + mails)
        return self.but(granted=self.granted | {minute: tuple(counts)})

    def pruned(self, now: datetime) -> Self:
        """Without what no longer counts."""
        first = minute_of(now) - MINUTES_COUNTED
        short = {lane: at for lane, at in self.short.items() if _lately(at, now)}
        return self.but(granted={at: each for at, each in self.granted.items() if at > first}, short=short)

    def gone_short(self, lane: Lane, now: datetime) -> Self:
        """The lane was refused something; noted anew when half of the time has passed."""
        noted = self.short.get(lane)
        if noted and -BEHIND_FOR / 3 < noted - now < BEHIND_FOR:
            return self
        return self.but(short=self.short | {lane: now})

    def short_until_scanned(self, lanes: Iterable[Lane], now: datetime) -> Self:
        """More waits in these lanes than may go: they go short until after the next scan, which sees anew.

        While the provider is closed that says nothing of them.
        """
        soon = now + SCANNED_EVERY
        noted = {lane for lane, at in self.short.items() if _lately(at, soon)}
        marks = dict.fromkeys(set(lanes) - noted, soon)
        return self if self.closed_until or not marks else self.but(short=self.short | marks)

    def closed(self, until: datetime) -> Self:
        """The provider wishes to be left alone until then, or does not answer."""
        return self.but(closed_until=max(until, self.closed_until or until))

    def opened(self, behind: Iterable[Lane], now: datetime) -> Self:
        """The provider takes mails again; these lanes waited for it, and go first for a few minutes."""
        short = self.short | dict.fromkeys(behind, now + FIRST_FOR - BEHIND_FOR)
        return self.but(closed_until=None, short=short)

    def more_at(self, lane: Lane, now: datetime, vendor: Vendor) -> datetime:
        """The first full minute at which there is room for a mail of this lane, as far as one can say now."""
        minute = datetime.fromtimestamp(minute_of(now) * 60, tz=now.tzinfo)
        later = (minute + STEP * number for number in range(1, MINUTES_COUNTED + 1))
        return next((at for at in later if self.room(lane, at, vendor)), minute + HOUR_COUNTED)


class SharedOut(NamedTuple):
    """The quota afterwards, and what each lane got.

    ``trial``: the provider took nothing lately; this is to find out whether it does.
    """

    quota: Quota
    granted: Mapping[Lane, int]
    trial: bool = False


def share_out(quota: Quota, wanted: Mapping[Lane, int], now: datetime, vendor: Vendor) -> SharedOut:
    """Grant what may go of what is wanted, the highest lane first, and a little ahead where there is room."""
    quota = quota.pruned(now)
    if quota.closed_until:
        return _tried(quota, wanted, now, quota.closed_until)
    granted: dict[Lane, int] = {}
    for lane in sorted(wanted, key=lambda each: each.place):
        room = quota.room(lane, now, vendor)
        if room < wanted[lane]:
            quota = quota.gone_short(lane, now)
        mails = min(room, wanted[lane] + min(MOST_AHEAD, room // AHEAD_OF_ROOM))
        if mails:
            quota = quota.with_grant(lane, mails, minute_of(now))
        granted[lane] = mails
    return SharedOut(quota, granted)


def _tried(quota: Quota, wanted: Mapping[Lane, int], now: datetime, until: datetime) -> SharedOut:
    """One mail of the highest lane that is wanted, once higher ones have had time to try."""
    first = min(wanted, key=lambda each: each.place)
    higher_first = STEP * max(0, first.place - Lane.PROMISES.place)
    if now < until + higher_first and until - now <= LONGEST_CLOSED:
        return SharedOut(quota, {})
    tried = quota.but(closed_until=now + TRIED_EVERY)
    return SharedOut(tried.with_grant(first, 1, minute_of(now)), {first: 1}, trial=True)


def _lately(short: datetime, now: datetime) -> bool:
    """Whether a mark still counts; one of a clock that is ahead counts no longer than others."""
    return abs(now - short) < BEHIND_FOR


def _room_in_hour(used: Counts, lane: Lane, vendor: Vendor) -> int:
    """What is left of the least of the parts that the lane shares with others."""
    own = max(0, _own(lane, vendor) - used[lane.place])
    above = (_left_together(used, place, vendor) + _kept(place, own) for place in range(lane.place))
    return min([_left_together(used, lane.place, vendor), *above])


def _kept(place: int, own: int) -> int:
    """What is kept for a lane out of what it shares with this one above it."""
    return own if place >= FIRST_UNPROMISED else 0


def _left_together(used: Counts, place: int, vendor: Vendor) -> int:
    """What is left for this lane and all below it, but for what is kept for each of these."""
    part = _part(place, vendor)
    if place < FIRST_UNPROMISED:
        return part - sum(used[place:])
    below = (max(used[each.place], _own(each, vendor)) for each in Lane if each.place > place)
    return part - used[place] - sum(below)


def _part(place: int, vendor: Vendor) -> int:
    """At least one more than those below it have, so that none rounds to nothing."""
    most = vendor.mails_per_hour
    return max(most * PARTS_OF_HOUR[place] // 100, min(most, len(Lane) - place))


def _own(lane: Lane, vendor: Vendor) -> int:
    part = OWN_PARTS[lane.place]
    return max(1, vendor.mails_per_hour * part // 100) if part and vendor.mails_per_hour >= len(Lane) else 0


def _sum(counts: list[Counts]) -> Counts:
    return tuple(sum(each) for each in zip(_NONE, *counts, strict=True))
