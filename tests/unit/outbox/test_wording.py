"""Words stand as data, both languages beside each other, and what cannot be shown is refused."""

from pathlib import Path

import pytest

from shared.domain.values.vendor import Language
from shared.mail.wording import WordsUnfit, words

SLOTS = """
[slots.none_free]
sv = "Ingen ledig tid före {instant}"
en = "No free time before {instant}"

[slots]
declined = {sv = "Avböjd", en = "Declined"}
"""


def _file(folder: Path, content: str) -> Path:
    file = folder / "words.toml"
    file.write_text(content, encoding="utf-8")
    return file


def test_a_saying_is_found_by_language_and_path(tmp_path: Path) -> None:
    found = words(_file(tmp_path, SLOTS))
    assert found[Language.SWEDISH] == {
        "slots.none_free": "Ingen ledig tid före {instant}",
        "slots.declined": "Avböjd",
    }
    assert found[Language.ENGLISH]["slots.declined"] == "Declined"


def test_the_sayings_of_one_table_are_found_by_the_rest_of_their_path(tmp_path: Path) -> None:
    found = words(_file(tmp_path, SLOTS), "slots")
    assert {language: list(said) for language, said in found.items()} == {
        language: ["none_free", "declined"] for language in Language
    }


def test_a_file_is_not_read_before_a_saying_is_asked_for(tmp_path: Path) -> None:
    late = words(tmp_path / "words.toml")
    _file(tmp_path, SLOTS)
    assert late[Language.ENGLISH]["slots.declined"] == "Declined"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('a = "alone"', "neither a table nor a saying"),
        ('a.sv = "ensam"', "does not say something in each of sv, en"),
        ('a = {sv = " ", en = "blank"}', "does not say something in each of sv, en"),
        ('a = {sv = "ett", en = "one", de = "eins"}', "does not say something in each of sv, en"),
        ('a = {sv = "{name}", en = "{who}"}', "has not the same placeholders"),
        ('a = {sv = "ett", en = "one {name}"}', "has not the same placeholders"),
        ('b = {sv = "ett", en = "one"}', "there is no table a"),
    ],
)
def test_words_that_cannot_be_shown_are_refused_by_name(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(WordsUnfit, match=said):
        words(_file(tmp_path, content), "a")[Language.ENGLISH]["b"]
