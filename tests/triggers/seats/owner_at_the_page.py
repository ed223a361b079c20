"""The owner of Acme at the member's page: it asks for the link, opens it, and fills in its forms."""

from shared.domain.facts.links import Purpose
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.examples import EVA
from tests.triggers.links.following import mailed_link, send

OWNER = "owner@acme.example.org"
ASKING = "/api/member/seats/request"


async def owners_link(fake: FakeDesk) -> str:
    """The path of the page, as the mail has it that the owner asked for."""
    assert (await call("POST", ASKING, {"address": OWNER})).status == 202
    await fake.rest()
    return mailed_link(fake, OWNER, Purpose.SEATS)


async def own_link(fake: FakeDesk, who: str = EVA) -> str:
    """The path of this person's own tickets, as the mail has it that it asked for."""
    assert (await call("POST", ASKING, {"address": who})).status == 202
    await fake.rest()
    return mailed_link(fake, who, Purpose.TICKETS)


def form_of(page: str, act: str, *, before: str = "", product: str = "") -> dict[str, str]:
    """What the form of this act, in the place of this person, sends unseen."""
    wanted = {"act": act, "before": before} | ({"product": product} if product else {})
    (found,) = (fields for _, fields in forms_in(page) if wanted.items() <= fields.items())
    return found


async def fill(link: str, form: dict[str, str], **typed: str) -> Answer:
    """Send the form with what is typed."""
    return await send(link, form | typed)


def mails_to(fake: FakeDesk, address: str) -> list[str]:
    """The texts of all mails to this address."""
    return [mail.text for mail in fake.mailer.delivered if mail.to.address == address]
