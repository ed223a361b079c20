"""The invariants of the architecture, as checks of what stands in the store. Each finding names its number.

They reckon for themselves wherever they can: instants of levels, what needs an agenda row, what is missing.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from shared.domain.agenda.agenda import month_key, people_key
from shared.domain.agenda.header import aggregate_of, member_aggregate
from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.events.event import fold
from shared.domain.events.mail_events import Escalated
from shared.domain.facts.ticket import How, TicketState
from shared.domain.letters.letters import Escalation
from shared.domain.letters.sends import SendState
from shared.domain.sessions.session_holding import going_on
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Level
from shared.ports.desk import Desk
from shared.usecases.records.member_rows import customer_key, domain_key, product_key
from tests.faults.documentation.invariants import still_untold, untold_unlooked
from tests.faults.list_invariants import needless_rows
from tests.faults.looked import is_looked_at, stands_in_lane, unlooked_notices
from tests.faults.member_reading import MemberRows
from tests.faults.news_invariants import news_broken_at_any_time, news_broken_at_rest
from tests.faults.outbox_invariants import unfindable
from tests.faults.reading import Reading, TicketRows
from tests.faults.seat_invariants import seats_broken_at_any_time, seats_broken_at_rest
from tests.faults.telling import wrongly_told
from tests.faults.unsent import unsent_levels, unsent_told_twice

_EPSILON = timedelta(microseconds=1)
CLOSE_AFTER = timedelta(days=14)
"""As the examples' vendor has it."""


def broken_at_any_time(reading: Reading, desk: Desk) -> Iterator[str]:
    """What must never be seen, whichever call was the last."""
    for ticket in reading.tickets.values():
        yield from _broken_within(ticket)
        yield from _unlooked(reading, ticket, desk.clock.now())
        yield from _unlisted(reading, ticket)
    yield from unlooked_notices(reading)
    yield from seats_broken_at_any_time(reading, desk.clock.now())
    for member in reading.members.values():
        yield from _member_unlooked(reading, member, desk.clock.now())
        member.found_by = member.found_by or _directory_rows(member, desk)
        if not member.found_by <= reading.directory:
            yield f"4: member {member.key} is not in the directory under all that it is found by"
    mails = {mail for ticket in reading.tickets.values() for mail in ticket.mails if mail}
    mails |= {kept.said.mail for kept in reading.unfiled.values()}
    if not mails <= reading.whole_mails:
        yield f"1: of these mails not all is kept: {mails - reading.whole_mails}"
    yield from (f"2: no operation id leads to {each}" for each in unfindable(reading))
    yield from untold_unlooked(reading)
    for news in reading.news.values():
        yield from news_broken_at_any_time(news, reading, desk.clock.now())


def broken_at_rest(reading: Reading, now: datetime) -> Iterator[str]:
    """What may be under way, but not when nothing is left to be done until ``now``."""
    yield from (f"2: {each.letter.letter} is {each.state}" for each in reading.sends() if not each.ended)
    yield from wrongly_told(reading)
    for ticket in reading.tickets.values():
        yield from (f"3: {what} of {ticket.id} was never told" for what, at in _untold(ticket) if at <= now)
    for member in reading.members.values():
        if member.header and (member.header.effects or any(each <= now for each in member.header.begins)):
            yield f"4: member {member.key} still has effects, or has begun to be covered unseen"
    yield from seats_broken_at_rest(reading)
    for news in reading.news.values():
        yield from news_broken_at_rest(news)
    yield from still_untold(reading)
    for row in (row for rows in reading.looks.values() for row in rows):
        if row.instant <= now:
            yield f"4: the look {row.key} is still there"
    yield from (f"4: {key} is still there" for keys in reading.lanes.values() for key in keys)
    yield from needless_rows(reading)


