from datetime import timedelta

import pytest

from shared.domain.refusals.desk_errors import FormTooOld
from shared.web.desk.form_tokens import LASTS, FormPlace, key_of_form, new_form_token
from tests.fakes.desk import SECRET, START

HERE = FormPlace("anna", "/desk/tickets/k3f7q2mz5abcdwxy")


def made() -> str:
    return new_form_token(SECRET, HERE, START, lambda number: b"x" * number)


def test_a_forms_token_is_a_key_for_whom_and_where_it_was_made() -> None:
    key = key_of_form(SECRET, HERE, START + LASTS, made())
    assert len(key) == 26


@pytest.mark.parametrize(
    ("secret", "place"),
    [
        (b"another", HERE),
        (SECRET, HERE._replace(person="bo")),
        (SECRET, HERE._replace(path="/desk/tickets/m5d2s7kq3xwzafne")),
    ],
    ids=("another secret", "another person", "another page"),
)
def test_for_anybody_else_and_anywhere_else_it_is_none(secret: bytes, place: FormPlace) -> None:
    with pytest.raises(FormTooOld):
        key_of_form(secret, place, START, made())


def test_after_a_day_and_once_changed_it_is_none() -> None:
    with pytest.raises(FormTooOld):
        key_of_form(SECRET, HERE, START + LASTS + timedelta(seconds=1), made())
    for wrong in (None, "", 7, made()[:-1], f"b{made()[1:]}", made().replace("-1", "-2", 1)):
        with pytest.raises(FormTooOld):
            key_of_form(SECRET, HERE, START, wrong)
