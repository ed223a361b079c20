"""The slots that the machine proposes for a conference: while a supporter works, before due, and free."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from shared.domain.clocks.clocks import clock_named
from shared.domain.conferences.conference_mail import wanted_mails
from shared.domain.facts.conference import Slot
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.conference_letters import Wanted
from shared.domain.letters.sends import Send
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Supporter, Vendor

LENGTH = timedelta(minutes=30)
NOTICE = timedelta(hours=1)
APART = timedelta(hours=2)
MOST = 4
MOST_FREE = 5
FEWEST_FREE = 3
AHEAD = timedelta(days=7)
DAYTIME = range(8, 17)
"""Local hours at which members are asked to talk first, where a supporter works at any hour."""
_LEAST = timedelta(microseconds=1)


class Proposal(Frozen):
    """A time at which this supporter could hold the conference."""

    start: Instant
    end: Instant
    host: str


def proposals(
    owner: str, due: datetime, busy: Sequence[Slot], now: datetime, vendor: Vendor
) -> tuple[Proposal, ...]:
    """At most four, two hours apart: of the ticket's owner while on duty, else of everybody on duty."""
    on_duty = vendor.on_duty
    hosts = [each for each in on_duty if each.id == owner] or on_duty
    return _apart((), _free(hosts, now + NOTICE, due, busy, vendor), MOST)


def free_times(
    host: Supporter, due: datetime | None, busy: Sequence[Slot], now: datetime, vendor: Vendor
) -> tuple[Proposal, ...]:
    """When this supporter could hold it, two hours apart and within a week: at most five before due.

    Where that leaves fewer than three, later ones fill up to three. ``due``: None where nothing is promised.
    """
    soonest, latest = now + NOTICE, now + AHEAD
    first = min(due, latest) if due else latest
    in_time = _apart((), _free([host], soonest, first, busy, vendor), MOST_FREE)
    if len(in_time) >= FEWEST_FREE:
        return in_time
    return _apart(in_time, _free([host], max(soonest, first), latest, busy, vendor), FEWEST_FREE)


def _apart(chosen: Sequence[Proposal], found: Sequence[Proposal], most: int) -> tuple[Proposal, ...]:
    """Those chosen, and of these as many more as there is room for."""
    apart = list(chosen)
    for each in sorted(found, key=lambda one: one.start):
        if len(apart) < most and (not apart or each.start - apart[-1].start >= APART):
            apart.append(each)
    return tuple(apart)


def told_where_none_is_free(state: TicketState, turn: str, at: datetime, house: House) -> tuple[Send, ...]:
    """A conference is asked for and the machine has nothing to propose: supporters are told at once."""
    clock = clock_named(state, f"{ClockKind.CONFERENCE}-{turn}")
    if state.turn(turn).kind is not Kind.CONFERENCE or clock is None or clock.ended is not None:
        return ()
    if proposals(state.owner, clock.due, (), at, house.vendor):
        return ()
    return wanted_mails(state, turn, Wanted.NONE_FREE, "", at, house)


def _free(
    hosts: Sequence[Supporter], since: datetime, before: datetime, busy: Sequence[Slot], vendor: Vendor
) -> list[Proposal]:
    """Every half hour of this span at which one of these works and has no other conference."""
    starts = list(_half_hours(since, before))
    found = [
        Proposal(start=start, end=start + LENGTH, host=host.id)
        for host in hosts
        for start in starts
        if _works(host, start, vendor) and not overlaps(host.id, start, start + LENGTH, busy)
    ]
    by_day = [each for each in found if each.start.astimezone(vendor.zone).hour in DAYTIME]
    return by_day or found


def _half_hours(first: datetime, before: datetime) -> Iterator[datetime]:
    minutes = -first.minute % 30
    start = first.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    start += LENGTH if start < first else timedelta()
    while start < before:
        yield start
        start += LENGTH


def _works(host: Supporter, start: datetime, vendor: Vendor) -> bool:
    """For the whole of the slot, on a day on which this supporter is not away."""
    if host.away_until and start.astimezone(vendor.zone).date() <= host.away_until:
        return False
    if host.hours is None:
        return True
    instants = (start, start + LENGTH - _LEAST)
    return all(host.hours.works_from(each, vendor.zone) == each for each in instants)


def overlaps(host: str, start: datetime, end: datetime, busy: Sequence[Slot]) -> bool:
    """Whether this supporter has a conference at that time already."""
    return any(each.host == host and each.start < end and start < each.end for each in busy)
