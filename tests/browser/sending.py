"""The request form is sent as its reader sends it: once more where the desk says that it cannot just now."""

from playwright.sync_api import Page, Response

_POST = "POST"
_NOT_NOW = 503


def send_form(page: Page) -> None:
    """Press the form's button until the request is kept, three times at most; the thank-you page follows."""
    for _ in range(3):
        with page.expect_response(_is_sent, timeout=60_000) as answered:
            page.locator("main form button[type=submit]").last.click()
        if answered.value.status != _NOT_NOW:
            break
    page.wait_for_url("**/api/intake/thanks?**", timeout=60_000)


def _is_sent(answer: Response) -> bool:
    return answer.request.method == _POST
