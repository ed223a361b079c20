"""``python -m bench form ADDRESS``: the request form in a real browser, with its script and without.

The stack runs already (``make run``); the address is that of its form. Each run has a browser profile of its
own, so that nothing is cached; both kinds take turns, so that what else the machine does befalls both.
"""

import statistics
import time
from typing import NamedTuple

import click
from playwright.sync_api import Browser, sync_playwright

from devstack.browser import find_browser

RUNS = 20
_SOLVED = "() => document.querySelector('form[data-task]').elements.namedItem('proof').value"


class Loaded(NamedTuple):
    """Seconds from asking for the page until it was loaded, and until the sum was done (0: no script)."""

    loaded: float
    solved: float = 0


def print_form_load(address: str, runs: int = RUNS) -> None:
    """Open the form so often in each way, and print what it took."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        load(browser, address, script=True)
        seen = [[load(browser, address, script=each) for each in (False, True)] for _ in range(runs)]
        browser.close()
    bare, scripted = zip(*seen, strict=True)
    click.echo("| the form | median until loaded | longest |\n|---|---:|---:|")
    click.echo(_row("without its script", [each.loaded for each in bare]))
    click.echo(_row("with it", [each.loaded for each in scripted]))
    click.echo(_row("with it, the sum done", [each.solved for each in scripted]))


def load(browser: Browser, address: str, *, script: bool) -> Loaded:
    """Ask for the page in a profile of its own."""
    context = browser.new_context(java_script_enabled=script)
    page, began = context.new_page(), time.perf_counter()
    page.goto(address, wait_until="load")
    loaded = time.perf_counter() - began
    if script:
        page.wait_for_function(_SOLVED)
    solved = time.perf_counter() - began
    context.close()
    return Loaded(loaded, solved if script else 0)


def _row(what: str, seconds: list[float]) -> str:
    return f"| {what} | {statistics.median(seconds) * 1000:.0f} ms | {max(seconds) * 1000:.0f} ms |"
