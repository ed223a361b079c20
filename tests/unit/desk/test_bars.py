"""Bars are as long as their figures are, and every figure stands beside its bar as text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.desk.books.bars import LONGEST_LABEL, Bar, Part, Picture, drawn, shortened

ANSWERS = Bar("March", "3 of 4", (Part("kept", 3), Part("late", 1)))


def parts(*bars: Bar, longest: float = 0) -> list[list[tuple[str, str, str]]]:
    """Of each bar the look of each part, where it begins and how wide it is."""
    shown: Any = drawn(Picture("p", "A picture", bars, longest=longest))["bars"]
    return [[(each["look"], each["x"], each["width"]) for each in bar["parts"]] for bar in shown]


def test_the_longest_bar_fills_the_picture_and_the_others_are_as_long_as_their_share_of_it() -> None:
    assert parts(ANSWERS, Bar("April", "1 of 1", (Part("kept", 1),))) == [
        [("kept", "0%", "75%"), ("late", "75%", "25%")],
        [("kept", "0%", "25%")],
    ]


def test_where_it_is_said_what_fills_the_picture_a_shorter_bar_does_not() -> None:
    assert parts(ANSWERS, longest=8) == [[("kept", "0%", "37.5%"), ("late", "37.5%", "12.5%")]]


def test_what_is_nothing_is_not_drawn_and_a_picture_of_nothing_has_its_words() -> None:
    assert parts(Bar("March", "0 of 1", (Part("kept", 0), Part("late", 1)))) == [[("late", "0%", "100%")]]
    assert parts(Bar("March", "no answers")) == [[]]
    assert drawn(Picture("p", "A picture", [Bar("March", "no answers")]))["says"] == "March: no answers"


@pytest.mark.parametrize(("mark", "at"), [(2, "50%"), (4, "100%"), (5, ""), (0, "")])
def test_a_mark_stands_at_its_value_where_the_picture_reaches_so_far(mark: float, at: str) -> None:
    assert drawn(Picture("p", "A picture", [ANSWERS], mark=mark))["mark"] == at


def test_a_label_is_cut_where_there_is_no_room_and_whole_for_who_hears_the_picture() -> None:
    long = "A product with a name that nobody can remember"
    shown: Any = drawn(Picture("p", "A picture", [Bar(long, "1")]))
    assert len(shown["bars"][0]["label"]) == len(shortened(long)) == LONGEST_LABEL
    assert shown["says"] == f"{long}: 1"


@given(st.lists(st.lists(st.integers(0, 10**6), max_size=4), min_size=1, max_size=12))
def test_no_part_begins_before_the_one_beside_it_ends_or_leaves_the_picture(figures: list[list[int]]) -> None:
    bars = [Bar("x", "y", tuple(Part("kept", each) for each in row)) for row in figures]
    for row in parts(*bars):
        ends = 0.0
        for _, begins, width in row:
            assert float(begins.rstrip("%")) == pytest.approx(ends, abs=0.02)
            ends = float(begins.rstrip("%")) + float(width.rstrip("%"))
        assert ends <= 100.02