@cache
def _broken_within(ticket: TicketRows) -> list[str]:
    """What the rows of one ticket say of themselves."""
    if ticket.header is None:
        return [f"1: ticket {ticket.id} has rows, but no header"]
    if found := [*_partly_visible(ticket, ticket.header.state)]:
        return found
    found = [*_told_twice(ticket), *_told_wrongly(ticket), *unsent_told_twice(ticket)]
    if fold(ticket.id, ticket.ordered_events) != ticket.header.state:
        found.append(f"7: the events of {ticket.id} do not make its state")
    if {send.id for send in ticket.sends.values() if not send.ended} != set(ticket.header.unsent):
        found.append(f"2: {ticket.id} and its outbox disagree on what is unsent")
    if set(ticket.batches) != set(ticket.header.batches):
        found.append(f"2: {ticket.id} and its batches disagree on what is still to be opened")
    if twice := {send.id for batch in ticket.batches.values() for send in batch.sends} & set(ticket.sends):
        found.append(f"2: of {ticket.id} these mails stand in a batch and by themselves: {twice}")
    for send in ticket.sends.values():
        if send.state in {SendState.FAILED, SendState.WITHDRAWN} and not send.reason:
            found.append(f"2: {send.letter.letter} of {ticket.id} is {send.state} without a reason")
    return found


def _partly_visible(ticket: TicketRows, state: TicketState) -> Iterator[str]:
    if sorted(ticket.events) != [f"{place:06}" for place in range(state.events)]:
        yield f"1: {ticket.id} has {state.events} events and the rows {sorted(ticket.events)}"
    turns, endings = {turn.id for turn in state.turns}, {ending.id for ending in state.endings}
    answers = {ending.id for ending in state.endings if ending.how is How.ANSWER}
    kept = set(state.automatic_mails)
    if not turns | endings | kept <= ticket.said or not turns | answers <= ticket.texts:
        yield f"1: {ticket.id} lacks what people wrote"


def _told_twice(ticket: TicketRows) -> Iterator[str]:
    mails = Counter(
        (letter.clock, letter.level, letter.due, send.to.address)
        for send in ticket.sends.values()
        if isinstance(letter := send.letter, Escalation)
    )
    for (clock, level, *_), times in mails.items():
        if times > 1:
            yield f"3: {clock} {level} of {ticket.id} is mailed {times} times to one person"


def _told_wrongly(ticket: TicketRows) -> Iterator[str]:
    """Follow the events: each level once, not before its instant, not when the clock was met before."""
    state, told = TicketState(id=ticket.id), set[tuple[str, Level, datetime]]()
    for event in ticket.ordered_events:
        if isinstance(event, Escalated):
            clock = next(each for each in clocks(state) if each.id == event.clock)
            for level in event.levels:
                name = f"3: {event.clock} {level} of {ticket.id}"
                if (event.clock, level, event.due) in told:
                    yield f"{name} is told twice"
                if event.recorded < reached(clock, level):
                    yield f"{name} is told early"
                if not tellable(clock.at(event.recorded), level):
                    yield f"{name} is told of a clock that was met"
                told.add((event.clock, level, event.due))
        state = event.on(state)


def reached(clock: SLAClock, level: Level) -> datetime:
    """The first instant at which the clock has come to this level, reckoned anew from start and due."""
    before_due = {Level.FOUR_HOURS: timedelta(hours=4), Level.ONE_HOUR: timedelta(hours=1)}
    if level is Level.HALF_WAY:
        return clock.start + (clock.due - clock.start) / 2
    if level is Level.BREACH:
        return (clock.missed_after or clock.due) + _EPSILON
    return clock.due - before_due[level]


def tellable(clock: SLAClock, level: Level) -> bool:
    """Whether there is anything to tell: the clock runs then, or this is a breach that was or may come."""
    if level is Level.BREACH and (clock.missed_after or (clock.ended and clock.ended > clock.due)):
        return True
    return clock.ended is None and (clock.ends is None or reached(clock, level) < clock.ends)


