"""Answers that ended a clock and have not left: supporters are told an hour before due, and at due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.events.answer_events import UnsentTold
from shared.domain.facts.deliveries import ToldUnsent, UnsentLevel
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import compose_to_all
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import AnswerUnsent
from shared.domain.members.recipients import supporters_for
from shared.domain.tickets.changes import Changes, as_many_as_fit, recorded_at
from shared.domain.values.house import House


class Untold(NamedTuple):
    """A level that is still to be told of a clock that an unsent answer ended, and its instant."""

    clock: SLAClock
    level: UnsentLevel
    instant: datetime


def untold(state: TicketState) -> tuple[Untold, ...]:
    """Every such level, come or not. One that had passed when the answer was written does not exist."""
    if not state.delivery.unsent:
        return ()
    waiting = (clock for clock in clocks(state) if state.delivery.waits(clock.ended_by))
    return tuple(each for clock in waiting for each in _levels(clock) if not _told(state, each))


def decide_unsent(state: TicketState, now: datetime, house: House) -> Changes:
    """One event a clock for the levels that have come, and one mail a supporter that names the last.

    As many clocks as one transaction carries: where more have come, the decision is to be made again.
    """
    come: dict[str, list[Untold]] = {}
    for each in untold(state):
        if each.instant <= now:
            come.setdefault(each.clock.id, []).append(each)
    at = recorded_at(state, now)
    return as_many_as_fit(
        Changes(events=(_event(levels, at),), sends=tuple(_mails(state, levels[-1], at, house)))
        for levels in come.values()
    )


def has_left(state: TicketState, letter: AnswerUnsent) -> str:
    """Why this warning need not be sent any more; else ""."""
    return "" if state.delivery.waits(letter.answer) else "the answer waits no more"


def _levels(clock: SLAClock) -> Iterator[Untold]:
    for level, before in ((UnsentLevel.ONE_HOUR, timedelta(hours=1)), (UnsentLevel.DUE, timedelta())):
        instant = clock.due - before
        if clock.ended is not None and instant > clock.ended:
            yield Untold(clock, level, instant)


def _told(state: TicketState, each: Untold) -> bool:
    told = ToldUnsent(clock=each.clock.id, answer=each.clock.ended_by, level=each.level)
    return told in state.delivery.told


def _event(levels: list[Untold], at: datetime) -> UnsentTold:
    clock = levels[0].clock
    return UnsentTold(
        recorded=at,
        at=at,
        clock=clock.id,
        answer=clock.ended_by,
        levels=tuple(each.level for each in levels),
        due=clock.due,
    )


def _mails(state: TicketState, last: Untold, at: datetime, house: House) -> tuple[Send, ...]:
    clock, answer = last.clock, last.clock.ended_by
    author = next(each.author for each in state.endings if each.id == answer)
    letter = AnswerUnsent(ticket=state.id, author=author, answer=answer, level=last.level, due=clock.due)
    readers = supporters_for(state.owner, house.vendor)
    return compose_to_all(house, letter, readers, at, state.id, "unsent", clock.id, answer, last.level)
