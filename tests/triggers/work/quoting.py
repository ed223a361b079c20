"""Hourly work at the triggers: what supporters send, and the way to an accepted quote."""

from typing import Any

from shared.domain.facts.links import Purpose
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA
from tests.triggers.links.following import act, mailed_link
from tests.triggers.tickets import opened

QUOTE: dict[str, Any] = {
    "text": "A report of your own is a new solution.",
    "author": "anna",
    "answers_up_to": "m1",
    "estimate_minutes": 60,
    "limit_minutes": 100,
}
MINUTES: dict[str, Any] = {"author": "bo", "minutes": 25, "text": "Built the first page."}
SIGNED = {"signature": "Eva Ek", "agreed": "yes"}


async def quoted(fake: FakeDesk, **changed: Any) -> str:  # noqa: ANN401 - any field of the body
    """The address of a ticket whose first turn is quoted, the mails sent."""
    address = await opened(fake, kind="question")
    given = await call("POST", f"{address}/quotes", QUOTE | changed)
    assert given.status == 202, given.text
    await fake.rest()
    return address


async def accepted(fake: FakeDesk, **changed: Any) -> str:  # noqa: ANN401 - as above
    """The address of a ticket whose quote Eva has accepted on its page."""
    address = await quoted(fake, **changed)
    await act(fake, mailed_link(fake, EVA, Purpose.QUOTE), "accept", **SIGNED)
    return address


async def work_of(address: str) -> dict[str, Any]:
    """The ticket's hourly work, as it is read."""
    work: dict[str, Any] = (await call("GET", address)).json["work"]
    return work
