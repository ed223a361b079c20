"""Every error of ours has one answer, in both languages."""

import dis
import inspect
import json
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

import shared
from shared.domain.incoming.mail_orders import MailNotDone
from shared.domain.refusals.error_sorts import Refused, Unavailable
from shared.domain.refusals.errors import KeyReused, TicketMergedAway, WorkLimitReached
from shared.domain.values.vendor import Language
from shared.mail.marks import MarksUnfit
from shared.mail.wording import WordsUnfit, placeholders
from shared.ports.mailbox import MailboxCursorLost, MailboxUnavailable
from shared.ports.mailer import MailRefused
from shared.ports.store import StoreError, StoreLimit, StoreUnavailable
from shared.usecases.mail.place_of_mail import MovedUnseen
from shared.web.http.bodies import Body, BodyMalformed, BodyTooLarge, Fault
from shared.web.http.problem_kinds import (
    STATUSES,
    ProblemKind,
    kind_of,
    kinds_of,
    name_of,
    problem_words,
    told_classes,
)
from shared.web.http.submissions import FieldsInvalid, parse_submission
from shared.web.pages.problems import detail_for_people, detail_of, kind_for_people, problem_for

OURS_ALONE = {
    Refused,
    StoreError,
    StoreLimit,
    MailRefused,
    MailNotDone,
    MovedUnseen,
    MailboxUnavailable,
    MailboxCursorLost,
    MarksUnfit,
    WordsUnfit,
}
"""What no caller's request is about: a fault of ours wherever it reaches one."""

TOLD = "import function_app, shared.web.api.docs_page as page; print(len(page.told_classes()))"


def _errors_of_ours() -> Iterator[type[Exception]]:
    """Every exception class of the product that leaves its module."""
    for room in pkgutil.walk_packages(shared.__path__, "shared."):
        for name, found in list(vars(import_module(room.name)).items()):
            if isinstance(found, type) and issubclass(found, Exception) and found.__module__ == room.name:
                yield from [] if name.startswith("_") else [found]


OURS = sorted(set(_errors_of_ours()) - OURS_ALONE, key=repr)
KINDS = kinds_of(told_classes().values())


def test_the_errors_of_every_room_are_looked_at() -> None:
    rooms = {error.__module__.rpartition(".")[0] for error in OURS}
    assert {"shared.domain.refusals", "shared.ports", "shared.usecases.records", "shared.web.http"} <= rooms


@pytest.mark.parametrize("error", OURS, ids=lambda error: error.__name__)
def test_every_error_has_words_or_is_of_a_sort_that_has_or_is_only_a_sort(error: type[Exception]) -> None:
    sorts = [each for each in error.__mro__ if issubclass(each, Exception)]
    assert {name_of(each) for each in sorts} & set(told_classes()) or error in STATUSES
    assert any(each in STATUSES for each in sorts)


def test_no_words_are_without_an_error_that_the_docs_page_knows() -> None:
    made = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", TOLD], capture_output=True, text=True, check=True
    )
    assert int(made.stdout) == len(told_classes())


@pytest.mark.parametrize("error", sorted(OURS_ALONE, key=repr), ids=lambda error: error.__name__)
def test_a_fault_of_ours_is_unexpected(error: type[Exception]) -> None:
    assert kind_of(error).slug == "unexpected"


def test_an_error_of_others_is_unexpected_and_says_nothing_of_itself() -> None:
    answer = problem_for(ZeroDivisionError("the password is hunter2"), Language.ENGLISH)
    assert answer.status == 500
    assert b"hunter2" not in answer.body


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_kind_says_what_happened_and_what_to_do_in_both_languages(kind: ProblemKind) -> None:
    for words in (kind.title, kind.detail):
        assert set(words) == set(Language)
        assert len(set(words.values())) == len(Language)
    assert 400 <= kind.status <= 599


@pytest.mark.parametrize("error", told_classes().values(), ids=lambda error: error.__name__)
def test_what_is_said_beside_the_detail_names_only_what_the_error_knows(error: type[Exception]) -> None:
    for language in Language:
        words = problem_words(kind_of(error).slug, language)
        assert placeholders(words.get("more", "")) <= _given(error)
        assert set(words) - {"title", "detail", "more"} <= _faults(error)


def _faults(error: type[Exception]) -> set[str]:
    return {f"faults.{fault}" for fault in Fault} if error is BodyMalformed else set()


def _given(error: type[Exception]) -> set[str]:
    """The names that the error is made with, and those that it keeps."""
    made = error.__init__
    if not inspect.isfunction(made):
        return set()
    kept = {str(each.argval) for each in dis.get_instructions(made) if each.opname == "STORE_ATTR"}
    return {*inspect.signature(made).parameters, *kept}


@pytest.mark.parametrize("language", Language)
def test_a_problem_says_what_its_error_knows(language: Language) -> None:
    for error, told in ((TicketMergedAway("abc"), "abc."), (WorkLimitReached(7), "7.")):
        detail = detail_of(error, language)
        assert detail.startswith(f"{kind_of(type(error)).detail[language]} ")
        assert detail.endswith(f" {told}")


def test_a_page_tells_a_reused_key_as_a_form_that_was_sent() -> None:
    assert kind_for_people(KeyReused()).slug == "form-already-sent"
    assert (
        detail_for_people(KeyReused(), Language.SWEDISH)
        == kind_for_people(KeyReused()).detail[Language.SWEDISH]
    )


@pytest.mark.parametrize("language", Language)
def test_a_problem_is_a_document_of_rfc_9457(language: Language) -> None:
    answer = problem_for(BodyTooLarge(), language)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Language"] == language
    assert json.loads(answer.body) == {
        "type": "/api/docs#problem-body-too-large",
        "title": kind_of(BodyTooLarge).title[language],
        "status": 413,
        "detail": kind_of(BodyTooLarge).detail[language],
    }
    assert answer.status == 413
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize("language", Language)
def test_invalid_fields_are_each_named_with_what_to_do(language: Language) -> None:
    with pytest.raises(FieldsInvalid) as refused:
        parse_submission(Body({"email": "eva"}))
    answer = problem_for(refused.value, language)
    assert answer.status == 422
    assert json.loads(answer.body)["errors"] == [
        {"field": error.field, "code": error.code, "detail": error.detail(language)}
        for error in refused.value.errors
    ]


@pytest.mark.parametrize("fault", Fault)
def test_a_malformed_body_is_told_what_is_wrong_with_it(fault: Fault) -> None:
    details = {detail_of(BodyMalformed(fault), language) for language in Language}
    assert len(details) == len(Language)
    assert not details & set(kind_of(BodyMalformed).detail.values())


def test_what_may_pass_says_when_to_try_again() -> None:
    answer = problem_for(StoreUnavailable(), Language.SWEDISH)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert kind_of(StoreUnavailable) == kind_of(Unavailable)
