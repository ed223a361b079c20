"""People send the request form: a page answers, whatever comes of it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from shared.domain.values.vendor import Language
from shared.usecases.views.read_tickets import read_queue
from shared.web.http.bodies import BodyTooLarge
from shared.web.http.problem_kinds import kind_of
from shared.web.http.submissions import FieldsInvalid
from shared.web.pages.pages import PAGE_TEXTS
from shared.web.pages.problems import FormAlreadySent
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, call, submit
from tests.triggers.examples import REQUEST, TOKEN


def token_in(page: str) -> str:
    """The token of the form on this page."""
    found = re.search(r'name="token" value="([a-z2-7]{26})"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_the_form_is_in_the_language_that_the_browser_or_the_address_asks_for(
    language: Language,
) -> None:
    by_header = await call("GET", "/api/intake", headers={"Accept-Language": language})
    by_address = await call("GET", f"/api/intake?language={language}", headers={"Accept-Language": "de"})
    for answer in (by_header, by_address):
        assert answer.status == 200
        assert PAGE_TEXTS[language]["form_title"] in answer.text


@pytest.mark.usefixtures("fake")
async def test_a_form_is_in_swedish_where_nobody_asks_for_anything_else_and_has_a_token_of_its_own() -> None:
    first, other = [await call("GET", "/api/intake") for _ in range(2)]
    assert first.headers["Content-Language"] == "sv"
    assert token_in(first.text) != token_in(other.text)


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_form_that_is_kept_leads_to_the_thank_you_page_in_its_language(language: Language) -> None:
    answer = await submit(REQUEST | {"token": TOKEN, "language": language})
    assert (answer.status, answer.body) == (303, b"")
    page = await call("GET", answer.headers["Location"])
    assert PAGE_TEXTS[language]["thanks_title"] in page.text
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["ticket"][0] in page.text


async def test_a_form_sent_twice_is_one_ticket_and_leads_to_the_same_page(fake: FakeDesk) -> None:
    first, again = [await submit(REQUEST | {"token": TOKEN}) for _ in range(2)]
    assert (first.status, dict(first.headers)) == (again.status, dict(again.headers))
    assert len((await read_queue(fake.desk)).tickets) == 1


@pytest.mark.parametrize("language", Language)
async def test_a_form_changed_and_sent_again_comes_back_with_a_fresh_token(
    fake: FakeDesk, language: Language
) -> None:
    await submit(REQUEST | {"token": TOKEN, "language": language})
    changed = REQUEST | {"token": TOKEN, "language": language, "message": "And the print is blank."}
    page = await submit(changed)
    assert page.status == 422
    assert kind_of(FormAlreadySent).title[language] in page.text
    assert "And the print is blank." in page.text
    assert (await submit(changed | {"token": token_in(page.text)})).status == 303
    assert len((await read_queue(fake.desk)).tickets) == 2


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_form_that_needs_mending_comes_back_with_what_was_typed_and_the_same_token(
    language: Language,
) -> None:
    typed = {"email": "eva", "message": "It stops.", "name": "Eva <b>", "token": TOKEN, "language": language}
    page = await submit(typed)
    assert (page.status, page.media) == (422, "text/html")
    assert kind_of(FieldsInvalid).title[language] in page.text
    assert "It stops." in page.text
    assert "Eva &lt;b&gt;" in page.text
    assert 'id="email-wrong"' in page.text
    assert token_in(page.text) == TOKEN


@pytest.mark.parametrize("language", Language)
@pytest.mark.usefixtures("fake")
async def test_a_body_that_cannot_be_read_is_told_on_a_page(language: Language) -> None:
    headers = FORM | BROWSER | {"Accept-Language": language}
    page = await call("POST", "/api/intake", b"x" * (1024 * 1024 + 1), headers)
    assert (page.status, page.media) == (413, "text/html")
    assert kind_of(BodyTooLarge).title[language] in page.text


@pytest.mark.usefixtures("fake")
async def test_every_page_says_that_it_may_load_and_run_nothing() -> None:
    pages = [
        await call("GET", "/api/intake"),
        await call("GET", "/api/intake/thanks"),
        await submit({"name": "E"}),
    ]
    for page in pages:
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    form, *others = [page.headers["Cache-Control"] for page in pages]
    assert form == "private, no-cache"
    assert others == ["no-store"] * 2
