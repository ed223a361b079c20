"""Entries of the register, as supporters enter and move them over HTTP."""

from typing import Any

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call

REGISTER = "/api/register"
ENTRY: dict[str, Any] = {
    "product": "planner",
    "title": {"sv": "Kalendern blir tom", "en": "The calendar stays empty"},
    "text": {"sv": "Den blir tom efter import.", "en": "It stays empty after an import."},
    "author": "anna",
}
WORKAROUND = {"sv": "Starta om Planner.", "en": "Restart Planner."}


async def entered(**changed: object) -> str:
    """The name of a new entry."""
    answer = await call("POST", REGISTER, ENTRY | changed)
    assert answer.status == 201, answer.text
    return str(answer.json["entry"])


async def moved(fake: FakeDesk, entry: str, state: str, **said: str) -> Answer:
    """The entry comes to this state, and everybody has been told what is to be told."""
    body = {"state": state, "author": "anna"} | said
    answer = await call("PUT", f"{REGISTER}/{entry}/state", body)
    await fake.rest()
    return answer


async def tied(fake: FakeDesk, entry: str, ticket: str, **said: object) -> Answer:
    """The ticket (its address) is tied to the entry, which has learnt it."""
    reference = ticket.rpartition("/")[2]
    answer = await call("PUT", f"{REGISTER}/{entry}/ties/{reference}", {"author": "anna"} | said)
    await fake.rest()
    return answer


async def read(entry: str) -> Any:  # noqa: ANN401 - JSON is anything
    """The entry as it stands."""
    return (await call("GET", f"{REGISTER}/{entry}")).json


def told(fake: FakeDesk) -> list[str]:
    """The subjects of the mails about confirmed errors that were delivered."""
    return [each.subject for each in fake.mailer.delivered if "(E-" in each.subject]