@cache
def _untold(ticket: TicketRows) -> list[tuple[str, datetime]]:
    """Every level that is still to be told, with its instant, whether come or not."""
    if ticket.header is None:
        return []
    told = {(each.clock, each.level) for each in ticket.header.state.told}
    return [
        (f"{clock.id} {level}", reached(clock, level))
        for clock in clocks(ticket.header.state)
        for level in clock.policy.levels
        if (clock.id, level) not in told and tellable(clock, level)
    ]


def _unlooked(reading: Reading, ticket: TicketRows, now: datetime) -> Iterator[str]:
    """Whatever is to be done has an agenda row at or before its instant."""
    unsent = [send for send in ticket.sends.values() if not send.ended]
    alone = [each for each in unsent if not stands_in_lane(reading, aggregate_of(ticket.id), each)]
    needs = (
        _untold(ticket)
        + unsent_levels(ticket)
        + [(each.letter.letter, each.leased_until or each.not_before) for each in alone]
    )
    closes = ticket.header.closes_at(CLOSE_AFTER) if ticket.header else None
    needs += [("closing", closes)] if closes else []
    needs += [(each.id, each.lapses) for each in (going_on(ticket.header.state) if ticket.header else ())]
    for what, instant in needs:
        if not is_looked_at(reading, aggregate_of(ticket.id), instant, now):
            yield f"4: no look for {what} of {ticket.id} at or before {instant}"


def _unlisted(reading: Reading, ticket: TicketRows) -> Iterator[str]:
    """A ticket that is open, or whose clock runs, stands in the list of open ones under its due instant.

    Every ticket is listed under the months in which its messages came, and under whoever wrote on it.
    """
    if ticket.header is None:
        return
    for month in ticket.header.months:
        if month_key(aggregate_of(ticket.id), month) not in reading.months:
            yield f"4: {ticket.id} is not listed under {month}"
    for known_as in ticket.header.listed_for:
        if people_key(aggregate_of(ticket.id), known_as) not in reading.people:
            yield f"4: {ticket.id} is not listed under a person or member: {known_as}"
    due = _due(ticket)
    if missing := set(ticket.header.rows()) - reading.listed.keys() - reading.gated.keys():
        yield f"4: {ticket.id} lacks rows in lists: {missing}"
    if ticket.header.state.closed is None or due is not None:
        row = reading.listed.get(ticket.header.open_row() or "")
        if row is None or row.hint.aggregate != aggregate_of(ticket.id):
            yield f"4: {ticket.id} is open and not listed"
        elif due not in {None, row.instant}:
            yield f"4: {ticket.id} is listed under another instant than its due one"


def _member_unlooked(reading: Reading, member: MemberRows, now: datetime) -> Iterator[str]:
    """What a member has to cause, now or when it begins to be covered, has an agenda row."""
    if member.header is None:
        return
    aggregate = member_aggregate(member.key)
    if member.header.effects and not reading.looks.get(aggregate):
        yield f"4: member {member.key} has effects and no look"
    for begins in member.header.begins:
        if not is_looked_at(reading, aggregate, begins, now):
            yield f"4: no look for the cover of {member.key} that begins at {begins}"


@cache
def _due(ticket: TicketRows) -> datetime | None:
    state = ticket.header.state if ticket.header else TicketState(id=ticket.id)
    return min((clock.due for clock in clocks(state) if clock.ended is None), default=None)


def _directory_rows(member: MemberRows, desk: Desk) -> set[str]:
    """The keys of the rows that find this member; every hint is written before the state that needs it."""
    places = {product_key(desk, each.product) for each in member.subscriptions.values()}
    if member.header:
        known = member.header.member
        places |= {address_key(desk.secret, address) for address in known.addresses()}
        places |= {domain_key(desk, domain) for domain in known.domains}
        places |= {customer_key(desk, customer) for customer in known.customers}
        places |= {product_key(desk, each.product) for each in known.subscriptions}
    return {f"who-{place}-{member.key}" for place in places}
