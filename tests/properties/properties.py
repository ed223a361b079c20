"""What holds of every history that can happen. Each function fails where it does not."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from shared.domain.agenda.header import TicketHeader
from shared.domain.clocks.clocks import ClockState, SLAClock
from shared.domain.events.event import fold
from shared.domain.events.events import TicketEvent
from shared.domain.events.mail_events import Escalated
from shared.domain.events.message_events import MessageReceived
from shared.domain.facts.ticket import Turn
from shared.domain.tickets.changes import MoveTurns
from shared.domain.values.vendor import ClockKind
from tests.properties import billing_acts, closing_acts, link_acts, session_acts
from tests.properties.courses import around, course_of
from tests.properties.delivered import DELIVERED, unsent_levels
from tests.properties.history import Commit, History

STILL = frozenset({"close", "owner", "scan", "prepare", "note", "keep", "unsent", "settle"}).union(
    billing_acts.STILL, link_acts.STILL, session_acts.STILL, closing_acts.STILL
)
"""Acts that change no clock."""
CONTACTS = frozenset({"contact", "end_session", "held", "no_show"})
"""Acts that may name an earlier instant at which a person was spoken with."""
BREACHED = frozenset({ClockState.BREACHED_OPEN, ClockState.BREACHED_MET})
_LOG: TypeAdapter[list[TicketEvent]] = TypeAdapter(list[TicketEvent])


def folding_the_log_gives_the_state(history: History) -> None:
    """Also after the log has been JSON, and the header too."""
    for name, ticket in history.tickets.items():
        assert fold(name, ticket.events) == ticket.state
        again = _LOG.validate_json(_LOG.dump_json(ticket.events))
        assert again == ticket.events
        assert fold(name, again) == ticket.state
        assert TicketHeader.model_validate_json(ticket.header.model_dump_json()) == ticket.header


def events_are_recorded_in_order(history: History) -> None:
    """``recorded`` is never before the previous event's; what counts is never later than it.

    But for what is moved: it was received by another ticket, perhaps by a clock that was ahead.
    """
    for ticket in history.tickets.values():
        recorded = [event.recorded for event in ticket.events]
        assert recorded == sorted(recorded)
        moved = [event for event in ticket.events if isinstance(event, MessageReceived) and event.moved_from]
        assert all(event.at <= event.recorded for event in ticket.events if event not in moved)


def a_clock_never_moves(history: History) -> None:
    """Whatever is configured or happens later: the same start, due and policy, for good."""
    for commit in history.commits:
        before, after = commit.clocks_before, commit.clocks_after
        for name in before.keys() & after.keys():
            assert _pinned(before[name]) == _pinned(after[name])


def a_clock_starts_with_the_policy_of_its_time(history: History) -> None:
    """What a turn brings from another ticket keeps the policy that it had there."""
    for commit in history.commits:
        known = {turn.id for turn in commit.before.state.turns if turn.policy}
        for turn in commit.after.state.turns:
            if turn.policy and turn.id not in known:
                origin = _origin(history, turn)
                assert turn.policy == (origin.policy if origin and origin.policy else commit.vendor.policy)


def a_turn_that_moves_keeps_its_receipt_and_its_clock(history: History) -> None:
    """By merge or split: the same receipt, the same start, the same policy, so the same due instant."""
    for turn in _turns(history):
        if origin := _origin(history, turn):
            assert turn.received == origin.received
            assert not origin.clock_from or _started(turn) == _started(origin)


def a_clock_goes_only_where_its_turns_go(history: History) -> None:
    """It vanishes only into one that started no later, with a split, or with the answer that promised it."""
    for commit in history.commits:
        after = commit.clocks_after
        for name, clock in commit.clocks_before.items():
            if name in after:
                continue
            if clock.kind is ClockKind.PROMISE:
                assert commit.act in {"mail", "report"}
                continue
            into = [each for each in after.values() if clock.started_by in each.turns]
            gone = commit.after.state.turn(clock.started_by).split_into
            assert gone or [each.start <= clock.start for each in into if each.kind is clock.kind] == [True]


def an_act_that_is_no_answer_changes_no_clock(history: History) -> None:
    """Closing, naming an owner, noting something, telling people, and preparing a merge."""
    for commit in history.commits:
        if commit.act in STILL:
            assert commit.clocks_until_then == commit.clocks_after


def a_breach_is_a_fact(history: History) -> None:
    """Once breached, always: but for a contact that took place in time, and an ending that is taken back."""
    for commit in history.commits:
        after = commit.clocks_after
        for name, clock in commit.clocks_before.items():
            if name not in after or clock.state(commit.recorded) not in BREACHED:
                continue
            now = after[name]
            in_time = now.ended is not None and now.ended <= now.due and commit.act in CONTACTS
            assert in_time or now.state(commit.recorded) in BREACHED


def what_is_met_stays_met(history: History) -> None:
    """Unless what met it is refused, withdrawn or missed. An ending comes earlier at most, by a contact."""
    for commit in history.commits:
        after = commit.clocks_after
        for name, before in commit.clocks_before.items():
            clock = before.at(commit.recorded)
            if name in after and clock.ended and commit.act not in {"mail", "report", "withdrawal"}:
                ended = after[name].ended
                assert ended is not None
                assert ended == clock.ended or (ended < clock.ended and commit.act in CONTACTS)


def time_alone_only_breaches(history: History) -> None:
    """Running until due, then breached, for ever, or met by an offer; what has ended stands still."""
    for ticket in history.tickets.values():
        for clock in ticket.clocks.values():
            states = [clock.state(instant) for instant in sorted(around(clock, history.now))]
            if clock.ended and not clock.missed_after:
                assert len(set(states)) == 1
            else:
                assert states == sorted(states, key=course_of(clock).index)


def every_message_is_in_exactly_one_reply_clock(history: History) -> None:
    """Covered and still here: one. Not covered, or gone elsewhere: none."""
    for commit in history.commits:
        state = commit.after.state
        counted = Counter(name for clock in _replies(commit.clocks_after) for name in clock.turns)
        expected = {turn.id for turn in state.turns if turn.clock_from and not turn.split_into}
        assert counted == Counter(expected)


def nobody_waits_without_a_clock(history: History) -> None:
    """An unanswered covered turn has a running clock, here or where it went, in exactly one place."""
    for name, ticket in history.tickets.items():
        for turn in ticket.state.turns:
            if turn in ticket.state.unanswered() and turn.covered and not ticket.state.merged:
                running = [each for each in _replies(ticket.clocks) if turn.id in each.turns]
                assert [each.ended for each in running] == [None]
            if turn.split_into or (ticket.state.merged and turn in ticket.state.unanswered()):
                there = [each for each in _turns(history) if each.moved_from == f"{name}-{turn.id}"]
                moved = [each.turns for each in ticket.header.effects if isinstance(each, MoveTurns)]
                coming = [each for each in moved if turn.id in each]
                assert len(there) == 1 or (not there and coming)


def a_reply_is_due_in_real_hours_after_receipt(history: History) -> None:
    """24 hours of UTC, or what else the policy said, in every zone, whatever the clocks on the wall do."""
    for ticket in history.tickets.values():
        for clock in _replies(ticket.clocks):
            assert clock.due.tzinfo is clock.start.tzinfo is UTC
            assert clock.due - clock.start == clock.policy.reply
            assert clock.policy.version != "contract" or clock.policy.reply == timedelta(hours=24)
            assert clock.start >= ticket.state.turn(clock.started_by).received
            assert clock.ended is None or clock.ended >= clock.start


def a_level_is_told_once_never_early_never_when_met_in_time(history: History) -> None:
    """And a scan leaves nothing untold that has come."""
    for commit in history.commits:
        told = Counter(commit.after.state.told)
        assert all(count == 1 for count in told.values())
        before = commit.clocks_before
        for event in commit.changes.events:
            if isinstance(event, Escalated):
                clock = before[event.clock]
                instants = dict(clock.levels())
                assert all(instants[level] <= commit.now for level in event.levels)
                now = clock.at(commit.now)
                assert now.ended is None or now.ended > now.due
        if commit.act == "scan":
            assert _untold(commit, commit.now) == []


def the_next_look_is_never_too_late(history: History) -> None:
    """At or before every untold level, every unsent mail, and everything still to be caused."""
    for commit in history.commits:
        mailed = commit.after.model_copy(update={"unsent": {}})
        for header, instants in (
            (commit.after, commit.after.unsent.values()),
            (mailed, _untold(commit, datetime.max.replace(tzinfo=UTC))),
            (mailed, unsent_levels(commit)),
            (mailed, [commit.recorded] if commit.after.effects else []),
            (mailed, [clock.ends for clock in commit.clocks_after.values() if clock.ends]),
        ):
            look = header.next_look(commit.vendor.silence)
            assert all(look is not None and look <= instant for instant in instants)


def _replies(clocks: Mapping[str, SLAClock]) -> list[SLAClock]:
    return [clock for clock in clocks.values() if clock.kind is ClockKind.REPLY]


def _pinned(clock: SLAClock) -> tuple[object, ...]:
    return clock.kind, clock.start, clock.due, clock.policy


def _started(turn: Turn) -> tuple[object, ...]:
    return turn.clock_from, turn.policy


def _turns(history: History) -> list[Turn]:
    return [turn for ticket in history.tickets.values() for turn in ticket.state.turns]


def _origin(history: History, turn: Turn) -> Turn | None:
    ticket, _, name = turn.moved_from.rpartition("-")
    return history.tickets[ticket].state.turn(name) if ticket else None


def _untold(commit: Commit, until: datetime) -> list[datetime]:
    told = commit.after.state.told
    untold = [instant for clock in commit.clocks_after.values() for _, instant in clock.untold(told)]
    return [instant for instant in untold if instant <= until]


PROPERTIES = (
    folding_the_log_gives_the_state,
    events_are_recorded_in_order,
    a_clock_never_moves,
    a_clock_starts_with_the_policy_of_its_time,
    a_turn_that_moves_keeps_its_receipt_and_its_clock,
    a_clock_goes_only_where_its_turns_go,
    an_act_that_is_no_answer_changes_no_clock,
    a_breach_is_a_fact,
    what_is_met_stays_met,
    time_alone_only_breaches,
    every_message_is_in_exactly_one_reply_clock,
    nobody_waits_without_a_clock,
    a_reply_is_due_in_real_hours_after_receipt,
    a_level_is_told_once_never_early_never_when_met_in_time,
    *DELIVERED,
    the_next_look_is_never_too_late,
)
