"""A supporter puts a canned answer into what is being typed: with scripts nothing of that is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_a_ticket_answered_at_the_desk import page
from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest

__all__ = ["page"]


def test_a_canned_answer_is_inserted_goes_on_being_written_and_is_mailed(
    page: Page,
    stack: StackUnderTest,
    request: pytest.FixtureRequest,
) -> None:
    scripted = "with scripts" in request.node.name
    member = MemberAtTheDesk(stack, f"canned-{scripted}".lower())
    member.subscribed()
    ticket = member.ask("It works again.", subject="Works again", language="en")
    sign_in(page, stack, "Ben Baker", f"/desk/tickets/{ticket}")
    answer = page.get_by_label("Answer", exact=True)
    if scripted:
        answer.fill("Before.After.")
        answer.evaluate("area => area.setSelectionRange(7, 7)")
    page.get_by_label("Canned answers").select_option(label="Solved: tell us if it comes back")
    page.get_by_role("button", name="Insert").click()
    inserted = answer.input_value()
    assert "We are glad that it works again." in inserted
    assert "Ben Baker, Exempel Programvara AB" in inserted
    assert "{" not in inserted
    if scripted:
        assert (inserted.startswith("Before.Hello"), inserted.endswith("AB" + "After.")) == (True, True)
    else:
        expect(page.get_by_text("Insert before you write")).to_be_visible()
    answer.fill(f"{inserted}\n\nP.S. Thank you.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_have_text("The answer is on its way.")
    expect(answer).to_have_value("")
    stack.rest()
    assert "P.S. Thank you." in stack.mails(to=member.email)[-1]["text"]
