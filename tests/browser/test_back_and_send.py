"""Whoever goes back in the browser and sends again has sent one request, with all that was typed."""

from playwright.sync_api import Page

from tests.examples.running_stack import StackUnderTest


def test_back_and_send_is_one_ticket_and_the_product_is_still_there(
    page: Page, stack: StackUnderTest
) -> None:
    page.goto(f"{stack.running.http}/api/intake?language=en")
    page.locator("#email").fill("back@example.org")
    page.locator("#product").fill("Planner")
    page.locator("#message").fill("It stays empty.")
    page.locator("form button[type=submit], form button").last.click()
    first = page.content()
    page.go_back()
    assert page.locator("#product").input_value() == "Planner"
    assert page.locator("#message").input_value() == "It stays empty."
    page.locator("form button[type=submit], form button").last.click()
    assert page.content() == first
