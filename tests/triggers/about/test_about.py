"""The description of the API, for programs and for people, there before anything is set."""

import json
import re
from html import unescape
from html.parser import HTMLParser

from shared.domain.values.vendor import Language
from shared.web.http.problem_kinds import kinds_of, told_classes
from shared.web.pages.page_policy import content_security_policy
from tests.examples.described_api import DOCUMENT, OPERATIONS
from tests.triggers.calling import Answer, call

KINDS = {kind.slug: kind for kind in kinds_of(told_classes().values())}


class _Page(HTMLParser):
    """The page's anchors and links, and what was never closed."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.feed(answer.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given and tag == "a" else []
        if tag not in {"meta", "link", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


async def test_the_description_is_the_document_made_from_the_models() -> None:
    answer = await call("GET", "/api/openapi.json")
    assert (answer.status, answer.media) == (200, "application/json")
    assert answer.json == DOCUMENT


async def test_the_page_shows_every_operation_with_an_example() -> None:
    page = await call("GET", "/api/docs")
    assert (page.status, page.media) == (200, "text/html")
    ids = _Page(page).ids
    assert len(ids) == len(set(ids))
    assert {each.id for each in OPERATIONS} <= set(ids)
    assert page.text.count("curl ") >= len(OPERATIONS)


async def test_every_problem_that_is_answered_is_explained_where_its_type_points() -> None:
    page = await call("GET", "/api/docs")
    assert {f"problem-{slug}" for slug in KINDS} <= set(_Page(page).ids)
    for slug, kind in KINDS.items():
        article = unescape(page.text.split(f'id="problem-{slug}"')[1].split("</article>")[0])
        told = (kind.title[each] in article and kind.detail[each] in article for each in Language)
        assert all(told), slug


async def test_every_link_within_the_page_leads_somewhere_and_the_page_is_whole() -> None:
    page = _Page(await call("GET", "/api/docs"))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert not page.open


async def test_the_page_needs_nothing_from_elsewhere_and_no_script() -> None:
    answer = await call("GET", "/api/docs")
    assert not _Page(answer).tags & {"script", "img", "iframe", "form"}
    assert not re.search(r"url\(|@import|\bsrc=| style=", answer.text)
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    assert answer.headers["Content-Security-Policy"] == content_security_policy("api/docs.css")
    assert "--accent" in style[1]


async def test_no_example_shows_a_key_or_a_secret() -> None:
    texts = [(await call("GET", address)).text for address in ("/api/docs", "/api/openapi.json")]
    assert not [found for text in texts for found in re.findall(r"whsec_\w+|AccountKey", text) if found]
    assert json.loads(texts[1])["components"]["securitySchemes"]["key"]["name"] == "x-functions-key"
