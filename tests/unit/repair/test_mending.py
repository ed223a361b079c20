"""What the agenda lacks and what it has needlessly, decided from what stands there."""

from datetime import timedelta

import pytest

from shared.domain.agenda.agenda import Hint, Listing, Place, look_key, month_key, open_key
from shared.domain.agenda.mending import LATEST_RETRY, Mending, Needed, StandingHint, decide_mending
from tests.fakes.desk import START

TICKET = "ticket-abcdefghijklmnop"
LATER = START + timedelta(hours=3)
OPEN = open_key(TICKET, LATER)
NEEDED = Needed(TICKET, LATER, Listing(rows=(OPEN,), known_by=("someone",), months=("2026-03",)))
MONTH = month_key(TICKET, "2026-03")
LOOK = look_key(TICKET, LATER)


def stands(key: str, *, known_by: tuple[str, ...] = ("someone",), tries: int = 0) -> StandingHint:
    """A row that says whose it is."""
    return StandingHint(key, Hint(aggregate=TICKET, written=START, known_by=known_by, tries=tries), "1")


WHOLE = [stands(OPEN), stands(MONTH), stands(LOOK)]


def mended(*standing: StandingHint) -> Mending:
    return decide_mending(NEEDED, standing, START)


def test_what_lacks_nothing_is_left_alone() -> None:
    assert mended(*WHOLE) == Mending((), ())


@pytest.mark.parametrize("lost", [OPEN, MONTH, LOOK])
def test_a_row_that_is_lost_is_written(lost: str) -> None:
    assert mended(*(row for row in WHOLE if row.key != lost)).write == (lost,)


@pytest.mark.parametrize("torn", [OPEN, MONTH, LOOK])
def test_a_row_that_cannot_be_read_is_written_anew(torn: str) -> None:
    standing = [StandingHint(torn, None, "1") if row.key == torn else row for row in WHOLE]
    assert mended(*standing) == Mending((torn,), ())


def test_a_row_that_says_of_another_aggregate_is_written_anew() -> None:
    other = StandingHint(OPEN, Hint(aggregate="ticket-other", written=START), "1")
    assert mended(other, *WHOLE[1:]) == Mending((OPEN,), ())


def test_a_row_that_lacks_by_what_the_gate_knows_its_sender_is_written_anew() -> None:
    assert mended(stands(OPEN, known_by=()), *WHOLE[1:]).write == (OPEN,)


def test_an_earlier_look_serves_as_well_and_a_later_one_does_not() -> None:
    early, late = (look_key(TICKET, LATER + by) for by in (timedelta(hours=-1), timedelta(minutes=1)))
    assert mended(*WHOLE[:2], stands(early)).write == ()
    assert mended(*WHOLE[:2], stands(late)).write == (LOOK,)


def test_a_look_that_failed_and_was_put_later_serves() -> None:
    put_later = look_key(TICKET, LATER + LATEST_RETRY)
    assert mended(*WHOLE[:2], stands(put_later, tries=1)).write == ()


def test_a_list_row_that_nothing_needs_goes_and_a_look_stays_for_its_instant() -> None:
    needless = stands(open_key(TICKET, LATER, Place.WAITING))
    idle = stands(look_key(TICKET, LATER + timedelta(days=1)))
    assert mended(*WHOLE, needless, idle) == Mending((), (needless,))


def test_a_list_row_that_the_tickets_own_look_takes_away_is_left_to_it() -> None:
    left = stands(open_key(TICKET, LATER, Place.WAITING))
    needed = NEEDED._replace(left=(left.key,))
    assert decide_mending(needed, [*WHOLE, left], START) == Mending((), ())
