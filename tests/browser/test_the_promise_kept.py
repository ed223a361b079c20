"""The whole promise in a real browser on the whole stack: what somebody sees who has just cloned this."""

import re
from collections.abc import Generator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.domain.values.identity import short_code
from tests.browser.sending import send_form
from tests.examples.running_stack import StackUnderTest

COVERED, LAPSED = "nora@norrland.example.se", "sven@soderland.example.se"


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    """A page of a reader in Sweden, on which no script may fail."""
    context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm")
    opened = context.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    yield opened
    context.close()
    assert failures == []


@pytest.fixture(scope="module", autouse=True)
def members(stack: StackUnderTest) -> None:
    """One member with an active subscription, one whose subscription has lapsed."""
    for name, customer in (("norrland", "cus_norrland"), ("soderland", "cus_soderland")):
        written = stack.keyed.put(
            f"/api/members/{name}",
            json={
                "name": name.title(),
                "owner": {"address": f"chef@{name}.example.se"},
                "domains": [f"{name}.example.se"],
                "seats": [
                    {"product": "planner", "address": f"ansvarig@{name}.example.se", "name": "Ansvarig"},
                    {"product": "archive", "address": f"ansvarig@{name}.example.se", "name": "Ansvarig"},
                ],
                "customers": [{"provider": "standard", "id": customer}],
            },
        )
        assert written.status_code == 201, written.text
    stack.bill("cus_norrland", "prod_planner", "active", stack.now() + timedelta(days=300))
    stack.bill("cus_soderland", "prod_planner", "cancelled", stack.now() - timedelta(days=3))
    stack.rest()


def ask(page: Page, stack: StackUnderTest, email: str, message: str) -> str:
    """Fill in the Swedish form and send it; the reference on the page that follows."""
    page.goto(f"{stack.running.http}/api/intake")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.locator("#kind-error").check()
    page.locator("#product").fill("Planner")
    page.locator("#subject").fill("Det stannar")
    page.locator("#message").fill(message)
    page.locator("#email").fill(email)
    send_form(page)
    found = re.search(r"\b[a-z2-7]{16}\b", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    stack.rest()
    return found.group()


def mails_about(stack: StackUnderTest, ticket: str, to: str = "") -> list[dict[str, Any]]:
    """The mails that carry this ticket's reference, oldest first."""
    return [mail for mail in stack.mails(to=to) if f"[{short_code(ticket)}]" in mail["subject"]]


def queued(stack: StackUnderTest, ticket: str) -> dict[str, Any]:
    """The ticket's entry in the queue."""
    entries = stack.keyed.get("/api/queue").json()["tickets"]
    return next(entry for entry in entries if entry["ticket"] == ticket)


def test_the_form_comes_again_with_what_was_typed_and_what_is_wrong(
    page: Page, stack: StackUnderTest
) -> None:
    page.goto(f"{stack.running.http}/api/intake")
    page.locator("#subject").fill("Rader & <tecken>")
    page.locator("#email").fill("ingen adress")
    page.get_by_role("button", name="Skicka").click()
    expect(page.locator("#summary")).to_be_visible()
    expect(page.locator("#subject")).to_have_value("Rader & <tecken>")
    expect(page.locator("#email")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#message")).to_have_attribute("aria-invalid", "true")


def test_a_covered_member_reads_the_promised_instant_and_a_lapsed_one_the_choices(
    page: Page, stack: StackUnderTest
) -> None:
    covered, lapsed = ask(page, stack, COVERED, "Planner stannar."), ask(page, stack, LAPSED, "Hjälp.")
    (receipt,) = mails_about(stack, covered, COVERED)
    (notice,) = mails_about(stack, lapsed, LAPSED)
    assert "svensk tid" in receipt["text"]
    assert "1 200" in notice["text"].replace("\N{NO-BREAK SPACE}", " ")
    assert not any("Planner stannar" in mail["text"] for mail in (receipt, notice))
    for mail in (receipt, notice):
        page.goto(f"{stack.running.mails}/mails/{mail['number']}")
        expect(page.frame_locator("iframe").locator("body")).to_contain_text(
            covered if mail is receipt else lapsed
        )


def test_each_level_is_told_once_when_25_hours_pass(page: Page, stack: StackUnderTest) -> None:
    ticket = ask(page, stack, COVERED, "Ingen svarar på det här.")
    gated = ask(page, stack, LAPSED, "Inte på det här heller.")
    before = len(stack.mails())
    stack.advance("25h")
    told = [mail for mail in stack.mails()[before:] if f"[{short_code(ticket)}]" in mail["subject"]]
    supporters = {mail["to"][0]["address"] for mail in told}
    assert len(supporters) == 2
    assert len(told) == 2 * 4
    assert len({(mail["to"][0]["address"], mail["subject"]) for mail in told}) == 2 * 4
    assert not [mail for mail in stack.mails()[before:] if f"[{short_code(gated)}]" in mail["subject"]]
    assert queued(stack, ticket)["clocks"][0]["state"] == "breached_open"


def test_a_signed_billing_event_reactivates_and_the_next_request_is_covered(
    page: Page, stack: StackUnderTest
) -> None:
    assert queued(stack, ask(page, stack, LAPSED, "Före."))["gated"]
    paid = stack.bill("cus_soderland", "prod_planner", "active", stack.now() + timedelta(days=30))
    assert paid.status_code == 200, paid.text
    entry = queued(stack, ask(page, stack, LAPSED, "Efter."))
    assert (entry["gated"], entry["clocks"][0]["state"]) == (False, "running")


def test_an_answer_reaches_requester_and_responsible_person_and_meets_the_clock(
    page: Page, stack: StackUnderTest
) -> None:
    ticket = ask(page, stack, COVERED, "Vad gör jag nu?")
    sent = stack.keyed.post(
        f"/api/tickets/{ticket}/answers",
        json={"author": "anna", "text": "Tryck på spara.", "answers_up_to": "m1"},
        headers={"Idempotency-Key": "answer-1"},
    )
    assert sent.status_code == 202, sent.text
    stack.rest()
    answer = mails_about(stack, ticket, COVERED)[-1]
    assert "Tryck på spara." in answer["text"]
    assert [each["address"] for each in answer["cc"]] == ["ansvarig@norrland.example.se"]
    (clock,) = queued(stack, ticket)["clocks"]
    assert (clock["state"], clock["how"]) == ("met", "answer")


def test_news_reaches_every_responsible_person_once(stack: StackUnderTest) -> None:
    news = {
        "title": {"sv": "Planner 9 är här", "en": "Planner 9 is out"},
        "text": {"sv": "Hämta den på sidan.", "en": "Fetch it from the page."},
        "products": ["planner", "archive"],
    }
    for _ in range(2):
        sent = stack.keyed.post("/api/news", json=news, headers={"Idempotency-Key": "planner-9"})
        assert sent.status_code == 202, sent.text
    stack.rest()
    stack.advance("10m")
    told = [mail["to"][0]["address"] for mail in stack.mails() if "Planner 9" in mail["subject"]]
    assert "ansvarig@norrland.example.se" in told
    assert len(told) == len(set(told))
    assert stack.keyed.get(f"/api/news/{sent.json()['id']}").json()["state"] == "sent"
