"""The decisions about an entry: which step leads where, what a release does, and what two merges may not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.refusals import register_errors
from shared.domain.refusals.error_sorts import Refused
from shared.domain.register.entry import EntryState, RegisterEntry
from shared.domain.register.joining import (
    PREPARED_FOR,
    EntryMergeBody,
    decide_merging_entry,
    decide_taking_entry,
)
from shared.domain.register.keeping import (
    EntryBody,
    EntryChange,
    EntryStateBody,
    decide_change,
    decide_release,
    decide_step,
    entered,
)
from shared.domain.values.fields import entry_called
from shared.domain.values.house import House
from tests.fakes.desk import SECRET, START, VENDOR
from tests.triggers.register.registering import ENTRY, WORKAROUND

HOUSE = House(vendor=VENDOR, secret=SECRET)
INTO_2 = EntryMergeBody(into="E-2", author="anna")


def entry(name: str = "E-1", **changed: object) -> RegisterEntry:
    """An entry as it was reported."""
    return entered(name, EntryBody.model_validate(ENTRY | changed), START, HOUSE)


def stepped(known: RegisterEntry, state: EntryState, **said: str) -> RegisterEntry:
    """The entry an hour after its last step, in this state."""
    body = EntryStateBody.model_validate({"state": state, "author": "anna"} | said)
    return decide_step(known, body, known.steps[-1].at + timedelta(hours=1), HOUSE)


CONFIRMED = stepped(entry(), EntryState.CONFIRMED)
FIXED = stepped(CONFIRMED, EntryState.FIXED, version="9.1")


def test_a_release_takes_what_is_confirmed_or_fixed_along_and_said_again_changes_nothing() -> None:
    for known in (CONFIRMED, FIXED):
        released = decide_release(known, "9.2", "anna", START + timedelta(days=1))
        assert (released.state, released.fixed_in) == (EntryState.RELEASED, "9.2")
        assert released.first(EntryState.FIXED) is not None
        assert decide_release(released, "9.2", "bo", START + timedelta(days=2)) is released


def test_a_release_refuses_what_is_not_confirmed_or_is_released_with_another_version() -> None:
    released = decide_release(FIXED, "9.2", "anna", START)
    for known in (entry(), stepped(entry(), EntryState.NOT_AN_ERROR, reason="As meant."), released):
        with pytest.raises(register_errors.RegisterStepRefused):
            decide_release(known, "9.3", "anna", START)


def test_a_fix_that_did_not_help_is_confirmed_again_and_forgets_its_version() -> None:
    again = stepped(FIXED, EntryState.CONFIRMED, reason="It comes back.")
    assert (again.state, again.fixed_in) == (EntryState.CONFIRMED, "")
    with pytest.raises(register_errors.RegisterReasonMissing):
        stepped(FIXED, EntryState.CONFIRMED)


@given(states=st.lists(st.sampled_from(EntryState), max_size=12))
def test_whatever_is_asked_for_steps_are_only_added_and_a_release_was_confirmed_and_fixed(
    states: list[EntryState],
) -> None:
    known = entry()
    for state in states:
        with_version = {"version": "9.1"} if state in {EntryState.FIXED, EntryState.RELEASED} else {}
        before = known
        try:
            known = stepped(known, state, reason="Because.", **with_version)
        except Refused:
            continue
        assert known.steps[: len(before.steps)] == before.steps
    if known.state is EntryState.RELEASED:
        assert known.first(EntryState.CONFIRMED)
        assert known.first(EntryState.FIXED)


def test_a_change_writes_what_is_given_and_takes_a_workaround_away_by_null() -> None:
    known = entry(workaround=WORKAROUND, versions=["9.0"])
    changed = decide_change(known, EntryChange(versions=("9.1",)), VENDOR)
    assert changed == known.but(versions=("9.1",))
    assert decide_change(known, EntryChange(workaround=None), VENDOR) == known.but(workaround=None)
    assert decide_change(known, EntryChange(title=None, product=None), VENDOR) == known
    with pytest.raises(register_errors.RegisterEntryMerged):
        decide_change(known.but(merged_into="E-2"), EntryChange(), VENDOR)


def test_an_entry_into_which_another_is_being_merged_is_not_merged_itself_for_ten_minutes() -> None:
    source, target = entry(), entry("E-2")
    taking = decide_taking_entry(target, INTO_2, source, START, HOUSE)
    assert decide_taking_entry(taking, INTO_2, source, START, HOUSE) is taking
    back = EntryMergeBody(into="E-1", author="anna")
    with pytest.raises(register_errors.RegisterMergeBusy):
        decide_merging_entry(taking, back, START + PREPARED_FOR - timedelta(seconds=1), HOUSE)
    assert decide_merging_entry(taking, back, START + PREPARED_FOR, HOUSE).merged_into == "E-1"


def test_an_entry_takes_neither_itself_nor_what_it_goes_on_in() -> None:
    source, target = entry(), entry("E-2")
    for into in (source, target.but(merged_into=source.name)):
        with pytest.raises(register_errors.RegisterMergeCircular):
            decide_taking_entry(into, INTO_2, source, START, HOUSE)


@pytest.mark.parametrize(
    ("written", "name"),
    [("E-12", "E-12"), ("e12", "E-12"), (" E-12 ", "E-12"), ("E-0", ""), ("E-1234567", ""), ("12", "")],
)
def test_an_entry_is_called_by_its_number(written: str, name: str) -> None:
    assert entry_called(written) == name
