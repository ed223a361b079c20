"""What holds of every history: of some that hypothesis chooses, and of many from one seed.

``make properties`` takes 100 000 of them; a plain run 2 000. ``HISTORIES_SEED`` makes others than usual.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties import closing_acts, work_properties
from tests.properties.explained import every_clock_is_explained_line_by_line
from tests.properties.files_moved import a_turn_that_moves_takes_its_files_along
from tests.properties.history import History
from tests.properties.properties import PROPERTIES as OF_CLOCKS
from tests.properties.random_histories import random_history
from tests.properties.session_properties import SESSION_PROPERTIES
from tests.properties.stored import the_stored_state_is_the_fold_of_the_stored_events

SEED = int(os.environ.get("HISTORIES_SEED", "20260302"))
COUNT = int(os.environ.get("HISTORIES", "2000"))
FAIR_SHARE = 0.1
EXPLAINED_EVERY = 4
"""Explaining every clock costs as much as most of the rest together."""

PROPERTIES = (*OF_CLOCKS, *work_properties.PROPERTIES, *closing_acts.PROPERTIES)

type Property = Callable[[History], None]


@pytest.mark.parametrize(
    "holds",
    [
        *PROPERTIES,
        *SESSION_PROPERTIES,
        a_turn_that_moves_takes_its_files_along,
        every_clock_is_explained_line_by_line,
    ],
)
@settings(deadline=None, max_examples=30)
@given(choices=st.randoms(use_true_random=False))
def test_it_holds_of_a_history_in_which_anything_may_happen(holds: Property, choices: Random) -> None:
    holds(random_history(choices))


@pytest.mark.parametrize("number", ["20260302-89274"])
def test_it_holds_of_the_rare_histories_in_which_it_once_did_not(number: str) -> None:
    history = random_history(Random(number))  # noqa: S311 - it is to be the same every time
    for holds in (*PROPERTIES, *SESSION_PROPERTIES, a_turn_that_moves_takes_its_files_along):
        holds(history)


def test_the_desk_closes_a_ticket_in_a_fair_share_of_the_histories() -> None:
    """Else what is to hold of every closing would hold of none."""
    histories = (random_history(Random(f"{SEED}-{number}")) for number in range(300))  # noqa: S311 - as above
    assert sum(closing_acts.closings(history) > 0 for history in histories) >= 300 * FAIR_SHARE


async def test_everything_holds_of_every_history_of_the_seed_and_of_what_is_stored_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with capsys.disabled():
        os.write(1, f"\n{COUNT} histories of seed {SEED}\n".encode())
    for number in range(COUNT):
        history = random_history(Random(f"{SEED}-{number}"))  # noqa: S311 - it is to be the same every time
        with _named(number):
            for holds in (*PROPERTIES, *SESSION_PROPERTIES):
                holds(history)
            a_turn_that_moves_takes_its_files_along(history)
            if number % EXPLAINED_EVERY == 0:
                every_clock_is_explained_line_by_line(history)
            await the_stored_state_is_the_fold_of_the_stored_events(history)


@contextmanager
def _named(number: int) -> Iterator[None]:
    """What fails is said to fail in the history of this number."""
    try:
        yield
    except Exception as error:
        error.add_note(f"in random_history(Random('{SEED}-{number}'))")
        raise
