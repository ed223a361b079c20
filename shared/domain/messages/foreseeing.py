"""What a merge would come to, by the decisions that it is made with: nothing is done, and nothing guessed."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.messages.merging import (
    MergeBody,
    decide_merging,
    decide_preparing,
    decide_taking_turns,
    turns_to_take,
)
from shared.domain.tickets.changes import MoveTurns
from shared.domain.tickets.entries import Entry
from shared.domain.values.house import House


@dataclass(frozen=True, slots=True)
class ForeseenMerge:
    """``moved``: the turns that go on in the other ticket; ``ends``: the clocks that end here with it.

    ``runs``: the clocks that the other ticket has then, the first due first; ``brought``: those of them, by
    id, that come with what is moved.
    """

    moved: tuple[Turn, ...]
    ends: tuple[SLAClock, ...]
    runs: tuple[SLAClock, ...]
    brought: frozenset[str]


def foresee_merge(
    source: TicketState, target: TicketState, author: str, now: datetime, house: House
) -> ForeseenMerge:
    """What becomes of both if the source were merged into the target now. Raises as the merge's decisions."""
    given = MergeBody(into=target.id, author=author)
    prepared = decide_preparing(target, given, source, now, house).state_after(target)
    changes = decide_merging(source, given, Entry(id="", content=""), now, house)
    merged = changes.state_after(source)
    moved = next((each.turns for each in changes.effects if isinstance(each, MoveTurns)), ())
    after = _taken(prepared, merged, moved, now)
    before = {turn.id for turn in target.turns}
    runs = sorted(_running(after), key=lambda clock: clock.due)
    return ForeseenMerge(
        moved=tuple(source.turn(each) for each in moved),
        ends=_running(source),
        runs=tuple(runs),
        brought=frozenset(clock.id for clock in runs if not before.issuperset(clock.turns[:1])),
    )


def _taken(target: TicketState, source: TicketState, moved: tuple[str, ...], now: datetime) -> TicketState:
    """The target once it has taken all of them, in however many steps."""
    while turns_to_take(target, source, moved):
        target = decide_taking_turns(target, source, moved, {}, now).state_after(target)
    return target


def _running(state: TicketState) -> tuple[SLAClock, ...]:
    return tuple(clock for clock in clocks(state) if clock.ended is None)
