"""The books counted anew from the raw event rows, slowly and without the product's own rules.

Shares with the product neither fold, clocks, states nor months: event rows in, figures out.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.fakes.store import MemoryStore
from tests.naive.naive_conference import deeds_of, meetings_of, names_of_conference, outcome
from tests.naive.naive_log import Event, Log, instant, logs
from tests.naive.naive_work import declined, worked

ZONE = ZoneInfo("Europe/Stockholm")
HUMAN = {"answer", "contact"}

type Reckoned = tuple[str, str, datetime, date | None, datetime, Event | None]
"""A clock: kind, turn or answer, start, the day it is due or None, the instant, what ended it."""


def local(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


@dataclass
class Counted:
    """What is counted of one member in one month."""

    figures: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    hours: list[float] = field(default_factory=list)


def naive_books(store: MemoryStore, now: datetime) -> dict[tuple[str, str], Counted]:
    """What is counted, by member's key ("" for nobody) and month; and by ("total", month)."""
    found: defaultdict[tuple[str, str], Counted] = defaultdict(Counted)
    every = logs(store)
    moved = {each["moved_from"] for log in every for each in log.of("message_received")}
    merges = {log.ticket: instant(each) for log in every for each in log.of("ticket_merged")}
    for log in every:
        for day, minutes in worked(log):
            for counted in (found[log.member(), day[:7]], found["total", day[:7]]):
                counted.figures["billable_minutes"] += minutes
        counted_here = (*_turns(log, moved), *_clocks(log, moved, now), *_breaches(log, every, merges, now))
        for moment, names, hours in counted_here:
            month = f"{local(moment):%Y-%m}"
            for counted in (found[log.member(), month], found["total", month]):
                counted.hours += hours
                for name in names:
                    counted.figures[name] += 1
    return found


def _turns(log: Log, moved: set[str]) -> Iterator[tuple[datetime, list[str], list[float]]]:
    for turn in log.of("message_received"):
        if f"{log.ticket}-{turn['turn']}" not in moved:
            yield instant(turn), list(_names_of_turn(log, turn)), []


def _names_of_turn(log: Log, turn: Event) -> Iterator[str]:
    decided, ended = log.entitlement(turn["turn"]), log.first_ending(turn["turn"])
    how = ended["how"] if ended else None
    yield from ["declined"] if turn["turn"] in declined(log) else []
    yield from ("messages", "covered" if decided["covered"] else "gated")
    at_door = "" if decided["covered"] or how else log.at_door()
    yield from [at_door] if at_door else []
    yield from (mark for mark in decided["marks"] if mark in {"late_entitlement", "entitlement_unverified"})
    yield from (["no_answer_needed"] if how == "no_answer_needed" else [])
    if turn["kind"] == "error" and at_door != "dropped":
        yield "errors_reported"
        yield from (
            [] if how == "no_answer_needed" else ["errors_fixed" if how and log.closed() else "errors_open"]
        )


def _clocks(log: Log, moved: set[str], now: datetime) -> Iterator[tuple[datetime, list[str], list[float]]]:
    merged = next((instant(each) for each in log.of("ticket_merged")), None)
    for reckoned in _every_clock(log, now):
        kind, started_by, start, _, _, ended = reckoned
        if f"{log.ticket}-{started_by}" in moved:
            continue
        until = instant(ended) if ended else (merged or now)
        running = ended is None and merged is None
        names, hours = _names_of_clock(kind, ended, late=_late(reckoned, until), running=running), []
        if kind == "reply" and ended and ended["how"] in HUMAN:
            hours = [max(0, (until - start).total_seconds()) / 3600]
            names += ["answered_same_day"] if local(until) <= local(start) else []
        names += ["conferences_no_show"] * (kind == "conference" and _alone(log, started_by))
        yield start, names, hours


def _alone(log: Log, turn: str) -> bool:
    received = next(instant(each) for each in log.of("message_received") if each["turn"] == turn)
    return any(how == "no_show" for _, how in meetings_of(log.events, turn, received, log.undone()))


