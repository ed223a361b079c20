"""Where Chromium is found: the distribution's, else Playwright's own."""

import os

import pytest
from playwright.sync_api import Browser, Error, Playwright

from devstack.browser import find_browser

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def launch(playwright: Playwright) -> Browser:
    """Headless Chromium. Where there is none the tests are skipped, but never in CI."""
    try:
        return playwright.chromium.launch(executable_path=find_browser(), args=list(QUIET))
    except Error as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"NO BROWSER, SO THE BROWSER TESTS ARE SKIPPED: {error.message.splitlines()[0]}")
