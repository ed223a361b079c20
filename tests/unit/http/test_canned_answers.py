"""Canned answers: read from a file that a setting names, judged with the settings, and filled in."""

from pathlib import Path

import pytest

from devstack.stack.settings import DEMO
from shared.canned_settings import read_canned_answers
from shared.domain.values.canned_answers import filled_in
from shared.settings import SettingsInvalid, read_settings
from tests.unit.http.test_settings import NEEDED

GOOD = """
[solved]
title = {sv = "Löst", en = "Solved"}
text.sv = "Hej {name},\\n\\nbra."
text.en = "Hello {name},\\n\\ngood."
"""


def settings_with(folder: Path, content: str) -> tuple[str, ...]:
    """The names of the answers in a file of this content, as the settings read it."""
    file = folder / "answers.toml"
    file.write_text(content, encoding="utf-8")
    vendor = read_settings(NEEDED | {"DESK_CANNED_ANSWERS": str(file)}).vendor()
    return tuple(each.name for each in vendor.canned_answers)


def test_the_answers_are_those_of_the_file_in_its_order(tmp_path: Path) -> None:
    assert settings_with(tmp_path, GOOD + GOOD.replace("[solved]", "[again]")) == ("solved", "again")
    assert read_settings(NEEDED).vendor().canned_answers == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            GOOD.replace("Hej {name}", "Hej {nam}"),
            r"\[solved\] text.sv: nothing fills in {nam}: write one of",
        ),
        (GOOD.replace(', en = "Solved"', ""), r"\[solved\] title.en is missing: give it in Swedish"),
        (GOOD.replace("good", "good" * 3000), r"\[solved\] text.en: .* at most 10000 characters"),
        (GOOD + 'texts = "x"', r"\[solved\] texts: "),
        ("solved = 1", r"\[solved\] title is missing.*text is missing"),
        (GOOD.replace("[solved]", "[Solved!]"), "not TOML"),
        (GOOD.replace("[solved]", "[SOLVED]"), r"\[SOLVED\] name: "),
        ("".join(GOOD.replace("solved", f"a{each}") for each in range(101)), "more than 100 answers"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_what_to_do(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(SettingsInvalid, match=f"DESK_CANNED_ANSWERS: .*{told}"):
        settings_with(tmp_path, content)


@pytest.mark.parametrize("path", ["nowhere.toml", "shared", 7])
def test_a_file_that_is_not_there_is_told(path: object) -> None:
    with pytest.raises(ValueError, match="the file cannot be read: name one by"):
        read_canned_answers(path)


def test_the_demo_has_answers_that_can_be_read() -> None:
    assert len(read_canned_answers(str(DEMO / "canned_answers.toml"))) == len(
        read_canned_answers("devstack/demo/canned_answers.toml")
    )


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Hej {name},", "Eva Ek", "Hej Eva Ek,"),
        ("Hej {name},", "", "Hej,"),
        ("Hej {name},", " ", "Hej,"),
        ("Hej {name}!", "{vendor}", "Hej {vendor}!"),
        ("{name}: if (a) { b }", "Eva", "Eva: if (a) { b }"),
    ],
)
def test_a_name_that_is_not_known_leaves_no_gap_and_a_name_is_never_filled_in_itself(
    text: str, name: str, whole: str
) -> None:
    assert filled_in(text, {"name": name, "vendor": "Vendor"}) == whole
