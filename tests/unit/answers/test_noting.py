"""An internal note is kept for supporters, and is nothing else."""

import pytest

from shared.domain.answers.noting import NoteBody, decide_note
from shared.domain.clocks.clocks import clocks
from shared.domain.events.event import fold
from shared.domain.events.note_events import NoteWritten
from shared.domain.explaining.explaining import explain
from shared.domain.explaining.explanations import Rule
from shared.domain.refusals.errors import AuthorUnknown, KeyReused
from shared.domain.tickets.entries import Entry
from shared.domain.values.house import House
from tests.examples.event_examples import HOUR, TEN, turn
from tests.fakes.desk import SECRET, VENDOR

STATE = fold("ticket-a", turn("m1", TEN))
GIVEN = NoteBody(author="anna", text="Secret words.")
ENTRY = Entry(id="n1", content="c")
HOUSE = House(vendor=VENDOR, secret=SECRET)


def test_a_note_has_its_words_beside_the_event_and_no_mail() -> None:
    changes = decide_note(STATE, GIVEN, ENTRY, TEN + HOUR, HOUSE)
    (event,) = changes.events
    assert isinstance(event, NoteWritten)
    assert "Secret" not in event.model_dump_json()
    assert [said.text for said in changes.said] == ["Secret words."]
    assert changes.sends == ()


def test_a_note_changes_no_clock_and_reopens_and_owns_nothing() -> None:
    after = decide_note(STATE, GIVEN, ENTRY, TEN + HOUR, HOUSE).state_after(STATE)
    assert clocks(after) == clocks(STATE)
    assert (after.owner, after.closed, after.unanswered()) == ("", None, STATE.unanswered())
    assert [note.id for note in after.notes] == ["n1"]


def test_the_same_note_again_is_nothing_and_other_words_under_its_id_are_refused() -> None:
    after = decide_note(STATE, GIVEN, ENTRY, TEN, HOUSE).state_after(STATE)
    assert decide_note(after, GIVEN, ENTRY, TEN + HOUR, HOUSE).events == ()
    with pytest.raises(KeyReused):
        decide_note(after, GIVEN, Entry(id="n1", content="d"), TEN + HOUR, HOUSE)


def test_only_a_supporter_notes() -> None:
    with pytest.raises(AuthorUnknown):
        decide_note(STATE, NoteBody(author="eva", text="Words."), ENTRY, TEN, HOUSE)


def test_a_clocks_explanation_says_that_a_note_stops_nothing() -> None:
    note = NoteWritten(recorded=TEN + HOUR, at=TEN + HOUR, note="n1", author="anna", content="c")
    told = explain("ticket-a", (*turn("m1", TEN), note), "reply-m1", TEN + 2 * HOUR, "UTC")
    assert (3, Rule.NOTE_STOPS_NOTHING) in [(line.number, line.rule) for line in told.lines]
