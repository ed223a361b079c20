"""A proof is what this desk asked for, worked out and not too old; whatever else is none, and no error."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.floods.form_proof import FIELD, HOLDS, new_task, proof_in, trapped
from tests.examples.form_proofs import worked_out
from tests.fakes.desk import SECRET, START

TASK = new_task(SECRET, 3, START)
SOLVED = worked_out(TASK)


def forged(**changed: Any) -> str:  # noqa: ANN401 - a forger writes anything
    """The right proof, but for these parameters of its task."""
    told = json.loads(base64.b64decode(SOLVED))
    told["challenge"]["parameters"] |= changed
    return base64.b64encode(json.dumps(told).encode()).decode()


def test_a_sum_that_was_done_is_a_proof_until_it_is_too_old() -> None:
    proof = proof_in({FIELD: SOLVED}, SECRET, START + HOLDS)
    assert proof
    assert proof.made == START
    assert proof_in({FIELD: SOLVED}, SECRET, START + HOLDS + timedelta(seconds=1)) is None


def test_another_desks_task_proves_nothing_here() -> None:
    assert proof_in({FIELD: SOLVED}, b"another secret", START) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"data": {"made": int(START.timestamp()) + 60}},
        {"data": {}},
        {"data": {"made": "soon"}},
        {"data": {"made": 10**30}},
        {"data": {"made": True}},
        {"data": []},
        {"cost": 1},
        {"keyPrefix": "00"},
        {"keySignature": None},
        {"nonce": "00" * 16},
        {"algorithm": "SHA-256"},
    ],
)
def test_a_task_that_somebody_has_changed_proves_nothing(changed: dict[str, Any]) -> None:
    assert proof_in({FIELD: forged(**changed)}, SECRET, START) is None


@pytest.mark.parametrize(
    "solution", [{}, {"counter": 1, "derivedKey": "00"}, {"counter": 1, "derivedKey": 7}, []]
)
def test_a_task_without_its_sum_proves_nothing(solution: object) -> None:
    told = {"challenge": json.loads(TASK), "solution": solution}
    given = base64.b64encode(json.dumps(told).encode()).decode()
    assert proof_in({FIELD: given}, SECRET, START) is None


@given(st.text() | st.binary().map(lambda raw: base64.b64encode(raw).decode()))
def test_no_text_is_an_error(text: str) -> None:
    assert proof_in({FIELD: text}, SECRET, START) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["challenge", "parameters", "data"]), inner)
    ),
    max_leaves=8,
)


@given(json_values)
def test_no_json_is_an_error(value: object) -> None:
    told = base64.b64encode(json.dumps(value).encode()).decode()
    assert proof_in({FIELD: told}, SECRET, START) is None


@pytest.mark.parametrize("value", [None, 7, [], {}])
def test_a_program_that_sends_no_text_has_no_proof(value: object) -> None:
    assert proof_in({FIELD: value}, SECRET, START) is None


@pytest.mark.parametrize(("value", "caught"), [("", False), (None, False), ("x", True), ([1], True)])
def test_the_unseen_field_catches_whoever_fills_it_in(value: object, *, caught: bool) -> None:
    assert trapped({"website": value}) is caught
    assert not trapped({})
