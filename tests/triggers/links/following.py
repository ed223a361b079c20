"""A member's browser at the triggers: it opens links and sends forms, over fakes."""

from collections.abc import Mapping
from urllib.parse import urlencode

from shared.domain.facts.links import Link, Purpose
from shared.usecases.links.open_link import link_address
from tests.examples.member_links import form_for, link_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, Answer, call


async def see(address: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Open this address in a browser."""
    return await call("GET", address, headers={**BROWSER, **(headers or {})})


async def send(address: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
    """Send these fields as a browser sends a form."""
    return await call("POST", address, urlencode(fields).encode(), {**FORM, **BROWSER, **(headers or {})})


async def act(fake: FakeDesk, address: str, act: str, **typed: str) -> Answer:
    """Open the page, fill in its form for this act, send it, and see the page that follows."""
    form = form_for((await see(address)).text, act)
    done = await send(address, form | typed)
    assert done.status == 303, done.text
    await fake.rest()
    return await see(done.headers["Location"])


def mailed_link(fake: FakeDesk, to: str, purpose: Purpose = Purpose.TICKET) -> str:
    """The path of the link of this purpose in the last mail to this address that has one."""
    texts = [mail.text for mail in fake.mailer.delivered if mail.to.address == to]
    return link_in(next(text for text in reversed(texts) if f"/api/member/{purpose}/" in text), purpose)


def path_to(fake: FakeDesk, link: Link) -> str:
    """The path of a link that is made here."""
    return link_address(fake.desk, link).removeprefix(fake.vendor.public_url)
