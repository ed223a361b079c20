"""Whoever has signed in at the desk goes from page to page by its links, and sends its forms."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from shared.domain.values.vendor import Language
from shared.web.desk.desk_page import DESK_TEXTS
from tests.browser.supporters_at_work import Screen
from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.examples.running_stack import StackUnderTest

UNFOLD = (
    "form => { for (let at = form; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true }"
)


@dataclass(frozen=True, slots=True)
class PersonAtTheDesk:
    """A supporter, or the vendor's owner, in a browser and a language of its own."""

    screen: Screen
    stack: StackUnderTest
    name: str
    language: Language

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.screen.page

    def signs_in(self) -> None:
        """At the desk's address, which leads to the sign-in page."""
        sign_in(self.page, self.stack, self.name)
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def goes(self, way: str) -> None:
        """To the page that every page leads to under this word, unfolding the rest where it is there."""
        navigation = self.page.locator("nav.ways")
        link = navigation.get_by_role("link", name=DESK_TEXTS[self.language][f"ways.{way}"], exact=True)
        if not link.is_visible():
            navigation.locator("summary").click()
        link.click()
        self.page.wait_for_load_state()

    def follows(self, name: str) -> None:
        """The link of this name on the page."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def finds(self, words: str, subject: str) -> None:
        """The ticket about this, by the search that every page has."""
        self.page.locator("form.finder input[type=search]").fill(words)
        self.page.locator("form.finder button").click()
        self.follows(subject)

    def does(self, act: str, among: str = "", **typed: str | bool) -> None:
        """Fill in the form of this act, send it, and read that it was done."""
        self.sends(act, among, **typed)
        expect(self.page.get_by_role("status").first).not_to_be_empty()
        self.stack.rest()

    def sends(self, act: str, among: str = "", **typed: str | bool) -> None:
        """Fill in the form of this act, and send it."""
        form = self.form(act, among)
        for name, value in typed.items():
            fill(form.locator(f'[name="{name}"]'), value=value)
        form.locator("button[type=submit]").last.click()
        self.page.wait_for_load_state()

    def form(self, act: str, among: str = "") -> Locator:
        """The form, unfolded; of several that which is about this."""
        of = f':has(input[name="about"][value="{among}"])' if among else ""
        form = self.page.locator(f'form:has(input[name="act"][value="{act}"]){of}').first
        form.evaluate(UNFOLD)
        return form

    def reads(self, *words: str) -> None:
        """Each of these stands on the page."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)


def fill(where: Locator, *, value: str | bool) -> None:
    """As a person does it: a tick, a choice, or what is typed."""
    if isinstance(value, bool):
        where.set_checked(value)
    elif where.evaluate("each => each.tagName") == "SELECT":
        where.select_option(value)
    else:
        where.fill(value)
