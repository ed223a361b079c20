"""A conference on the whole stack, from the request by form to the entry that says it was held."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from icalendar import Calendar, Event

from shared.domain.values.identity import short_code
from tests.e2e.member_at_the_desk import MemberAtTheDesk, instant
from tests.examples.member_links import form_for, forms_in
from tests.examples.running_stack import StackUnderTest

PROMISED = timedelta(hours=36)


@pytest.fixture(scope="module")
def member(stack: StackUnderTest) -> MemberAtTheDesk:
    """A member that subscribes to Planner."""
    made = MemberAtTheDesk(stack, "talker")
    made.subscribed()
    return made


def asked_by_form(member: MemberAtTheDesk, message: str) -> str:
    """The form is filled in and sent as a browser does; the ticket."""
    stack = member.stack
    form = stack.http.get("/api/intake?language=en").text
    (_, hidden), *_ = forms_in(form)
    typed = {"email": member.email, "product": "Planner", "kind": "conference", "message": message}
    sent = stack.http.post("/api/intake", data=hidden | typed, headers={"Accept": "text/html"})
    assert sent.status_code == 303, sent.text
    stack.rest()
    found = re.search(r"ticket=([a-z2-7]{16})", sent.headers["Location"])
    assert found
    return found.group(1)


def offered(member: MemberAtTheDesk, ticket: str, count: int) -> list[str]:
    """The first of the slots that the desk proposes are offered; when they start."""
    stack = member.stack
    proposed = stack.keyed.get(f"/api/tickets/{ticket}/conferences/m1/proposals").json()["slots"]
    slots = [
        {"start": each["start"], "end": each["end"], "way": "teams", "place": "https://teams.example.com/1"}
        for each in proposed[:count]
    ]
    member.act(ticket, "conferences/m1/offers", 202, slots=slots)
    return [slot["start"] for slot in slots]


def link_in_last_mail(member: MemberAtTheDesk) -> str:
    """The path of the link to the conference."""
    text = str(member.stack.mails(to=member.email)[-1]["text"])
    found = re.search(r"(/api/member/conference/\S+)", text)
    assert found, text
    return found.group(1)


def page_act(member: MemberAtTheDesk, link: str, fields: dict[str, str]) -> httpx.Response:
    """The page's form is sent, and the page that follows is read."""
    sent = member.stack.http.post(link, data=fields, headers={"Accept": "text/html"})
    assert sent.status_code == 303, sent.text
    member.stack.rest()
    return member.stack.http.get(sent.headers["Location"], headers={"Accept": "text/html"})


def calendar_in(stack: StackUnderTest, mail: dict[str, Any]) -> tuple[str, Event]:
    """Method and event of the mail's calendar entry, as the library reads the file."""
    (file,) = mail["attachments"]
    assert file["name"] == "invite.ics"
    address = f"{stack.running.mails}/mails/{mail['number']}/attachments/1"
    content = httpx.get(address, trust_env=False).content
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return str(calendar["METHOD"]), event


def picks_and_moves(member: MemberAtTheDesk, link: str, starts: list[str]) -> None:
    """The first slot, then the second; both calendars follow, under one UID."""
    stack = member.stack
    page = stack.http.get(link, headers={"Accept": "text/html"})
    slots = [fields for _, fields in forms_in(page.text) if fields.get("act") == "pick"]
    assert "The conference is booked" in page_act(member, link, slots[0]).text
    method, event = calendar_in(stack, stack.mails(to=member.email)[-1])
    assert (method, event["SEQUENCE"], event.decoded("DTSTART")) == ("REQUEST", 1, instant(starts[0]))
    assert calendar_in(stack, stack.mails()[-1])[1]["UID"] == event["UID"]
    page_act(member, link_in_last_mail(member), slots[1])
    _, moved = calendar_in(stack, stack.mails(to=member.email)[-1])
    assert (moved["UID"], moved["SEQUENCE"], moved.decoded("DTSTART")) == (
        event["UID"],
        2,
        instant(starts[1]),
    )


def test_a_conference_is_asked_for_offered_picked_moved_and_held(
    stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    ticket = asked_by_form(member, "May we talk about the week view?")
    clock = member.clocks(ticket)["conference-m1"]
    assert instant(clock["due"]) - instant(clock["start"]) == PROMISED
    starts = offered(member, ticket, 2)
    link, before = link_in_last_mail(member), member.view(ticket)["events"]
    assert stack.http.get(link, headers={"Accept": "text/html"}).status_code == 200
    assert member.view(ticket)["events"] == before
    picks_and_moves(member, link, starts)
    wait = instant(starts[1]) - stack.now() + timedelta(minutes=20)
    stack.advance(f"{wait // timedelta(minutes=1)}m")
    assert len([mail for mail in stack.mails(to=member.email) if "Reminder" in mail["subject"]]) == 1
    held = member.act(ticket, "conferences/m1/held", 201, note="Solved.", answers_up_to="m1")
    states = {each["kind"]: (each["state"], each["how"]) for each in held["clocks"]}
    assert states == {"reply": ("met", "contact"), "conference": ("met", "held")}
    assert instant(member.clocks(ticket)["conference-m1"]["ended"]) == instant(starts[1])
    address = f"/api/tickets/{ticket}/clocks/conference-m1?language=en"
    told = stack.keyed.get(address, headers={"Accept": "text/plain"}).text
    assert "2 of them before the deadline. That is enough." in told
    assert "The conference was held" in told


def test_a_member_that_stays_silent_is_told_nothing_more_and_the_promise_is_met(
    stack: StackUnderTest, member: MemberAtTheDesk
) -> None:
    ticket = asked_by_form(member, "Please call, some time.")
    offered(member, ticket, 2)
    stack.advance("40h")
    clock = member.clocks(ticket)["conference-m1"]
    assert (clock["state"], clock["how"]) == ("met", "offered_no_choice")
    late = [
        mail["subject"]
        for mail in stack.mails()
        if short_code(ticket) in mail["subject"] and "onfer" in mail["subject"]
    ]
    assert not [subject for subject in late if "Past due" in subject or "gått ut" in subject]


def test_a_member_asks_for_others_and_then_declines(stack: StackUnderTest, member: MemberAtTheDesk) -> None:
    ticket = asked_by_form(member, "About the calendar.")
    offered(member, ticket, 2)
    link = link_in_last_mail(member)
    page = stack.http.get(link, headers={"Accept": "text/html"}).text
    asked = page_act(member, link, form_for(page, "others") | {"message": "After three, please."})
    assert "We will get back to you with other times" in asked.text
    wanted = [
        mail
        for mail in stack.mails()
        if short_code(ticket) in mail["subject"] and "other times" in mail["subject"]
    ]
    assert wanted
    assert "After three" not in wanted[0]["text"]
    assert "declined the conference" in page_act(member, link, form_for(page, "decline")).text
    clock = member.clocks(ticket)["conference-m1"]
    assert (clock["state"], clock["cancelled"]) == ("cancelled", "declined")
