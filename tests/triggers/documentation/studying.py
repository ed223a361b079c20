"""A desk with documents, and a responsible person who was sent what to study."""

from typing import Any

from shared.domain.facts.links import Purpose
from shared.usecases.members.put_member import put_member
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.examples import ACME
from tests.triggers.links.following import mailed_link, see, send

RUNE = "rune@acme.example.org"
PLANNER = "/api/documents/planner"
MANUAL: dict[str, Any] = {
    "title": {"sv": "Handboken", "en": "The manual"},
    "address": {"sv": "https://docs.example.com/sv/planner", "en": "https://docs.example.com/en/planner"},
    "version": "9.1",
}
TOUR: dict[str, Any] = {
    "title": {"sv": "Rundturen", "en": "The tour"},
    "address": {"sv": "https://docs.example.com/sv/tour", "en": "https://docs.example.com/en/tour"},
    "version": "2",
}


async def shelved(fake: FakeDesk) -> None:
    """Planner has two documents, and the desk has looked at Acme since."""
    for name, document in (("manual", MANUAL), ("tour", TOUR)):
        assert (await call("PUT", f"{PLANNER}/{name}", document)).status == 201
    await changed(fake)


async def changed(fake: FakeDesk, **fields: object) -> None:
    """Acme is written again, with these in place of its own, and looked at."""
    await put_member(fake.desk, ACME.but(name=f"Acme {len(fake.mailer.delivered)}", **fields))
    await fake.rest()


async def sent(fake: FakeDesk) -> str:
    """The path of Rune's page, from the mail that says what to study."""
    await shelved(fake)
    return page_of(fake)


def page_of(fake: FakeDesk, person: str = RUNE) -> str:
    """The path of a person's page, from the last mail that has it."""
    return mailed_link(fake, person, Purpose.STUDY)


def told(fake: FakeDesk, person: str = RUNE) -> int:
    """How many mails have told this person what to study."""
    return sum(
        f"/api/member/{Purpose.STUDY}/" in mail.text
        for mail in fake.mailer.delivered
        if mail.to.address == person
    )


async def form_of(page: str, act: str, document: str = "") -> dict[str, str]:
    """What the form for this act sends unseen, beside this document."""
    found = [fields for _, fields in forms_in((await see(page)).text) if fields.get("act") == act]
    return next(each for each in found if document in {"", each.get("document")})


async def pressed(page: str, act: str, document: str) -> Answer:
    """The button beside this document is pressed; the page that follows."""
    done = await send(page, await form_of(page, act, document))
    assert done.status == 303, done.text
    return await see(done.headers["Location"])


async def asked(
    fake: FakeDesk,
    page: str,
    document: str = "manual",
    place: str = "Kapitel 3",
    message: str = "Var sparas exporten?",
) -> str:
    """Rune asks about a place in a document; the address of the ticket."""
    before = set(await tickets(fake))
    typed = {"document": document, "place": place, "message": message}
    done = await send(page, await form_of(page, "ask") | typed)
    assert done.status == 303, done.text
    await fake.rest()
    (ticket,) = set(await tickets(fake)) - before
    return f"/api/tickets/{ticket}"


async def tickets(fake: FakeDesk) -> list[str]:
    """All open tickets."""
    assert fake
    return [each["ticket"] for each in (await call("GET", "/api/queue")).json["tickets"]]
