"""A row names its format; what an older version wrote is read, what a newer one wrote is left alone."""

from typing import Any

import pytest

from shared.domain.values.frozen import Frozen
from shared.ports.store import Create, Replace
from shared.usecases.records.row_formats import RowFormat, RowFormatUnknown


class Note(Frozen):
    """A model as it has become: ``words`` was called ``text`` at first, and ``written_by`` came last."""

    words: str = ""
    written_by: str = ""


def renamed(row: dict[str, Any]) -> dict[str, Any]:
    """From format 1 to 2."""
    return {"words": row["text"]}


def signed(row: dict[str, Any]) -> dict[str, Any]:
    """From format 2 to 3."""
    return {**row, "written_by": "unknown"}


FIRST = RowFormat(Note.model_validate_json)
NOTES = RowFormat(Note.model_validate_json, (renamed, signed))
NOTE = Note(words="Hej {}", written_by="anna")


def test_a_row_names_its_format_before_all_else_and_reads_back_the_same() -> None:
    assert NOTES.text(NOTE) == '{"format":3,"words":"Hej {}","written_by":"anna"}'
    assert FIRST.text(NOTE).startswith('{"format":1,')
    assert NOTES.read(NOTES.text(NOTE)) == FIRST.read(FIRST.text(NOTE)) == NOTE


def test_a_row_that_names_no_format_is_of_the_first() -> None:
    assert FIRST.read('{"words":"Hej"}') == Note(words="Hej")
    assert NOTES.read('{"text":"Hej"}') == Note(words="Hej", written_by="unknown")


@pytest.mark.parametrize("text", ['{"format":2,"words":"Hej"}', ' { "format" : 2 , "words" : "Hej" }'])
def test_an_old_row_takes_only_the_steps_that_it_lacks(text: str) -> None:
    assert NOTES.read(text) == Note(words="Hej", written_by="unknown")


def test_a_row_that_says_nothing_but_its_format_is_read() -> None:
    class Empty(Frozen):
        """Says nothing."""

    empty = RowFormat(Empty.model_validate_json)
    assert empty.text(Empty()) == '{"format":1}'
    assert empty.read('{"format":1}') == empty.read("{}") == Empty()


def test_a_row_of_a_newer_version_is_a_clear_error() -> None:
    with pytest.raises(RowFormatUnknown, match="a row of format 4 was read, and this version knows 3"):
        NOTES.read('{"format":4,"what":"nobody knows yet"}')


def test_a_row_is_new_or_in_place_of_the_version_that_was_read() -> None:
    text = NOTES.text(NOTE)
    assert NOTES.row("key", NOTE, None) == Create("key", text)
    assert NOTES.row("key", NOTE, '"7"') == Replace("key", text, '"7"')
