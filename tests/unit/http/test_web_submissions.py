"""Fields become a submission, or each is told what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import Language
from shared.web.api.operation import Where
from shared.web.http.bodies import Body
from shared.web.http.field_texts import ANY, FIELD_TEXTS, Code
from shared.web.http.submissions import FieldError, FieldsInvalid, parse_submission
from shared.web.seats.seats_forms import SeatsForm
from shared.web.work.quote_forms import QuoteForm
from tests.examples.described_api import OPERATIONS

GIVEN: dict[str, object] = {"email": "eva@example.com", "message": "Help"}
SENT = "secret-words-that-were-sent"


def _errors(fields: dict[str, object], repeated: frozenset[str] = frozenset()) -> dict[str, FieldError]:
    with pytest.raises(FieldsInvalid) as refused:
        parse_submission(Body(fields, repeated))
    return {error.field: error for error in refused.value.errors}


def test_the_two_needed_fields_are_enough() -> None:
    submission = parse_submission(Body(GIVEN))
    assert submission == Submission(email="eva@example.com", message="Help", kind=Kind.QUESTION)


def test_a_blank_or_null_field_counts_as_not_sent() -> None:
    blank = {"name": "", "product": None, "kind": " ", "language": "", "subject": "\t"}
    assert parse_submission(Body(GIVEN | blank)) == parse_submission(Body(GIVEN))


def test_fields_of_others_are_passed_over() -> None:
    assert parse_submission(Body(GIVEN | {"token": "x", "utm_source": 7}, frozenset({"utm_source"})))


def test_each_field_is_named_once_with_its_code() -> None:
    errors = _errors(
        {"email": "eva", "kind": "cry", "name": "n" * 201, "subject": 3, "language": "de", "message": " "},
        frozenset({"product"}),
    )
    assert {name: error.code for name, error in errors.items()} == {
        "email": Code.NOT_VALID,
        "name": Code.TOO_LONG,
        "product": Code.REPEATED,
        "kind": Code.NOT_A_CHOICE,
        "subject": Code.NOT_TEXT,
        "message": Code.MISSING,
        "language": Code.NOT_A_CHOICE,
    }


def test_a_field_that_is_too_long_is_told_how_long_it_may_be() -> None:
    error = _errors(GIVEN | {"name": "n" * 201})["name"]
    assert error.detail(Language.SWEDISH) == "Korta texten till högst 200 tecken."
    assert error.detail(Language.ENGLISH) == "Shorten this to 200 characters or fewer."


def test_nothing_at_all_names_both_needed_fields() -> None:
    assert {name: error.code for name, error in _errors({}).items()} == {
        "email": Code.MISSING,
        "message": Code.MISSING,
    }


@given(
    st.dictionaries(
        st.sampled_from([*Submission.model_fields, "other"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.just(SENT),
    )
)
def test_any_fields_give_a_submission_or_errors_that_repeat_nothing(fields: dict[str, object]) -> None:
    for detail in _details(fields):
        assert detail
        assert SENT not in detail
        assert "{" not in detail


def _details(fields: dict[str, object]) -> list[str]:
    try:
        parse_submission(Body(fields))
    except FieldsInvalid as refused:
        return [error.detail(language) for error in refused.errors for language in Language]
    return []


def test_every_code_has_words_in_both_languages_and_they_differ() -> None:
    swedish, english = (FIELD_TEXTS[language] for language in Language)
    assert set(swedish) == set(english)
    assert {key.removeprefix(f"{ANY}.") for key in swedish if key.startswith(f"{ANY}.")} == set(Code)
    of_fields = {key for key in swedish if not key.startswith(("rule.", "broken."))}
    assert {key.partition(".")[2] for key in of_fields} <= {*Code, ""}
    assert all(swedish[key] != english[key] for key in swedish)


def test_only_fields_that_exist_have_words_of_their_own() -> None:
    asked_for = {
        each.name for operation in OPERATIONS for each in operation.parameters if each.place is Where.QUERY
    }
    worded = {key.partition(".")[0] for key in FIELD_TEXTS[Language.ENGLISH]} - {ANY, "or", "rule", "broken"}
    forms = {name for form in (Submission, QuoteForm, SeatsForm) for name in form.model_fields}
    assert worded <= forms | asked_for
