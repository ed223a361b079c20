"""The example of the document, run as it stands: a page of another site shows the form, and it is sent."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from devstack.stack.ports import LOOPBACK, Ports
from tests.browser.axe import violations
from tests.browser.test_small_screens import FITS
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

DOCUMENT = Path(__file__).parents[2] / "docs" / "inside-a-product.md"
PAT = "pat@home.example.net"
MOST_LINES = 20


@pytest.fixture(scope="module")
def token(stack: StackUnderTest) -> str:
    """The token of a member whose users nobody has told the vendor."""
    member = MemberAtTheDesk(stack, "inside")
    member.subscribed()
    return str(stack.keyed.post(f"/api/members/{member.name}/token").json()["token"])


@contextmanager
def example_at(port: int, stack: StackUnderTest, token: str, folder: Path) -> Generator[str]:
    """Where the document's example answers, run on this port."""
    (code,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in code.splitlines() if line]) <= MOST_LINES
    file = folder / "product.py"
    file.write_text(code, encoding="utf-8")
    told = {"DESK": stack.running.http, "PORT": str(port), "MEMBER_TOKEN": token}
    running = subprocess.Popen([sys.executable, str(file)], env=os.environ | told)  # noqa: S603 - our own document
    try:
        wait_for(port)
        yield f"http://{LOOPBACK}:{port}/"
    finally:
        running.terminate()
        running.wait(10)


@pytest.fixture
def product(stack: StackUnderTest, token: str, tmp_path: Path) -> Generator[str]:
    """The example at the site that the settings name."""
    with example_at(stack.site, stack, token, tmp_path) as address:
        yield address


def wait_for(port: int) -> None:
    """Until something listens there."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
            return
    pytest.fail("the example does not listen")


@pytest.fixture(params=[(360, "light"), (1280, "dark")], ids=["narrow", "wide"])
def seen(browser: Browser, request: pytest.FixtureRequest) -> Generator[Page]:
    """A page of this width and colours, on which scripts run."""
    width, colours = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours)
    yield context.new_page()
    context.close()


def test_a_user_sends_the_form_in_the_products_page_and_is_covered(
    seen: Page, stack: StackUnderTest, product: str
) -> None:
    seen.goto(product)
    seen.get_by_role("button", name="Help").click()
    form = seen.frame_locator("iframe")
    expect(form.get_by_text("You are writing for Inside.")).to_be_visible()
    expect(form.get_by_label("Your email address")).to_have_value(PAT)
    assert violations(seen) == []
    frame = seen.frame(name="help")
    assert frame
    assert frame.evaluate(FITS)
    stack.advance("1m")
    words = f"It stays empty at {seen.viewport_size}."
    form.get_by_label("Message").fill(words)
    form.get_by_role("button", name="På svenska").click()
    expect(form.get_by_label("Meddelande")).to_have_value(words)
    form.get_by_role("button", name="Skicka").click()
    expect(form.get_by_role("heading", level=1)).to_contain_text("Tack")
    found = re.search(r"\b[a-z2-7]{16}\b", form.locator("main").inner_text())
    assert found
    (turn,) = stack.keyed.get(f"/api/tickets/{found.group()}").json()["turns"]
    assert (turn["covered"], turn["marks"]) == (True, ["sender_unverified"])
    assert found.group() not in {each["ticket"] for each in stack.keyed.get("/api/held").json()["tickets"]}


def test_a_link_with_all_of_it_after_the_number_sign_opens_the_form_and_leaves_nothing_in_the_address(
    seen: Page, stack: StackUnderTest, token: str
) -> None:
    made = stack.http.post("/api/help", headers={"Desk-Member-Token": token}).json()
    said = {"member": made["token"], "organisation": made["organisation"], "email": PAT, "language": "en"}
    asked: list[str] = []
    seen.on("request", lambda request: asked.append(request.url))
    seen.goto(f"{stack.running.http}/api/intake/embedded#{urlencode(said)}")
    expect(seen.get_by_text("You are writing for Inside.")).to_be_visible()
    expect(seen.get_by_label("Your email address")).to_have_value(PAT)
    assert violations(seen) == []
    assert seen.evaluate(FITS)
    assert [each for each in (seen.url, *asked) if made["token"] in each.partition("#")[0]] == []
    seen.go_back()
    assert made["token"] not in seen.url


def test_a_page_of_another_site_cannot_show_the_form(
    seen: Page, stack: StackUnderTest, token: str, tmp_path: Path
) -> None:
    elsewhere = Ports.free().found().http
    with example_at(elsewhere, stack, token, tmp_path) as address:
        seen.goto(address)
        with seen.expect_event("requestfailed") as failed:
            seen.get_by_role("button", name="Help").click()
    assert (failed.value.failure, seen.frames[1].locator("form").count()) == (
        "net::ERR_BLOCKED_BY_RESPONSE",
        0,
    )
