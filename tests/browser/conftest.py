"""The browser of these tests, and its page; a test that needs another page makes its own."""

from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import launch
from tests.examples.running_stack import StackUnderTest
from tests.pictures.shown_day import ShownDay


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """Headless Chromium with an empty profile."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def day(stack: StackUnderTest) -> ShownDay:
    """A day with something of every kind, lived once."""
    lived = ShownDay(stack)
    lived.live()
    return lived


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    """A page on which no script may run: the desk's pages need none."""
    context = browser.new_context(locale="en-GB", java_script_enabled=False)
    yield context.new_page()
    context.close()
