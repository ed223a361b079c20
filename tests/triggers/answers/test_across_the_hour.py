"""A program that sends the same again without a key, a moment later and in the next hour, is heard once."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.facts.links import Purpose
from tests.examples.indexed_functions import http_functions
from tests.fakes.desk import START, FakeDesk
from tests.triggers.answers.supporter_acts import ACTS, WHY, address_of, method_of
from tests.triggers.calling import Answer, call
from tests.triggers.conferences.offering import asked, offer, pick
from tests.triggers.examples import EVA, REQUEST, STRANGER
from tests.triggers.links.following import act as act_on_page
from tests.triggers.links.following import mailed_link
from tests.triggers.members.test_news import NEWS
from tests.triggers.register.registering import ENTRY
from tests.triggers.tickets import opened
from tests.triggers.work.quoting import accepted, quoted

BEFORE = START.replace(minute=59, second=59, microsecond=600_000)
AFTER = BEFORE + timedelta(milliseconds=700)
JOIN = "https://help.example.com/1"
ELSEWHERE: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "intake": ("/api/intake", REQUEST),
    "intake/trusted": ("/api/intake/trusted", REQUEST),
    "tickets": ("/api/tickets", {**REQUEST, "author": "anna"}),
    "news": ("/api/news", NEWS),
    "register": ("/api/register", ENTRY),
}
"""What a program may send again that is about no ticket yet."""

TOLD_APART = {
    "billing/standard": "an event has an id",
    "billing/stripe": "an event has an id",
    "billing/reconcile": "it tells what is there",
    "files/{file}/scan-result": "a file has one result",
    "intake/mail": "a mail has an id",
    "held/drop": "what is thrown away stays so",
    "held/take": "what is taken stays so",
    "members/{member}": "a member is written whole",
    "members/{member}/flags/clear": "what is cleared stays cleared",
    "members/{member}/news/again": "who gets news again gets it",
    "members/{member}/token": "nothing is written",
    "members/{member}/links/revoke": "held to it by its own tests",
    "documents/{product}/{document}": "a document is written whole",
    "documents/{product}/{document}/improvements": "a version is named once",
    "help": "nothing is written",
    "intake/embedded": "a form has a token of its own",
    "intake/embedded/open": "nothing is written",
    "people/erase": "what is erased stays erased",
    "people/export": "nothing is written",
    "news/{news}": "a draft is written whole",
    "news/{news}/send": "what is sent is not sent anew",
    "news/{news}/pause": "what is paused stays paused",
    "news/{news}/continue": "what goes on goes on",
    "news/{news}/test": "held to it by its own tests",
    "register/{entry}/state": "an entry has one state",
    "register/{entry}/merge": "an entry is merged once",
    "register/{entry}/ties/{ticket}": "a ticket is tied or not",
    "register/{entry}/ties/{ticket}/remove": "a ticket is tied or not",
    "release-files": "a file is named by its content",
    "releases": "a version is published once",
}
"""What is the same however often it is sent, and why."""


async def again(fake: FakeDesk, method: str, address: str, body: Mapping[str, Any]) -> None:
    """Sent before the hour and just after it: the second time nothing is written and nobody is mailed."""
    first = await sent(fake, BEFORE, method, address, body)
    stored, mailed = fake.store.everything(), len(fake.mailer.delivered)
    second = await sent(fake, AFTER, method, address, body)
    assert (first.status // 100, second.status) == (2, first.status), (first.text, second.text)
    assert (fake.store.everything(), len(fake.mailer.delivered)) == (stored, mailed)
    assert second.json.get("id") == first.json.get("id")
    assert second.json.get("session", {}).get("id") == first.json.get("session", {}).get("id")


async def sent(fake: FakeDesk, at: datetime, method: str, address: str, body: Mapping[str, Any]) -> Answer:
    """The answer, once all has come of it that comes at once."""
    fake.clock.instant = at
    answer = await call(method, address, dict(body))
    await fake.rest()
    return answer


async def conference(fake: FakeDesk) -> str:
    """A conference whose slot has been picked, and has begun."""
    address = await asked(fake)
    await offer(fake, address, 0.5, 3)
    await pick(fake)
    return address.partition("/conferences")[0]


async def two_turns(fake: FakeDesk) -> str:
    """A ticket with two turns that wait."""
    ticket = await opened(fake)
    await call("POST", f"{ticket}/messages", {"message": "And the week view."})
    return ticket


async def kept(fake: FakeDesk) -> str:
    """A turn that is kept as material."""
    ticket = await opened(fake)
    await call("POST", f"{ticket}/turns/m1/material", WHY)
    return ticket


async def gated(fake: FakeDesk) -> str:
    """A ticket whose turn waits at the gate."""
    return await opened(fake, email=STRANGER)


async def conference_asked(fake: FakeDesk) -> str:
    """A ticket that asks for a conference."""
    return await opened(fake, kind="conference")


async def contacted(fake: FakeDesk) -> str:
    """A ticket with a contact."""
    ticket = await opened(fake)
    await call("POST", f"{ticket}/contacts", ACTS["contacts"])
    return ticket


async def minutes_logged(fake: FakeDesk) -> str:
    """A ticket with minutes."""
    ticket = await accepted(fake)
    await call("POST", f"{ticket}/minutes", ACTS["minutes"])
    return ticket


async def offered(fake: FakeDesk) -> str:
    """A ticket with an offer of remote help."""
    ticket = await opened(fake)
    await call("POST", f"{ticket}/sessions", ACTS["sessions"])
    await fake.rest()
    return ticket


async def consented(fake: FakeDesk) -> str:
    """A ticket whose person has consented to remote help."""
    ticket = await offered(fake)
    await act_on_page(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    return ticket


async def started(fake: FakeDesk) -> str:
    """A ticket with remote help that goes on."""
    ticket = await consented(fake)
    view = (await call("GET", ticket)).json
    await call("POST", f"{ticket}/sessions/{view['sessions'][0]['id']}/start", {"author": "anna"})
    return ticket


SCENES: Mapping[str, Callable[[FakeDesk], Awaitable[str]]] = {
    "turns/{turn}/take": gated,
    "turns/{turn}/split": two_turns,
    "turns/{turn}/material/drop": kept,
    "entries/{entry}/withdraw": contacted,
    "conferences/{turn}/offers": conference_asked,
    "conferences/{turn}/move": conference,
    "conferences/{turn}/cancel": conference,
    "conferences/{turn}/held": conference,
    "conferences/{turn}/no-show": conference,
    "sessions/{session}/withdraw": offered,
    "sessions/{session}/start": consented,
    "sessions/{session}/end": started,
    "quotes/{quote}/withdraw": quoted,
    "minutes": accepted,
    "minutes/{entry}/withdraw": minutes_logged,
}
"""Where an act can be done; any other on a ticket that was just opened."""


async def named(act: str, ticket: str) -> str:
    """The entry, session or quote that the act is about."""
    view = (await call("GET", ticket)).json
    if act.startswith("entries"):
        return str(view["entries"][0]["id"])
    if act.startswith("sessions/"):
        return str(view["sessions"][0]["id"])
    if act.startswith("quotes/"):
        return str(view["work"]["quotes"][0]["id"])
    return str(view["work"]["entries"][0]["entry"]) if act.startswith("minutes/") else ""


@pytest.mark.parametrize("act", ACTS)
async def test_the_same_act_on_a_ticket_without_a_key_across_the_full_hour_is_done_once(
    fake: FakeDesk, act: str
) -> None:
    ticket = await SCENES.get(act, opened)(fake)
    body = ACTS[act]
    if act == "merge":
        body = {**body, "into": (await opened(fake, message="Another matter."))[-16:]}
    address = address_of(ticket, act, await named(act, ticket))
    await again(fake, method_of(act), address, body)


@pytest.mark.parametrize("act", ELSEWHERE)
async def test_the_same_request_without_a_key_across_the_full_hour_is_one(fake: FakeDesk, act: str) -> None:
    await again(fake, "POST", *ELSEWHERE[act])


async def test_what_was_withdrawn_just_before_the_hour_is_written_anew_just_after_it(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await sent(fake, BEFORE, "POST", f"{ticket}/contacts", ACTS["contacts"])
    entry = await named("entries", ticket)
    await sent(fake, BEFORE, "POST", f"{ticket}/entries/{entry}/withdraw", WHY)
    await sent(fake, AFTER, "POST", f"{ticket}/contacts", ACTS["contacts"])
    (clock,) = (await call("GET", ticket)).json["clocks"]
    assert clock["how"] == "contact"


async def test_the_same_words_some_minutes_into_the_next_hour_are_said_once_more(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await sent(fake, BEFORE, "POST", f"{ticket}/notes", ACTS["notes"])
    await sent(fake, BEFORE + timedelta(minutes=3), "POST", f"{ticket}/notes", ACTS["notes"])
    assert len((await call("GET", ticket)).json["notes"]) == 2


def test_every_route_that_takes_a_body_without_a_key_is_tried() -> None:
    """Pages' forms have tokens of their own."""
    routes = {
        each.trigger["route"].removeprefix("api/")
        for each in http_functions()
        if each.methods & {"POST", "PUT"}
        and not each.trigger["route"].startswith(("api/tickets/{", "api/member/", "desk/"))
    }
    assert routes == {*ELSEWHERE, *TOLD_APART}
