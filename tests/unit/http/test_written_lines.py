"""What people write is fit to be stored and shown, by whatever door it comes."""

import pytest

from shared.domain.members.member import Person
from shared.domain.values.intake import Submission

MARK = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Eva\r\nBcc: all@example.org", "Eva Bcc: all@example.org"),
        ("Eva\N{LINE SEPARATOR}Ek", "Eva Ek"),
        ("Eva\x85Ek", "Eva Ek"),
        ("Eva \N{RIGHT-TO-LEFT OVERRIDE}exe.ede", f"Eva {MARK}exe.ede"),
        ("Eva \N{LEFT-TO-RIGHT ISOLATE}Ek\N{POP DIRECTIONAL ISOLATE}", "Eva Ek"),
        ("Eva\x9b31m", f"Eva{MARK}31m"),
        ("Ev\N{ZERO WIDTH SPACE}a", "Eva"),
        ("\N{HEBREW LETTER ALEF}\N{ZERO WIDTH JOINER}\N{HEBREW LETTER BET}",) * 2,
    ],
)
def test_a_name_or_subject_is_one_line_that_deceives_nobody(written: str, kept: str) -> None:
    asked = Submission(email="eva@example.org", name=written, subject=written, message="Hej")
    person = Person(address="eva@example.org", name=written)
    assert (asked.name, asked.subject, person.name) == (kept, kept, kept)


def test_a_message_keeps_its_lines_and_marks_what_turns_the_direction_of_reading() -> None:
    asked = Submission(
        email="eva@example.org", message="one\N{PARAGRAPH SEPARATOR}two\N{RIGHT-TO-LEFT OVERRIDE}!"
    )
    assert asked.message == f"one\ntwo{MARK}!"
