"""An error from the mail that reports it to the report that counts it, on the whole stack."""

from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.domain.values.identity import short_code
from tests.examples.running_stack import StackUnderTest

ANNA = "anna@vendor.example.com"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
ENTRY: dict[str, Any] = {
    "product": "planner",
    "title": {"sv": "Kalendern blir tom", "en": "The calendar stays empty"},
    "text": {"sv": "Den blir tom efter import.", "en": "It stays empty after an import."},
    "workaround": {"sv": "Starta om Planner.", "en": "Restart Planner."},
    "author": "anna",
}


def member(stack: StackUnderTest, name: str, language: str) -> str:
    """A member that subscribes to Planner and reads this language; its user's address."""
    body = {
        "name": name.title(),
        "language": language,
        "owner": {"address": f"owner@{name}.example.org"},
        "domains": [f"{name}.example.org"],
        "subscriptions": [{"product": "planner", "since": "2020-01-01T00:00:00Z"}],
    }
    assert stack.keyed.put(f"/api/members/{name}", json=body).status_code == 201
    return f"eva@{name}.example.org"


def handed_over(stack: StackUnderTest, message: EmailMessage) -> str:
    """The ticket in which this raw mail ends."""
    answer = stack.keyed.post(
        "/api/intake/mail", content=message.as_bytes(), headers={"Content-Type": "message/rfc822"}
    )
    assert answer.status_code == 202, answer.text
    stack.rest()
    return str(answer.json()["ticket"])


def reported(stack: StackUnderTest, address: str) -> str:
    """The ticket of a mail that reports the error."""
    message = EmailMessage()
    message["From"] = f"Eva <{address}>"
    message["To"] = "support@vendor.example.com"
    message["Subject"] = "Fel: Planner calendar"
    message["Message-ID"] = f"<calendar@{address.partition('@')[2]}>"
    message.set_content("The calendar stays empty.")
    return handed_over(stack, message)


def replied(stack: StackUnderTest, ticket: str, words: str) -> None:
    """Anna replies to the notice about the ticket."""
    notice = [mail for mail in stack.mails(to=ANNA) if short_code(ticket) in mail["subject"]][-1]
    message = EmailMessage()
    message["From"] = ANNA
    message["To"] = notice["reply_to"][0]["address"]
    message["Subject"] = f"Re: {notice['subject']}"
    message["Message-ID"] = f"<tie-{ticket}@vendor.example.com>"
    message.set_content(words)
    assert handed_over(stack, message) == ticket


@pytest.fixture(scope="module")
def entry(stack: StackUnderTest) -> str:
    """An entry of the register."""
    made = stack.keyed.post("/api/register", json=ENTRY)
    assert made.status_code == 201, made.text
    return str(made.json()["entry"])


def test_an_error_is_reported_tied_confirmed_fixed_released_and_counted(
    stack: StackUnderTest, entry: str
) -> None:
    readers = {"sv": member(stack, "felbolaget", "sv"), "en": member(stack, "errorhouse", "en")}
    tickets = {language: reported(stack, address) for language, address in readers.items()}
    replied(stack, tickets["sv"], f"/fel {entry}\n\nVi tittar på det.")
    answer = {"text": "We are looking into it.", "author": "anna", "answers_up_to": "m1", "errors": [entry]}
    assert stack.keyed.post(f"/api/tickets/{tickets['en']}/answers", json=answer).status_code == 202
    stack.rest()
    ties = stack.keyed.get(f"/api/register/{entry}").json()["ties"]
    assert {tie["ticket"] for tie in ties} == set(tickets.values())

    moved(stack, entry, "confirmed")
    moved(stack, entry, "confirmed")
    for language, words in (("sv", "Starta om Planner."), ("en", "Restart Planner.")):
        (told,) = [mail for mail in stack.mails(to=readers[language]) if f"({entry})" in mail["subject"]]
        assert words in told["text"]
    moved(stack, entry, "fixed", version="9.1")
    moved(stack, entry, "released")

    shown = stack.keyed.get(f"/api/tickets/{tickets['sv']}?language=sv").json()["tied_to"]
    assert [(each["entry"], each["title"], each["state"]) for each in shown] == [
        (entry, "Kalendern blir tom", "released")
    ]
    report = stack.keyed.get(f"/api/reports/{stack.now().astimezone(STOCKHOLM):%Y-%m}").json()
    (side,) = [each["register_side"] for each in report["members"] if each["member"] == "felbolaget"]
    assert (side["register_reported"], side["register_released"], side["register_open"]) == (1, 1, 0)


def test_two_entries_that_are_one_are_merged_with_their_ties(stack: StackUnderTest, entry: str) -> None:
    other = stack.keyed.post("/api/register", json=ENTRY | {"versions": ["9.0"]}).json()["entry"]
    ticket = reported(stack, member(stack, "mergebolaget", "sv"))
    tie = f"/api/register/{other}/ties/{ticket}"
    assert stack.keyed.put(tie, json={"author": "anna"}).status_code == 200
    merged = stack.keyed.post(f"/api/register/{other}/merge", json={"into": entry, "author": "anna"})
    assert merged.status_code == 200, merged.text
    back = stack.keyed.post(f"/api/register/{entry}/merge", json={"into": other, "author": "anna"})
    assert (back.status_code, "register-merge-circular" in back.json()["type"]) == (422, True)
    stack.rest()
    ties = stack.keyed.get(f"/api/register/{entry}").json()["ties"]
    assert ticket in {tie["ticket"] for tie in ties}


def moved(stack: StackUnderTest, entry: str, state: str, **said: str) -> None:
    """The entry comes to this state, and all that follows has happened."""
    body = {"state": state, "author": "anna"} | said
    answer = stack.keyed.put(f"/api/register/{entry}/state", json=body)
    assert answer.status_code == 200, answer.text
    stack.rest()
