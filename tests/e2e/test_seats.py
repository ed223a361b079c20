"""From an empty seat to a responsible person who has confirmed it, on the whole stack, in both languages."""

from html import unescape

import pytest

from shared.domain.facts.links import Purpose
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import BROWSER, MemberBrowser
from tests.examples.member_links import forms_in
from tests.examples.running_stack import StackUnderTest

ASKING = "/api/member/seats/request"


class SeatedMember(MemberAtTheDesk):
    """A member whose owner fills the seats."""

    @property
    def owner(self) -> str:
        """The contract contact's address."""
        return f"owner@{self.name}.example.org"

    def seats(self) -> list[tuple[str, str]]:
        """Who holds which seat."""
        member = self.stack.keyed.get(f"/api/members/{self.name}").json()["member"]
        return [(seat["product"], seat["address"]) for seat in member["seats"]]

    def asked_for(self) -> str:
        """The owner asks for the page on the small form; the link in its mail."""
        answer = self.stack.http.post(ASKING, data={"address": self.owner}, headers=BROWSER)
        assert answer.status_code == 200
        self.stack.rest()
        return MemberBrowser(self.stack, self.owner).link(Purpose.SEATS)

    def fill(self, link: str, address: str) -> None:
        """The owner names this person for Planner, whoever holds the seat."""
        page = self.stack.http.get(link, headers=BROWSER).text
        form = next(fields for _, fields in forms_in(page) if fields.get("product") == "planner")
        sent = self.stack.http.post(link, data=form | {"address": address, "name": "Rut"}, headers=BROWSER)
        assert sent.status_code == 303, sent.text
        self.stack.rest()


@pytest.fixture
def member(stack: StackUnderTest, request: pytest.FixtureRequest) -> SeatedMember:
    """A member that subscribes to Planner and has named nobody."""
    made = SeatedMember(stack, f"seated-{request.node.name.replace('_', '-')[:40].rstrip('-')}")
    made.subscribed()
    return made


@pytest.mark.parametrize(
    ("language", "empty", "confirmed"),
    [
        ("en", "Nobody is responsible. Enter who it is.", "Confirmed on"),
        ("sv", "Ingen är ansvarig. Ange vem det är.", "Bekräftat"),
    ],
)
def test_an_owner_asks_for_the_page_fills_the_seat_and_the_person_confirms_it(
    stack: StackUnderTest, member: SeatedMember, language: str, empty: str, confirmed: str
) -> None:
    link = member.asked_for()
    assert empty in unescape(stack.http.get(f"{link}?language={language}", headers=BROWSER).text)
    person = MemberBrowser(stack, f"rut@{member.name}.example.org")
    member.fill(link, person.address)
    assert member.seats() == [("planner", person.address)]
    person.act(person.link(Purpose.SEAT), "confirm")
    page = unescape(stack.http.get(f"{link}?language={language}", headers=BROWSER).text)
    assert confirmed in page
    assert empty not in page


def test_an_open_ticket_and_its_promise_stand_on_the_page(
    stack: StackUnderTest, member: SeatedMember
) -> None:
    member.ask("It stops.", subject="The week view stops")
    page = unescape(stack.http.get(f"{member.asked_for()}?language=en", headers=BROWSER).text)
    assert "The week view stops" in page
    assert "Answer by" in page


def test_who_declines_is_told_to_the_owner_whose_mail_leads_to_naming_somebody_else(
    stack: StackUnderTest, member: SeatedMember
) -> None:
    owner = MemberBrowser(stack, member.owner)
    person = MemberBrowser(stack, f"rut@{member.name}.example.org")
    member.fill(member.asked_for(), person.address)
    person.act(person.link(Purpose.SEAT), "decline")
    last = stack.mails(to=member.owner)[-1]
    assert last["subject"] == "Who is responsible for Veckoplan instead?"
    member.fill(owner.link(Purpose.SEATS), f"lea@{member.name}.example.org")
    assert member.seats() == [("planner", f"lea@{member.name}.example.org")]


def test_a_stranger_is_answered_as_an_owner_is_and_mailed_nothing(
    stack: StackUnderTest, member: SeatedMember
) -> None:
    stranger = f"nobody@{member.name}.example.com"
    answers = [stack.http.post(ASKING, json={"address": each}) for each in (member.owner, stranger)]
    stack.rest()
    assert {(each.status_code, each.text) for each in answers} == {(202, answers[0].text)}
    assert (len(stack.mails(to=member.owner)), stack.mails(to=stranger)) == (1, [])


def test_the_reminder_of_an_empty_seat_leads_to_the_page_where_it_is_filled(
    stack: StackUnderTest, member: SeatedMember
) -> None:
    member.answer(member.ask("It stops.", kind="error"))
    last = stack.mails(to=member.owner)[-1]
    assert last["subject"] == "Who is responsible for Veckoplan at your organisation?"
    member.fill(MemberBrowser(stack, member.owner).link(Purpose.SEATS), f"rut@{member.name}.example.org")
    assert member.seats() == [("planner", f"rut@{member.name}.example.org")]
