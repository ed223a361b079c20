"""Strangers at the open door: by the form with its proof, without one, and from a network of their own."""

from datetime import timedelta
from typing import Any

from tests.examples.form_proofs import task_in, worked_out
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call, submit
from tests.triggers.examples import REQUEST, STRANGER

WHILE_TYPING = timedelta(seconds=20)
NETWORK = {"X-Forwarded-For": "198.51.100.7:4711"}


async def proof_of(fake: FakeDesk, typed_in: timedelta = WHILE_TYPING) -> str:
    """The proof of a fresh form, and so much time since it was fetched."""
    proof = worked_out(task_in((await call("GET", "/api/intake")).text))
    fake.clock.instant += typed_in
    return proof


async def sent(**fields: str) -> Answer:
    """A program sends a stranger's request, with these fields besides."""
    return await call("POST", "/api/intake", REQUEST | {"email": STRANGER} | fields, NETWORK)


async def form_sent(headers: dict[str, str] | None = None, **fields: str) -> Answer:
    """A browser sends a stranger's form, with these fields besides."""
    return await submit(REQUEST | {"email": STRANGER} | fields, NETWORK | (headers or {}))


async def held() -> list[dict[str, Any]]:
    """What is held at the door."""
    tickets: list[dict[str, Any]] = (await call("GET", "/api/held")).json["tickets"]
    return tickets


async def queued() -> set[str]:
    """The tickets of the queue."""
    return {each["ticket"] for each in (await call("GET", "/api/queue")).json["tickets"]}


def letters_to(fake: FakeDesk, address: str) -> list[str]:
    """The kinds of the mails that this address got."""
    return [mail.subject for mail in fake.mailer.delivered if mail.to.address == address]
