"""A desk on which something of everything is going on, so that every door has something behind it."""

import re
from collections.abc import Mapping

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call, parts
from tests.triggers.conferences.offering import slots
from tests.triggers.documentation.studying import MANUAL
from tests.triggers.examples import REQUEST, STRANGER
from tests.triggers.mail.test_intake_mail import RAW, hand_over
from tests.triggers.register.registering import REGISTER, entered
from tests.triggers.seats.owner_at_the_page import own_link, owners_link
from tests.triggers.work.quoting import QUOTE

ANNA = {"author": "anna"}
NEWS = {"title": {"sv": "Nytt", "en": "New"}, "text": {"sv": "Nytt.", "en": "New."}, "products": ["planner"]}
_LINK = re.compile(r"/api/member/(\w+)/([a-z0-9.]{40,})")

NAMED = {
    "turn": "m1",
    "member": "acme",
    "clock": "reply-m1",
    "news": "planner-9",
    "product": "planner",
    "document": "manual",
    "version": "7.2",
    "month": "2026-03",
}

type Places = Mapping[str, str]
"""What can stand in each place of an address; links by the word before them."""


async def busy(fake: FakeDesk) -> Places:
    """The references of what is going on: tickets with a file, a conference, a quote, and all else."""
    ticket, held = await _tickets(fake)
    mail = (await hand_over(fake, RAW)).json["mail"]
    of_ticket = await _acts_on(f"/api/tickets/{ticket}", ticket)
    await _of_members(fake)
    seen = (await call("GET", f"/api/tickets/{ticket}")).json
    file = seen["turns"][0]["files"][0]["id"]
    links = await _links(fake, str(seen))
    return {"ticket": ticket, "held": held, "mail": mail, "file": file, **NAMED, **of_ticket, **links}


async def _acts_on(address: str, ticket: str) -> Places:
    """Of each act on a ticket that leaves a reference, one."""
    session = await _done(
        "POST", f"{address}/sessions", ANNA | {"join_address": "https://help.example.com/1"}
    )
    await _done("POST", f"{address}/conferences/m1/offers", ANNA | {"slots": slots(4, 6)})
    await _done("POST", f"{address}/notes", ANNA | {"text": "Seen before."})
    quote = await _done("POST", f"{address}/quotes", QUOTE)
    entry = await entered()
    await _done("PUT", f"{REGISTER}/{entry}/ties/{ticket}", ANNA)
    return {
        "session": session.json["session"]["id"],
        "quote": quote.json["work"]["quotes"][0]["id"],
        "entry": entry,
    }


async def _tickets(fake: FakeDesk) -> tuple[str, str]:
    """A member's, which brought a file and asks for a conference, and one that is held at the door."""
    body, headers = parts(REQUEST | {"kind": "conference"}, {"export.csv": b"a;b\r\n1;2\r\n"})
    opened = await call("POST", "/api/intake", body, headers)
    held = await call("POST", "/api/intake", REQUEST | {"email": STRANGER})
    await fake.rest()
    return opened.json["ticket"], held.json["ticket"]


async def _of_members(fake: FakeDesk) -> None:
    """A release and news on their way, a document to study, a responsible person who is asked to confirm."""
    await _done("PUT", "/api/documents/planner/manual", MANUAL)
    release = {"product": "planner", "version": "7.2", "notes": NEWS["text"], **ANNA}
    await _done("POST", "/api/releases", release | {"address": "https://download.example.com/planner.msi"})
    await _done("PUT", "/api/news/planner-9", NEWS)
    await _done("POST", "/api/news/planner-9/send", b"")
    seats = [{"product": "planner", "address": "rut@acme.example.org", "name": "Rut"}]
    await _done("PATCH", "/api/members/acme", {"seats": seats}, {"If-Match": "*"})
    await fake.rest()
    await owners_link(fake)
    await own_link(fake)


async def _links(fake: FakeDesk, seen: str) -> Places:
    """The last link of each sort that a mail or page has."""
    mailed = dict(found for mail in fake.mailer.delivered for found in _LINK.findall(mail.text))
    mailed |= dict(_LINK.findall(seen))
    page = await call("GET", f"/api/member/upgrade/{mailed['upgrade']}")
    return mailed | dict(_LINK.findall(page.text))


async def _done(method: str, address: str, body: object, headers: Mapping[str, str] | None = None) -> Answer:
    answer = await call(method, address, body, headers)
    assert answer.status < 300, answer.text
    return answer
