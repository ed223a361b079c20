"""Where a turn goes on after a merge or a split, and what somebody who had seen it had seen there."""

from shared.domain.facts.ticket import TicketState
from shared.domain.values.frozen import Frozen


class SeenTurn(Frozen):
    """A turn as it was shown, and all that had been shown with or before it, by their ids in one ticket."""

    turn: str
    seen: frozenset[str]


def seen_up_to(state: TicketState, turn: str) -> SeenTurn:
    """Whoever has seen this turn has seen all before it. Raises ``TurnUnknown``."""
    return SeenTurn(turn=turn, seen=frozenset(state.up_to(turn)))


def goes_on_in(state: TicketState, turn: str) -> str:
    """The ticket in which this turn's matter goes on; "" where it is still here. Raises ``TurnUnknown``."""
    return state.turn(turn).split_into or (state.merged.into if state.merged else "")


def seen_there(source: TicketState, target: TicketState, was: SeenTurn) -> SeenTurn | None:
    """The same turn in the ticket to which it moved; None where it was ended before and stayed behind."""
    names = {turn.moved_from: turn.id for turn in target.turns if turn.moved_from}
    here = {name: names[origin] for name in was.seen if (origin := f"{source.id}-{name}") in names}
    return SeenTurn(turn=here[was.turn], seen=frozenset(here.values())) if was.turn in here else None


def answers_unseen(state: TicketState, shown: SeenTurn) -> bool:
    """Whether an answer up to this turn would answer some that its author has not seen."""
    before = state.up_to(shown.turn)
    return any(turn.id in before and turn.id not in shown.seen for turn in state.unanswered())