def _breaches(
    log: Log, every: list[Log], merges: dict[str, datetime], now: datetime
) -> Iterator[tuple[datetime, list[str], list[float]]]:
    """A breach counts in the ticket in which the clock stood when it was due."""
    for reckoned in _every_clock(log, now):
        kind, started_by, start, _, due, ended = reckoned
        until = instant(ended) if ended else merges.get(log.ticket, now)
        arrived = _arrived(log.ticket, started_by, every, merges)
        if _late(reckoned, until) and (arrived is None or due >= arrived):
            yield start, ["breaches", f"{kind}_breaches"], []


def _arrived(ticket: str, turn: str, every: list[Log], merges: dict[str, datetime]) -> datetime | None:
    """When the ticket from which this turn came was merged; through a split, when that was before."""
    log = next(each for each in every if each.ticket == ticket)
    message = next((each for each in log.of("message_received") if each["turn"] == turn), None)
    if message is None or not message["moved_from"]:
        return None
    source, _, before = message["moved_from"].rpartition("-")
    split = {each["turn"] for log in every if log.ticket == source for each in log.of("turn_split")}
    return _arrived(source, before, every, merges) if before in split else merges[source]


def _late(reckoned: Reckoned, until: datetime) -> bool:
    _, _, _, due_day, due, _ = reckoned
    return local(until) > due_day if due_day else until > due


def _every_clock(log: Log, now: datetime) -> Iterator[Reckoned]:
    yield from (*_reply(log), *_conference(log, now), *_promise(log))


def _names_of_clock(kind: str, ended: Event | None, *, late: bool, running: bool) -> list[str]:
    if kind == "conference":
        return names_of_conference(ended, late=late, running=running)
    if kind != "reply":
        given, kept, still = {
            "promise": ("promises_given", "promises_kept", "promises_open"),
        }[kind]
        return [given] + [kept] * (ended is not None and not late) + [still] * running
    if ended is None:
        return ["reply_clocks", "reply_clocks_open"]
    if ended["how"] not in HUMAN:
        return ["reply_clocks", "reply_clocks_not_needed"]
    return ["reply_clocks", "answered_late" if late else "answered_in_time"]


def _running(log: Log) -> list[tuple[datetime, Event]]:
    """The turns that have a clock, by its start."""
    split = {each["turn"] for each in log.of("turn_split")}
    turns = [each for each in log.of("message_received") if each["turn"] not in split]
    decided = [(log.entitlement(each["turn"]), each) for each in turns]
    started = [(instant(one, "clock_from"), turn) for one, turn in decided if one["clock_from"]]
    return sorted(started, key=lambda pair: pair[0])


def _reply(log: Log) -> Iterator[Reckoned]:
    waiting = _running(log)
    while waiting:
        start, turn = waiting[0]
        ended = log.first_ending(turn["turn"])
        yield "reply", turn["turn"], start, None, start + timedelta(hours=24), ended
        # Those that this ended with it, or that wait with it, have the same clock.
        waiting = [each for each in waiting if log.first_ending(each[1]["turn"]) != ended]


def _conference(log: Log, now: datetime) -> Iterator[Reckoned]:
    merged = next((instant(each) for each in log.of("ticket_merged")), now)
    for start, turn in _running(log):
        if turn["kind"] == "conference":
            due = start + timedelta(hours=36)
            met = meetings_of(log.events, turn["turn"], instant(turn), log.undone())
            found = outcome(deeds_of(log.events, turn["turn"]), met, due, min(now, merged))
            ended = {"at": found[0].isoformat(), "how": found[1]} if found else None
            yield "conference", turn["turn"], start, None, due, ended


def _promise(log: Log) -> Iterator[Reckoned]:
    refused = {each["answer"] for each in log.of("answer_refused", "answer_bounced")}
    for given in log.of("promise_given"):
        if given["answer"] in refused:
            continue
        at = instant(given)
        after = [each for each in log.endings() if each["how"] in HUMAN and instant(each) > at]
        kept = next((each for each in after if each.get("answer") != given["answer"]), None)
        yield "promise", given["answer"], at, date.fromisoformat(given["day"]), at, kept
