"""An address that nobody has proved gets few automatic mails a day, and more once its reader used a link."""

import pytest

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import MemberBrowser
from tests.examples.running_stack import StackUnderTest


@pytest.fixture
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A subscriber whose user is known by the domain alone."""
    made = MemberAtTheDesk(stack, "unproved")
    made.subscribed()
    return made


def test_three_a_day_however_it_is_spelled_until_its_reader_uses_a_link(
    member: MemberAtTheDesk,
) -> None:
    stack, name = member.stack, member.email.partition("@")[0]
    spelled = [member.email, *(member.email.replace(name, f"{name}+{tag}") for tag in "abc")]
    for number, email in enumerate(spelled):
        member.ask(f"It stops, for the {number}. time.", email=email, name="Cheap pills")
        stack.advance("1h")
    told = [mail for email in spelled for mail in stack.mails(to=email)]
    assert len(told) == 3
    assert not any("pills" in str(mail).casefold() for mail in told)

    browser = MemberBrowser(stack, member.email)
    browser.act(browser.link(), "confirm")
    member.ask("It stops again.")
    assert len(stack.mails(to=member.email)) == 2
