"""Which texts are versions, and which of two is the newer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.releases.versions import is_version, newest_first, order_of

NUMBERS = st.lists(st.integers(0, 999_999), min_size=1, max_size=4)


@pytest.mark.parametrize("text", ["0", "7", "7.2", "7.2.0", "2026.11.29.1", "999999.0.0.999999"])
def test_one_to_four_numbers_are_a_version(text: str) -> None:
    assert is_version(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "v7.2",
        "7.",
        ".7",
        "7..2",
        "7,2",
        "07.2",
        "7.2-beta",
        "7.2 ",
        "1.2.3.4.5",
        "1000000",
        "\u0667.2",
        "-1",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_version(text)


@pytest.mark.parametrize(
    ("older", "newer"), [("7.9", "7.10"), ("7.2", "7.2.1"), ("6.9.4", "7"), ("9", "10"), ("7.2.0.9", "7.2.1")]
)
def test_versions_are_compared_number_by_number(older: str, newer: str) -> None:
    assert order_of(older) < order_of(newer)


def test_a_number_that_is_left_out_is_nought() -> None:
    assert order_of("7.2") == order_of("7.2.0.0")


@given(NUMBERS, NUMBERS)
def test_keys_sort_the_newest_first(one: list[int], other: list[int]) -> None:
    first, second = (".".join(map(str, numbers)) for numbers in (one, other))
    assert (newest_first(first) < newest_first(second)) == (order_of(first) > order_of(second))
