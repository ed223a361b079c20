"""What a person meets in the browser."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from shared.domain.facts.files import FileRefusal
from shared.domain.refusals.errors import KeyReused
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import Language
from shared.ports.store import StoreUnavailable
from shared.web.http.bodies import Body, BodyTooLarge
from shared.web.http.problem_kinds import kind_of
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid, parse_submission
from shared.web.pages.page_policy import content_security_policy
from shared.web.pages.pages import KIND_HINTS, PAGE_TEXTS, problem_page
from shared.web.pages.problems import FormAlreadySent
from shared.web.pages.request_form import form_page, thanks_address, thanks_page
from shared.web.tickets.answers import FileNotTaken
from tests.letters.letters import TICKET, VENDOR
from tests.unit.http.read_page import ReadPage

TOKEN = "a" * 26
HOSTILE = '"><script>alert(1)</script>\u2028</textarea>{{ 7 * 7 }}'


def _refused(typed: dict[str, object]) -> FieldsInvalid:
    with pytest.raises(FieldsInvalid) as refused:
        parse_submission(Body(typed))
    return refused.value


NOT_TAKEN = (FileNotTaken(name=HOSTILE, reason=FileRefusal.TOO_LARGE, detail="Too <large>."),)
WRONG: dict[str, object] = {"email": HOSTILE, "kind": "error", "name": "n" * 201, "language": "en"}


def _pages(language: Language) -> list[Response]:
    return [
        form_page(VENDOR, language, TOKEN),
        form_page(VENDOR, language, TOKEN, typed=WRONG, refused=_refused(WRONG)),
        form_page(VENDOR, language, TOKEN, typed=WRONG, refused=StoreUnavailable()),
        thanks_page(VENDOR, language, TICKET),
        thanks_page(VENDOR, language, TICKET, NOT_TAKEN),
        problem_page(BodyTooLarge(), VENDOR, language),
        problem_page(_refused(WRONG), VENDOR, language),
    ]


@pytest.mark.parametrize("language", Language)
def test_every_page_is_whole_in_its_language_and_has_one_heading(language: Language) -> None:
    for response in _pages(language):
        page = ReadPage(response)
        assert not page.open
        assert page.all("html") == [{"lang": language.value}]
        assert len(page.all("h1")) == 1
        assert len(page.ids()) == len(set(page.ids()))
        assert response.headers["Content-Language"] == language
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("language", Language)
def test_no_page_has_script_style_attributes_or_anything_from_outside(language: Language) -> None:
    for response in _pages(language):
        page = ReadPage(response)
        assert not page.all("script")
        assert not any("style" in attributes for _, attributes in page.elements)
        assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
        assert not any("src" in attributes for _, attributes in page.elements)
        assert all(link["href"] == "data:," for link in page.all("link"))
        assert not re.search(r"url\(|@import", response.body.decode())


def test_the_policy_allows_exactly_the_one_style_that_the_page_has() -> None:
    response = form_page(VENDOR, Language.SWEDISH, TOKEN)
    style = re.search(r"<style>(.*?)</style>", response.body.decode(), re.DOTALL)
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in content_security_policy()
    assert response.headers["Content-Security-Policy"] == content_security_policy()
    assert "default-src 'none'" in content_security_policy()


@pytest.mark.parametrize("language", Language)
def test_every_field_of_a_submission_is_in_the_form_with_a_label(language: Language) -> None:
    page = ReadPage(form_page(VENDOR, language, TOKEN))
    for name in Submission.model_fields:
        assert page.named(name)
    labelled = {label.get("for") for label in page.all("label")}
    assert {"product", "subject", "message", "email", "name"} <= labelled
    assert [radio["value"] for radio in page.all("input") if radio["type"] == "radio"] == list(Kind)
    assert page.named("language")["value"] == language
    assert page.named("token")["value"] == TOKEN
    assert [option["value"] for option in page.all("option")] == ["Planner", "Archive"]


@pytest.mark.parametrize("language", Language)
def test_the_form_states_the_promised_hours(language: Language) -> None:
    text = ReadPage(form_page(VENDOR, language, TOKEN)).text()
    assert re.search(r"\b24 (timmar|hours)\b", text)
    assert re.search(r"\b36 (timmar|hours)\b", text)


@pytest.mark.parametrize("language", Language)
def test_an_empty_form_speaks_of_no_error(language: Language) -> None:
    response = form_page(VENDOR, language, TOKEN)
    page = ReadPage(response)
    assert response.status == 200
    assert not any("aria-invalid" in attributes for _, attributes in page.elements)
    assert "summary" not in page.ids()


@pytest.mark.parametrize("language", Language)
def test_a_refused_form_keeps_what_was_typed_and_marks_each_field(language: Language) -> None:
    refused = _refused(WRONG)
    response = form_page(VENDOR, language, TOKEN, typed=WRONG, refused=refused)
    page = ReadPage(response)
    assert response.status == 422
    assert page.named("email")["value"] == HOSTILE
    assert page.named("name")["value"] == "n" * 201
    assert [radio["value"] for radio in page.all("input") if "checked" in radio] == ["error"]
    for error in refused.errors:
        field = page.named(error.field)
        assert field["aria-invalid"] == "true"
        assert f"{error.field}-wrong" in field["aria-describedby"].split()
        assert page.text().count(error.detail(language)) == 2
    assert not page.all("script")


def test_every_description_and_link_leads_to_something_on_the_page() -> None:
    everything: dict[str, object] = {name: ["no text"] for name in Submission.model_fields}
    page = ReadPage(
        form_page(VENDOR, Language.ENGLISH, TOKEN, typed=everything, refused=_refused(everything))
    )
    described = {
        target for _, attributes in page.elements for target in attributes.get("aria-describedby", "").split()
    }
    linked = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert described | linked <= set(page.ids())
    assert len(linked) == len(Submission.model_fields)  # the skip link, and all but the hidden language


def test_a_message_keeps_its_first_line_break() -> None:
    body = form_page(VENDOR, Language.SWEDISH, TOKEN, typed={"message": "\nsecond line"}).body.decode()
    assert ">\n\nsecond line</textarea>" in body


def test_the_form_comes_again_with_another_reason_than_its_fields() -> None:
    response = form_page(VENDOR, Language.ENGLISH, TOKEN, typed={"message": "x"}, refused=StoreUnavailable())
    assert response.status == 503
    assert "is not responding right now" in ReadPage(response).text()
    assert ">\nx</textarea>" in response.body.decode()


@pytest.mark.parametrize("language", Language)
def test_a_form_sent_again_with_other_words_is_explained_without_keys(language: Language) -> None:
    response = form_page(VENDOR, language, TOKEN, typed={"message": "new words"}, refused=KeyReused())
    assert response.status == 422
    assert kind_of(FormAlreadySent).detail[language] in ReadPage(response).text()
    assert "Idempotency" not in response.body.decode()
    assert ">\nnew words</textarea>" in response.body.decode()


def test_typed_text_that_cannot_be_encoded_does_not_break_the_page() -> None:
    assert form_page(VENDOR, Language.ENGLISH, TOKEN, typed={"message": "\ud800"}).status == 200


@pytest.mark.parametrize("language", Language)
def test_the_other_language_is_one_link_away(language: Language) -> None:
    other = Language.ENGLISH if language is Language.SWEDISH else Language.SWEDISH
    for response in _pages(language):
        switch = next(link for link in ReadPage(response).all("a") if "hreflang" in link)
        assert switch["lang"] == other
        assert switch["href"].endswith(f"language={other}")


def test_the_thank_you_page_shows_a_reference_and_nothing_else_that_came_with_its_address() -> None:
    assert TICKET in ReadPage(thanks_page(VENDOR, Language.SWEDISH, TICKET)).text()
    response = thanks_page(VENDOR, Language.SWEDISH, "call 555-EVIL now!")
    assert "555" not in response.body.decode()


def test_the_thank_you_page_tells_of_files_only_where_there_were_some() -> None:
    told = PAGE_TEXTS[Language.ENGLISH]["files_refused"]
    page = thanks_page(VENDOR, Language.ENGLISH, TICKET, NOT_TAKEN)
    assert told in ReadPage(page).text()
    assert "Too <large>." in ReadPage(page).text()
    assert HOSTILE not in page.body.decode()
    assert told not in ReadPage(thanks_page(VENDOR, Language.ENGLISH, TICKET)).text()


def test_the_address_of_the_thank_you_page_carries_the_reference_and_nothing_else() -> None:
    assert thanks_address(TICKET) == f"/api/intake/thanks?ticket={TICKET}"


@pytest.mark.parametrize("language", Language)
def test_a_problem_page_has_its_status_and_a_way_back(language: Language) -> None:
    response = problem_page(StoreUnavailable(), VENDOR, language)
    page = ReadPage(response)
    assert response.status == 503
    assert response.headers["Retry-After"] == "30"
    assert f"/api/intake?language={language}" in [link["href"] for link in page.all("a")]


def test_every_text_of_the_pages_differs_between_the_languages() -> None:
    swedish, english = (PAGE_TEXTS[language] for language in Language)
    assert not {name for name in swedish if swedish[name] == english[name]}
    assert set(KIND_HINTS[Language.SWEDISH]) == set(Kind)
