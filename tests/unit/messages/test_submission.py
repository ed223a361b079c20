"""What may stand in a request's fields."""

import pytest
from pydantic import ValidationError

from shared.domain.values.intake import Submission


@pytest.mark.parametrize("message", ["", " ", "\r\n\t ", "\u2003"])
def test_white_space_alone_is_no_message(message: str) -> None:
    with pytest.raises(ValidationError):
        Submission(email="eva@example.org", message=message)


def test_what_surrounds_a_text_is_taken_off_before_its_length_is_judged() -> None:
    given = Submission(email="eva@example.org", message="\n It stops.\n\nAlways. ", name=" " * 300 + "Eva")
    assert (given.message, given.name) == ("It stops.\n\nAlways.", "Eva")
