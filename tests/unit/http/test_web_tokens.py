"""The form's token is 128 random bits and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.http.tokens import form_token, new_token


@given(st.binary(min_size=16, max_size=16))
def test_a_token_made_here_is_known_again(random: bytes) -> None:
    token = new_token(lambda count: random[:count])
    assert form_token({"token": token}) == token


@given(st.sets(st.binary(min_size=16, max_size=16), min_size=2, max_size=5))
def test_other_bits_make_another_token(many: set[bytes]) -> None:
    def token(bits: bytes) -> str:
        return new_token(lambda count: bits[:count])

    assert len({token(bits) for bits in many}) == len(many)


@pytest.mark.parametrize(
    "token", [None, "", 7, ["a" * 26], "a" * 25, "A" * 26, "1" * 26, "a" * 27, "a" * 26 + "\n"]
)
def test_what_is_no_token_of_ours_is_none(token: object) -> None:
    assert form_token({"token": token}) is None
    assert form_token({}) is None
