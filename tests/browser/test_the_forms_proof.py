"""The form proves its sender while he types, with a script of ours; without one it works as it did."""

import re
from collections.abc import Generator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.sending import send_form
from tests.examples.running_stack import StackUnderTest


@pytest.fixture
def scripted(browser: Browser) -> Generator[Page]:
    """A page on which scripts may run, as most people have it; whatever it complains of fails the test."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []

    def complained(said: ConsoleMessage) -> None:
        of_page = "status of 422" in said.text  # the page of mistakes itself
        complaints.extend([said.text] if said.type in {"error", "warning"} and not of_page else [])

    page.on("console", complained)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def send(page: Page, stack: StackUnderTest, email: str) -> str:
    """A stranger opens the form, types for a minute and sends it; the ticket's reference."""
    page.goto(f"{stack.running.http}/api/intake?language=en")
    stack.advance("1m")
    page.locator("#email").fill(email)
    page.locator("#message").fill("It stays empty.")
    send_form(page)
    found = re.search(r"\b[a-z2-7]{16}\b", page.locator("main").inner_text())
    assert found
    stack.rest()
    return found.group()


def held(stack: StackUnderTest) -> dict[str, str]:
    """The tickets at the door, and why they are there."""
    return {each["ticket"]: each["because"] for each in stack.keyed.get("/api/held").json()["tickets"]}


def test_with_scripts_a_stranger_gets_through_to_the_gate(scripted: Page, stack: StackUnderTest) -> None:
    ticket = send(scripted, stack, "scripted@elsewhere.example.org")
    assert ticket not in held(stack)
    gated = stack.keyed.get("/api/queue", params={"state": "gated"}).json()["tickets"]
    assert ticket in {each["ticket"] for each in gated}


def test_without_scripts_the_same_form_is_sent_and_a_stranger_is_asked_to_confirm(
    page: Page, stack: StackUnderTest
) -> None:
    ticket = send(page, stack, "bare@elsewhere.example.org")
    assert held(stack)[ticket] == "unproved"
    (mail,) = stack.mails(to="bare@elsewhere.example.org")
    assert "Confirm your email address" in mail["subject"]


def test_a_form_that_is_sent_again_from_its_page_of_mistakes_carries_a_proof_of_its_own(
    scripted: Page, stack: StackUnderTest
) -> None:
    scripted.goto(f"{stack.running.http}/api/intake?language=en")
    scripted.get_by_role("button", name="Send").click()
    expect(scripted.locator("#summary")).to_be_visible()
    stack.advance("1m")
    scripted.locator("#email").fill("mended@elsewhere.example.org")
    scripted.locator("#message").fill("It stays empty.")
    send_form(scripted)
    found = re.search(r"\b[a-z2-7]{16}\b", scripted.locator("main").inner_text())
    assert found
    assert found.group() not in held(stack)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_unseen_field_is_reached_by_no_key_and_seen_by_nobody(
    scripted: Page, stack: StackUnderTest, width: int
) -> None:
    scripted.set_viewport_size({"width": width, "height": 800})
    scripted.goto(f"{stack.running.http}/api/intake?language=en")
    reached = set()
    for _ in range(20):
        scripted.keyboard.press("Tab")
        reached.add(scripted.evaluate("document.activeElement.id"))
    assert {"email", "message", "name"} <= reached
    assert "website" not in reached
    expect(scripted.locator("#website")).not_to_be_in_viewport()
    expect(scripted.get_by_label("Leave this field empty")).to_have_attribute("tabindex", "-1")
    assert "Leave this field empty" not in scripted.locator("main").aria_snapshot()
    assert scripted.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
