"""What holds of every history of answers on their way out, and of where they came to lie."""

from collections import Counter
from datetime import datetime, timedelta

from shared.domain.clocks.clocks import SLAClock
from shared.domain.events.answer_events import (
    AnswerBounced,
    AnswerDoubted,
    AnswerRefused,
    EntryWithdrawn,
    UnsentTold,
)
from shared.domain.facts.deliveries import UnsentLevel
from tests.properties.history import Commit, History


def what_is_refused_or_withdrawn_counts_nowhere(history: History) -> None:
    """The clocks run as if it had never been."""
    for commit in history.commits:
        undone = {
            event.answer
            for event in commit.changes.events
            if isinstance(event, AnswerRefused | AnswerBounced)
        }
        undone |= {event.entry for event in commit.changes.events if isinstance(event, EntryWithdrawn)}
        assert undone.isdisjoint(clock.ended_by for clock in commit.clocks_after.values())


def an_unsent_answer_is_told_once_never_early_and_only_while_it_waits(history: History) -> None:
    """Of a clock that it ended; an hour before due and at due, if it was written before."""
    for commit in history.commits:
        told = Counter(commit.after.state.delivery.told)
        assert all(count == 1 for count in told.values())
        for event in commit.changes.events:
            if isinstance(event, UnsentTold):
                clock = commit.clocks_before[event.clock]
                assert (clock.ended_by, clock.due) == (event.answer, event.due)
                assert commit.before.state.delivery.waits(event.answer)
                assert clock.ended is not None
                assert all(clock.ended < _reached(clock, level) <= commit.now for level in event.levels)
        if commit.act == "unsent":
            assert [instant for instant in unsent_levels(commit) if instant <= commit.now] == []


def what_lies_in_a_spam_folder_counts_on(history: History) -> None:
    """A doubtful answer changes no clock, and is doubtful no more once it is reported undeliverable."""
    for commit in history.commits:
        if any(isinstance(event, AnswerDoubted) for event in commit.changes.events):
            assert commit.clocks_until_then == commit.clocks_after
        counting = {ending.id for ending in commit.after.state.endings}
        assert counting.issuperset(commit.after.state.delivery.doubtful)
        assert counting.issuperset(each.answer for each in commit.after.state.delivery.unsent)


def _reached(clock: SLAClock, level: UnsentLevel) -> datetime:
    return clock.due - timedelta(hours=1) if level is UnsentLevel.ONE_HOUR else clock.due


def unsent_levels(commit: Commit) -> list[datetime]:
    """Every level, come or not, that is still to be told of an answer that waits."""
    delivery = commit.after.state.delivery
    told = {(each.clock, each.answer, each.level) for each in delivery.told}
    waiting = {each.answer for each in delivery.unsent}
    return [
        _reached(clock, level)
        for clock in commit.clocks_after.values()
        for level in UnsentLevel
        if clock.ended_by in waiting and clock.ended and clock.ended < _reached(clock, level)
        if (clock.id, clock.ended_by, level) not in told
    ]


DELIVERED = (
    what_is_refused_or_withdrawn_counts_nowhere,
    an_unsent_answer_is_told_once_never_early_and_only_while_it_waits,
    what_lies_in_a_spam_folder_counts_on,
)
