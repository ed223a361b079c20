"""Tickets to act on, and acts that must leave everything as it was."""

from typing import Any

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import REQUEST, STRANGER


async def opened(fake: FakeDesk, **changed: str) -> str:
    """The address of a new ticket, its mails sent. At the open door a stranger's would be held."""
    door = "/api/intake/trusted" if changed.get("email") == STRANGER else "/api/intake"
    kept = await call("POST", door, REQUEST | changed)
    await fake.rest()
    return f"/api/tickets/{kept.json['ticket']}"


async def many_opened(fake: FakeDesk, number: int, message: str) -> list[str]:
    """The references of so many new tickets that say so, more than one mailbox may send by the open door."""
    bodies = [REQUEST | {"message": f"{message} {each}."} for each in range(number)]
    kept = [(await call("POST", "/api/intake/trusted", body)).json["ticket"] for body in bodies]
    await fake.rest()
    return kept


async def refused(
    fake: FakeDesk, address: str, body: dict[str, Any], headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Status and kind of problem of a request that must leave everything as it was."""
    before, mailed = fake.store.everything(), len(fake.mailer.delivered)
    answer = await call("POST", address, body, headers)
    await fake.rest()
    assert fake.store.everything() == before
    assert len(fake.mailer.delivered) == mailed
    assert answer.json["detail"]
    return answer.status, answer.problem


async def answered(fake: FakeDesk, address: str, up_to: str = "m1", text: str = "Press Save first.") -> None:
    """Anna answers."""
    body = {"author": "anna", "text": text, "answers_up_to": up_to}
    assert (await call("POST", f"{address}/answers", body)).status == 202
    await fake.rest()
