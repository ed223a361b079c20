"""The desk's pages: readable narrow and wide, light and dark, and without a complaint of the browser's."""

from collections.abc import Generator
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.test_pages_seen_in_all_ways import FAINT, UNLABELLED
from tests.browser.test_small_screens import FITS
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest
from tests.pictures.shown_pages import TERMS

WAYS: tuple[tuple[int, Literal["light", "dark"], str], ...] = (
    (360, "light", "sv"),
    (360, "dark", "en"),
    (1280, "dark", "sv"),
    (1920, "light", "en"),
)


def sign_in(page: Page, stack: StackUnderTest, name: str, path: str = "/desk") -> None:
    """Go to this page, and sign in on the way as the demo person of this name."""
    page.goto(f"{stack.running.http}{path}")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(f"**{path}")


@pytest.fixture(scope="module")
def tickets(stack: StackUnderTest) -> list[str]:
    """A member's ticket, a stranger's, and one whose subject and words are long."""
    member = MemberAtTheDesk(stack, "watched")
    member.subscribed()
    asked = {"email": "new@elsewhere.example.org", "message": "What does it cost?", "subject": "A price"}
    stranger = stack.keyed.post("/api/intake/trusted", json=asked).json()["ticket"]
    held = {"email": "held@elsewhere.example.org", "message": "Cheap watches.", "subject": "Watches " * 20}
    assert stack.http.post("/api/intake", json=held).status_code == 202
    long = member.ask(f"https://example.com/{'part/' * 60}", subject="A long subject, " * 12)
    return [member.ask("It stops.", subject="It stops"), stranger, long]


@pytest.fixture(params=WAYS, ids=lambda way: "-".join(map(str, way)))
def seen(browser: Browser, request: pytest.FixtureRequest) -> Generator[tuple[Page, str]]:
    """A page of this width and colours, and the language that it is read in."""
    width, colours, language = request.param
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme=colours)
    page = context.new_page()
    complaints: list[str] = []

    def complained(said: ConsoleMessage) -> None:
        complaints.extend([said.text] if said.type in {"error", "warning"} else [])

    page.on("console", complained)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, language
    context.close()
    assert complaints == []


def test_each_page_fits_names_its_fields_and_is_no_fainter_than_can_be_read(
    seen: tuple[Page, str], stack: StackUnderTest, tickets: list[str]
) -> None:
    page, language = seen
    sign_in(page, stack, "Anna Andersson")
    for path in pages_of(tickets):
        answer = page.goto(f"{stack.running.http}{path}{'&' if '?' in path else '?'}language={language}")
        assert answer is not None
        assert (path, answer.status, page.locator("html").get_attribute("lang")) == (path, 200, language)
        measured = [page.evaluate(each) for each in (FITS, UNLABELLED, FAINT)]
        assert (path, measured) == (path, [True, [], []])


def pages_of(tickets: list[str]) -> list[str]:
    """Every page of the desk that these tickets are on."""
    merging = [f"/desk/merge?ticket={tickets[0]}{into}" for into in ("", f"&into={tickets[2]}", "&into=qqq")]
    searches = ["/desk/search", "/desk/search?q=nowhere", *(f"/desk/search?q={each}" for each in tickets)]
    members = ["/desk/members", "/desk/members?q=watched", "/desk/members/watched", "/desk/members/new"]
    return [
        *searches,
        *(
            "/desk/register",
            "/desk/releases",
            "/desk/news",
            "/desk/documentation",
            "/desk/documentation/material",
            "/desk/documentation/studied",
            "/desk/day",
            "/desk",
            "/desk?view=gated",
            "/desk?view=mine",
            "/desk?view=held",
        ),
        *("/desk/report", "/desk/health"),
        *(*members, "/desk/members/unclaimed", "/desk/people", "/desk/tickets/new"),
        *("/desk/day", "/desk", "/desk?view=gated", "/desk?view=mine", "/desk?view=held"),
        *(f"/desk/tickets/{each}" for each in tickets),
        *merging,
        *(f"/desk/terms/{each}" for each in TERMS),
    ]
