"""A supporter puts a canned answer into what is being typed, and sends it with a file."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_a_ticket_answered_at_the_desk import page
from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.file_examples import PNG
from tests.examples.running_stack import StackUnderTest

__all__ = ["page"]


def answer_of(page: Page) -> Locator:
    return page.get_by_label("Answer", exact=True)


def inserted(page: Page) -> str:
    """What the answer is, once the canned one has been put into it."""
    page.get_by_label("Canned answers").select_option(label="Solved: tell us if it comes back")
    page.get_by_role("button", name="Insert").click()
    return answer_of(page).input_value()


def inserted_first(page: Page) -> str:
    """The same, as the page advises where no script helps."""
    shown = inserted(page)
    expect(page.get_by_text("Insert before you write")).to_be_visible()
    return shown


def inserted_into_what_is_typed(page: Page) -> str:
    """The same, in the midst of what has been typed."""
    answer_of(page).fill("Before.After.")
    answer_of(page).evaluate("area => area.setSelectionRange(7, 7)")
    shown = inserted(page)
    assert (shown.startswith("Before.Hello"), shown.endswith("AB" + "After.")) == (True, True)
    expect(page.get_by_text("Insert before you write")).to_have_count(0)
    return shown


def test_a_canned_answer_is_inserted_written_on_and_mailed_with_a_file_that_may_go(
    page: Page,
    stack: StackUnderTest,
    request: pytest.FixtureRequest,
) -> None:
    scripted = "with scripts" in request.node.name
    member = MemberAtTheDesk(stack, f"canned-{scripted}".lower())
    member.subscribed()
    ticket = member.ask("It works again.", subject="Works again", language="en")
    sign_in(page, stack, "Ben Baker", f"/desk/tickets/{ticket}")
    canned = inserted_into_what_is_typed(page) if scripted else inserted_first(page)
    assert "We are glad that it works again." in canned
    assert "Ben Baker, Exempel Programvara AB" in canned
    assert "{" not in canned
    answer = answer_of(page)
    answer.fill(f"{canned}\n\nP.S. Thank you.")
    page.get_by_label("Files").set_input_files({"name": "run.exe", "mimeType": "x/y", "buffer": b"MZ"})
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("#answer-files-wrong")).to_contain_text("run.exe: We do not accept")
    expect(page.get_by_text("Choose the files once more")).to_be_visible()
    expect(answer).to_have_value(f"{canned}\n\nP.S. Thank you.")
    page.get_by_label("Files").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": PNG})
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_have_text("The answer is on its way.")
    expect(answer).to_have_value("")
    stack.rest()
    mail = stack.mails(to=member.email)[-1]
    assert "P.S. Thank you." in mail["text"]
    assert [each["name"] for each in mail["attachments"]] == ["a.png"]
