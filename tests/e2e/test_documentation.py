"""What is studied, on the whole stack: from the mail that says what there is, to the books that count it."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.values.vendor import Language
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.e2e.member_browser import BROWSER, MemberBrowser
from tests.examples.running_stack import StackUnderTest

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PLANNER = "/api/documents/planner"
TITLES = {
    "manual": {"sv": "Handboken", "en": "The manual"},
    "tour": {"sv": "Rundturen", "en": "The tour"},
}


@pytest.fixture
def shelf(stack: StackUnderTest) -> Iterator[None]:
    """Planner has two documents, as long as this test needs them."""
    for name, title in TITLES.items():
        address = {each: f"https://docs.example.com/{each}/{name}" for each in title}
        body = {"title": title, "address": address, "version": "1"}
        assert stack.keyed.put(f"{PLANNER}/{name}", json=body).status_code == 201
    yield
    for name in TITLES:
        assert stack.keyed.delete(f"{PLANNER}/{name}").status_code == 200


def appointed(stack: StackUnderTest, language: Language) -> MemberBrowser:
    """Whoever has become responsible for Planner at a member that reads this language."""
    name = f"reader-{language}"
    rune = f"rune@{name}.example.org"
    member = {
        "name": name,
        "language": language,
        "owner": {"address": f"owner@{name}.example.org"},
        "seats": [{"product": "planner", "address": rune, "name": "Rune"}],
        "subscriptions": [{"product": "planner", "since": "2020-01-01T00:00:00Z"}],
    }
    assert stack.keyed.put(f"/api/members/{name}", json=member).status_code == 201
    stack.rest()
    return MemberBrowser(stack, rune)


def sent(reader: MemberBrowser, page: str, **fields: str) -> str:
    """A button or form of the page is sent; the page that follows."""
    done = reader.stack.http.post(page, data=fields, headers=BROWSER)
    assert done.status_code == 303, done.text
    reader.stack.rest()
    return reader.see(done.headers["location"]).text


def counted(stack: StackUnderTest, member: str) -> int:
    """For how many products somebody at the member has studied, as the month's books say."""
    report = stack.keyed.get(f"/api/reports/{stack.now().astimezone(STOCKHOLM):%Y-%m}").json()
    (side,) = [each["member_side"] for each in report["members"] if each["member"] == member]
    count: int = side["documentation_studied"]
    return count


def bettered(stack: StackUnderTest, ticket: str) -> int:
    """The manual's next version answers the question; how many persons are told."""
    given = {"author": "anna", "version": "2", "questions": [{"ticket": ticket, "turn": "m1"}]}
    answer = stack.keyed.post(f"{PLANNER}/manual/improvements", json=given)
    assert answer.status_code == 202, answer.text
    stack.rest()
    told: int = answer.json()["told"]
    return told


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("language", Language)
def test_from_the_mail_that_says_what_to_study_to_the_report_that_counts_it(
    stack: StackUnderTest, language: Language
) -> None:
    reader = appointed(stack, language)
    page, manual = reader.link(Purpose.STUDY), TITLES["manual"][language]
    (mail,) = stack.mails(to=reader.address)
    assert all(title[language] in mail["text"] for title in TITLES.values())
    assert reader.see(page).status_code == 200

    asked = {"document": "manual", "place": "3", "message": f"Where, in {language}?"}
    sent(reader, page, act="ask", **asked)
    (question,) = _questions(stack, language)
    assert (question["document"], question["place"]) == ("manual", "3")
    member = MemberAtTheDesk(stack, f"reader-{language}")
    member.answer(question["ticket"])
    assert counted(stack, member.name) == 0

    for name in TITLES:
        sent(reader, page, act="studied", document=name)
    assert counted(stack, member.name) == 1

    for _ in range(2):
        assert bettered(stack, question["ticket"]) == 1
    thanks = [each for each in stack.mails(to=reader.address) if f"{manual} " in each["subject"]]
    assert len(thanks) == 1
    assert f"https://docs.example.com/{language}/manual" in thanks[0]["text"]
    assert _questions(stack, language)[0]["improved"] == "2"


def _questions(stack: StackUnderTest, language: Language) -> list[dict[str, Any]]:
    """What was asked about the manual in this language."""
    listed = stack.keyed.get(f"{PLANNER}/questions?document=manual").json()["questions"]
    return [each for each in listed if each["text"].endswith(f"in {language}?")]
