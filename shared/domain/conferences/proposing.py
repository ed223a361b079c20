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
    on_duty = [each for each in vendor.supporters if each.on_duty]
    hosts = [each for each in on_duty if each.id == owner] or on_duty
    chosen: list[Proposal] = []
    for each in sorted(_free(hosts, due, busy, now, vendor), key=lambda one: one.start):
        if len(chosen) < MOST and (not chosen or each.start - chosen[-1].start >= APART):
            chosen.append(each)
    return tuple(chosen)


def told_where_none_is_free(state: TicketState, turn: str, at: datetime, house: House) -> tuple[Send, ...]:
    """A conference is asked for and the machine has nothing to propose: supporters are told at once."""
    clock = clock_named(state, f"{ClockKind.CONFERENCE}-{turn}")
    if state.turn(turn).kind is not Kind.CONFERENCE or clock is None or clock.ended is not None:
        return ()
    if proposals(state.owner, clock.due, (), at, house.vendor):
        return ()
    return wanted_mails(state, turn, Wanted.NONE_FREE, "", at, house)


def _free(
    hosts: Sequence[Supporter], due: datetime, busy: Sequence[Slot], now: datetime, vendor: Vendor
) -> list[Proposal]:
    """Every half hour before due at which one of these works and has no other conference."""
    starts = list(_half_hours(now + NOTICE, due))
    found = [
        Proposal(start=start, end=start + LENGTH, host=host.id)
        for host in hosts
        for start in starts
        if _works(host, start, vendor) and not overlaps(host.id, start, start + LENGTH, busy)
    ]
    by_day = [each for each in found if each.start.astimezone(vendor.zone).hour in DAYTIME]
    return by_day or found


def _half_hours(first: datetime, due: datetime) -> Iterator[datetime]:
    minutes = -first.minute % 30
    start = first.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    start += LENGTH if start < first else timedelta()
    while start < due:
        yield start
        start += LENGTH


def _works(host: Supporter, start: datetime, vendor: Vendor) -> bool:
    """For the whole of the slot."""
    if host.hours is None:
        return True
    instants = (start, start + LENGTH - _LEAST)
    return all(host.hours.works_from(each, vendor.zone) == each for each in instants)


def overlaps(host: str, start: datetime, end: datetime, busy: Sequence[Slot]) -> bool:
    """Whether this supporter has a conference at that time already."""
    return any(each.host == host and each.start < end and start < each.end for each in busy)
