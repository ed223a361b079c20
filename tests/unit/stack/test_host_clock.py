from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from devstack.functions_host.moved_clock import MovedClock
from devstack.functions_host.spans import SpanUnclear, read_span

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def noon() -> datetime:
    """The machine's time in these tests."""
    return NOON


def test_a_clock_that_was_never_moved_shows_the_machines_time(tmp_path: Path) -> None:
    assert MovedClock(tmp_path / "clock.json", noon).now() == NOON


def test_moves_add_up(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path / "clock.json", noon)
    clock.move(timedelta(hours=25))
    clock.move(timedelta(minutes=5))
    assert clock.now() == NOON + timedelta(hours=25, minutes=5)


def test_the_offset_is_kept_in_its_file(tmp_path: Path) -> None:
    MovedClock(tmp_path / "clock.json", noon).move(timedelta(hours=25))
    assert MovedClock(tmp_path / "clock.json", noon).now() == NOON + timedelta(hours=25)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("25h", timedelta(hours=25)),
        ("1h30m", timedelta(minutes=90)),
        ("2d", timedelta(days=2)),
        (" 45S ", timedelta(seconds=45)),
        ("1d2h3m4s", timedelta(days=1, hours=2, minutes=3, seconds=4)),
    ],
)
def test_a_span_is_read_as_people_write_it(text: str, span: timedelta) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize("text", ["", "h", "25", "-1h", "30m1h", "1.5h", "0s", "401d", "9" * 30 + "d"])
def test_what_is_no_span_forward_is_refused(text: str) -> None:
    with pytest.raises(SpanUnclear, match="write it as 25h"):
        read_span(text)
