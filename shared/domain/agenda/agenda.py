"""The agenda: what time must do, and what stands in lists. Hints only; the aggregates are the truth.

A *look* row says "look at this aggregate at this instant"; its key begins with the instant, so a scan reads
what is due and nothing else. A ticket that is open stands in one of four lists (``Place``), by an instant. A
*slot* row says that a conference is booked until this instant, an *offer* row that a slot which ends then is
on offer. A *gated* row lists a ticket that waits at the gate under one key by which the gate may come to know
its sender. A *people* row lists a ticket for good, under the key of somebody who wrote on it, or of a member
that knows that person. A *lane* row says that a mail of this aggregate waits in a lane since an instant: the
quota does not let it leave yet. A *learn* row says that what is searched may have changed; a *leave* row,
that what was there before is to be left nowhere.
"""

from datetime import UTC, datetime
from enum import StrEnum

from shared.domain.agenda.picking import Picking
from shared.domain.lanes.lane import Lane
from shared.domain.values.frozen import Frozen, Instant

SHARDS = 8
LOOKS = "look"
OPEN = "open"
MONTH = "month"
SLOT = "slot"
OFFER = "offer"
GATED = "gated"
PEOPLE = "people"
LANES = "lane"
LEARN = "learn"
LEAVE = "leave"
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


class Place(StrEnum):
    """The list in which an open ticket stands, in the order in which supporters read them."""

    RUNNING = OPEN
    """A clock runs: by its due instant."""
    WAITING = "wait"
    """Nothing runs, and a turn waits at the gate."""
    SILENT = "silent"
    """Answered: the desk closes it after a while, see ``closing``."""
    HELD = "held"
    """At the door: a stranger's, until it is confirmed, taken or thrown away. No part of the queue."""


LISTS = (*Place, MONTH, SLOT, OFFER, GATED, PEOPLE)
"""The first words of the rows that list a ticket, and ask for nothing."""
LEARNT = (LEARN, LEAVE)
"""The first words of the rows by which the search index learns. They stand between lanes and looks."""
KINDS = (LOOKS, LANES, *LEARNT, *LISTS)
"""The first words of all rows."""

QUEUE = (Place.RUNNING, Place.WAITING, Place.SILENT)
"""The lists that supporters work through."""


class Hint(Frozen):
    """What an agenda row says. ``written`` decides when it may be removed; ``tries`` counts failed looks.

    ``picking`` of an open ticket, as far as it was known before the commit: None where the gate had yet to
    decide.

    ``known_by`` of an open ticket: the keys under which the gate may come to know its sender (members,
    address, domain), so that a member that is reactivated or registered finds what waits.
    """

    aggregate: str
    written: Instant
    tries: int = 0
    known_by: tuple[str, ...] = ()
    picking: Picking | None = None


class Listing(Frozen):
    """Where a ticket is listed: under its months and people, and by the keys of its ``rows`` in other lists.

    ``known_by``, ``picking``: see ``Hint``. ``learnt``: what the search index is to do, by the kinds of its
    rows.
    """

    rows: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    picking: Picking | None = None
    learnt: tuple[str, ...] = ()

    def keys(self, aggregate: str) -> tuple[str, ...]:
        """The keys of all these rows, where the ticket is this aggregate."""
        months = (month_key(aggregate, month) for month in self.months)
        people = (people_key(aggregate, each) for each in self.people)
        return (*self.rows, *months, *people, *(learnt_key(aggregate, kind) for kind in self.learnt))


class NeededHints(Frozen):
    """All that the agenda is to say of an aggregate: when to ``look`` at it next, and where it is listed."""

    look: Instant | None = None
    listing: Listing = Listing()


def shards() -> tuple[str, ...]:
    """Every partition of the agenda."""
    return tuple(f"shard{number}" for number in range(SHARDS))


def shard_of(aggregate: str) -> str:
    """The partition of this aggregate (``ticket-<id>`` and the like): all its rows stand in one."""
    letter = aggregate.partition("-")[2][0]
    return f"shard{_LETTERS.index(letter) * SHARDS // len(_LETTERS)}"


def aggregate_in(key: str) -> str:
    """The aggregate that a row's key names, whatever kind of row it is."""
    return "-".join(key.split("-")[-2:])


def is_list_row(key: str) -> bool:
    """Whether it lists a ticket: it is no look, and no mail that waits in a lane."""
    return key.partition("-")[0] in LISTS


def key_instant(instant: datetime) -> str:
    """An instant as 20 digits (UTC, microseconds) that sort as time does."""
    return f"{instant.astimezone(UTC):%Y%m%d%H%M%S%f}"


def look_key(aggregate: str, instant: datetime) -> str:
    """The key of the row that asks for a look at this instant."""
    return f"{LOOKS}-{key_instant(instant)}-{aggregate}"


def open_key(aggregate: str, due: datetime, place: Place = Place.RUNNING) -> str:
    """The key of the row that lists an open ticket in this list, by its due instant."""
    return f"{place}-{key_instant(due)}-{aggregate}"


def slot_key(aggregate: str, end: datetime) -> str:
    """The key of the row that says that this ticket has a conference booked until then."""
    return f"{SLOT}-{key_instant(end)}-{aggregate}"


def offer_key(aggregate: str, end: datetime) -> str:
    """The key of the row that says that this ticket has a slot on offer that ends then."""
    return f"{OFFER}-{key_instant(end)}-{aggregate}"


def month_key(aggregate: str, month: str) -> str:
    """The key of the row that lists a ticket under a month (``2026-03``) in which the books count it."""
    return f"{MONTH}-{month}-{aggregate}"


def gated_key(aggregate: str, known_as: str) -> str:
    """The key of the row that lists a ticket at the gate under a member's, an address's or a domain's key."""
    return f"{GATED}-{known_as}-{aggregate}"


def people_key(aggregate: str, known_as: str) -> str:
    """The key of the row that lists a ticket under a person's or a member's key, for good."""
    return f"{PEOPLE}-{known_as}-{aggregate}"


def learnt_key(aggregate: str, kind: str) -> str:
    """The key of the row by which the search index learns of this ticket."""
    return f"{kind}-{aggregate}"


def lane_key(aggregate: str, lane: Lane, since: datetime) -> str:
    """The key of the row that says that a mail waits in this lane since this instant."""
    return f"{LANES}-{lane.place}-{key_instant(since)}-{aggregate}"


def lane_of(key: str) -> Lane:
    """The lane that a lane row's key names."""
    return tuple(Lane)[int(key.split("-")[1])]


def instant_of_lane(key: str) -> datetime:
    """The instant since when what a lane row names waits."""
    return instant_of(key.partition("-")[2])


def instant_of(key: str) -> datetime:
    """The instant that a look's or list row's key begins with."""
    return datetime.strptime(key.split("-")[1], "%Y%m%d%H%M%S%f").replace(tzinfo=UTC)
