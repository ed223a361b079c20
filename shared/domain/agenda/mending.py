"""What the agenda lacks of one aggregate, and what it has needlessly: decided from what the aggregate needs.

A look that nothing needs is left alone: at its instant the scan looks, finds nothing, and removes it. So is a
row of a lane, which whoever serves the lane removes.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.domain.agenda.agenda import LOOKS, Hint, Listing, aggregate_in, instant_of, is_list_row, look_key

LATEST_RETRY = timedelta(minutes=40)
"""So much later than it is due may a look stand that has failed and was put later."""


class StandingHint(NamedTuple):
    """A row of the agenda as it was read; ``hint``: None where it cannot be read."""

    key: str
    hint: Hint | None
    etag: str


class Needed(NamedTuple):
    """What an aggregate needs of the agenda.

    ``look``: when it is next to be looked at. ``left``: list rows that its own look takes away.
    """

    aggregate: str
    look: datetime | None = None
    listing: Listing = Listing()
    left: tuple[str, ...] = ()


class Mending(NamedTuple):
    """Keys of rows to write, and the rows to remove where they are old enough."""

    write: tuple[str, ...]
    remove: tuple[StandingHint, ...]


def decide_mending(needed: Needed, standing: Sequence[StandingHint], now: datetime) -> Mending:
    """What is to be written and removed so that the agenda has what the aggregate needs, and no more.

    ``standing``: every row whose key names the aggregate, read before the aggregate was.
    """
    listed = set(needed.listing.keys(needed.aggregate))
    right = {row.key for row in standing if _is_right(row, needed)}
    wrong = {row.key for row in standing} - right
    missing = {*(listed - right), *wrong, *_look_missing(needed, standing, now)}
    kept = {*listed, *needed.left, *wrong}
    needless = (row for row in standing if is_list_row(row.key) and row.key not in kept)
    return Mending(tuple(sorted(missing)), tuple(needless))


def _is_right(row: StandingHint, needed: Needed) -> bool:
    """It says whose it is; and a list's, by what the gate may know the sender."""
    if row.hint is None or row.hint.aggregate != aggregate_in(row.key):
        return False
    return row.key not in needed.listing.keys(needed.aggregate) or set(needed.listing.known_by) <= set(
        row.hint.known_by
    )


def _look_missing(needed: Needed, standing: Sequence[StandingHint], now: datetime) -> Iterator[str]:
    """The next look's row, where no other brings one in time."""
    if needed.look is None:
        return
    in_time = max(now, needed.look)
    looks = (row for row in standing if row.key.startswith(f"{LOOKS}-"))
    if not any(instant_of(row.key) <= in_time + _put_later(row) for row in looks):
        yield look_key(needed.aggregate, needed.look)


def _put_later(row: StandingHint) -> timedelta:
    return LATEST_RETRY if row.hint and row.hint.tries else timedelta()
