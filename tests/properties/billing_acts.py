"""Billing has its say about what was not sure: the act changes no clock."""

from random import Random

from shared.domain.messages.gating import decide_settling_mark, unsure_turns
from shared.domain.tickets.changes import Changes
from tests.properties.acts import COVERED, LAPSED, UNVERIFIED
from tests.properties.history import History

STILL = frozenset({"settle_mark"})


def settle_mark(history: History, name: str, rng: Random) -> Changes:
    """An event confirms that a turn was covered, or does not any more."""
    state = history.ticket(name).state
    turns = unsure_turns(state)
    if not turns:
        return Changes()
    then = rng.choice((COVERED, UNVERIFIED, LAPSED))
    return decide_settling_mark(state, rng.choice(turns), then, history.now)
