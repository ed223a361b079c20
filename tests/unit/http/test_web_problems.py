"""Every error of ours has one answer, in both languages."""

import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import shared.domain
import shared.ports
import shared.usecases
import shared.web
from shared.domain.values.errors import TicketUnknown
from shared.domain.values.vendor import Language
from shared.ports.store import StoreUnavailable
from shared.web.http.bodies import Body, BodyMalformed, BodyTooLarge, Fault
from shared.web.http.submissions import FieldsInvalid, parse_submission
from shared.web.kinds import file_problem_kinds, link_problem_kinds, problem_kinds, ticket_problem_kinds
from shared.web.kinds.problem_kinds import ProblemKind
from shared.web.pages.problems import FAULTS, PROBLEMS, detail_of, kind_of, problem_for

ROOMS = (shared.domain, shared.ports, shared.usecases, shared.web)
KINDS = [
    kind
    for kinds in (problem_kinds, ticket_problem_kinds, link_problem_kinds, file_problem_kinds)
    for kind in vars(kinds).values()
    if isinstance(kind, ProblemKind)
]


def _errors_of_ours() -> Iterator[type[Exception]]:
    """Every exception class of the rooms that HTTP functions reach; only the timer reads the mailbox."""
    names = {each.name for room in ROOMS for each in _modules(room)} - {"shared.ports.mailbox"}
    for name in sorted(names):
        for found in tuple(vars(import_module(name)).values()):
            if isinstance(found, type) and issubclass(found, Exception) and found.__module__ == name:
                yield found


def _modules(room: object) -> Iterator[pkgutil.ModuleInfo]:
    return pkgutil.walk_packages(room.__path__, f"{room.__name__}.")  # type: ignore[attr-defined]  # a package has a path


def test_the_errors_of_every_room_are_looked_at() -> None:
    rooms = {error.__module__.rpartition(".")[0] for error in _errors_of_ours()}
    assert {"shared.domain.values", "shared.ports", "shared.usecases.records", "shared.web.http"} <= rooms


@pytest.mark.parametrize("error", list(_errors_of_ours()), ids=lambda error: error.__name__)
def test_every_exception_class_has_a_row_or_is_a_sort_of_one_that_has(error: type[Exception]) -> None:
    of_ours = [each for each in _sorts_of(error) if each is not Exception]
    assert any(each in PROBLEMS for each in of_ours) or _is_only_a_base(error)


def _sorts_of(error: type[Exception]) -> list[type]:
    return [each for each in error.__mro__ if issubclass(each, Exception)]


def _is_only_a_base(error: type[Exception]) -> bool:
    """Whether each class below it has a row: it is then never raised itself."""
    return bool(error.__subclasses__()) and all(each in PROBLEMS for each in error.__subclasses__())


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


def test_every_kind_has_a_slug_of_its_own() -> None:
    slugs = [kind.slug for kind in KINDS]
    assert len(set(slugs)) == len(slugs)


@pytest.mark.parametrize("language", Language)
def test_a_problem_is_a_document_of_rfc_9457(language: Language) -> None:
    answer = problem_for(BodyTooLarge(), language)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Content-Language"] == language
    assert json.loads(answer.body) == {
        "type": "/api/docs#problem-body-too-large",
        "title": kind_of(BodyTooLarge()).title[language],
        "status": 413,
        "detail": kind_of(BodyTooLarge()).detail[language],
    }
    assert answer.status == 413


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
    assert details == {FAULTS[language][fault] for language in Language}
    assert len(details) == len(Language)


def test_what_may_pass_says_when_to_try_again() -> None:
    answer = problem_for(StoreUnavailable(), Language.SWEDISH)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")


def test_a_bare_problem_has_the_four_members_only() -> None:
    answer = problem_for(TicketUnknown("k3f7q2mz5abcdwxy"), Language.ENGLISH)
    assert set(json.loads(answer.body)) == {"type", "title", "status", "detail"}
    assert "Retry-After" not in answer.headers
