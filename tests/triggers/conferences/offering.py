"""A conference at the triggers: asked for, offered, and the page behind its link."""

from datetime import datetime, timedelta
from typing import Any

from shared.domain.facts.links import Purpose
from tests.examples.member_links import forms_in
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.examples import EVA
from tests.triggers.links.following import mailed_link, see, send
from tests.triggers.tickets import opened

HOUR = timedelta(hours=1)
PLACE = "https://teams.example.com/meet/1"


def at(hours: float) -> str:
    """So many hours after the desk was opened, which is when the conference is asked for."""
    return (START + hours * HOUR).isoformat()


def slots(*starts: float, place: str = PLACE) -> list[dict[str, str]]:
    """Half an hour in Teams from each of these hours on."""
    return [{"start": at(start), "way": "teams", "place": place} for start in starts]


async def asked(fake: FakeDesk, **changed: str) -> str:
    """The address of the conference of a new ticket."""
    return f"{await opened(fake, kind='conference', **changed)}/conferences/m1"


async def offer(fake: FakeDesk, conference: str, *starts: float, **more: object) -> Answer:
    """Anna offers slots, and the mails leave."""
    answer = await call("POST", f"{conference}/offers", {"author": "anna", "slots": slots(*starts), **more})
    await fake.rest()
    return answer


async def act(fake: FakeDesk, conference: str, name: str, **more: object) -> Answer:
    """Anna does something about it."""
    answer = await call("POST", f"{conference}/{name}", {"author": "anna", **more})
    await fake.rest()
    return answer


def link_of(fake: FakeDesk, to: str = EVA) -> str:
    """The path of the last link to a conference that this person was mailed."""
    return mailed_link(fake, to, Purpose.CONFERENCE)


async def pick(fake: FakeDesk, which: int = 0, to: str = EVA) -> Answer:
    """The requester picks this one of the slots on its page; the page that follows, and the mails leave."""
    link = link_of(fake, to)
    offered = [fields for _, fields in forms_in((await see(link)).text) if fields.get("act") == "pick"]
    done = await send(link, offered[which])
    assert done.status == 303, done.text
    await fake.rest()
    return await see(done.headers["Location"])


def clock_in(answer: Answer) -> dict[str, Any]:
    """The conference's clock."""
    return next(each for each in answer.json["clocks"] if each["kind"] == "conference")


async def clock_of(conference: str) -> dict[str, Any]:
    """The conference's clock as it stands now."""
    return clock_in(await call("GET", conference.partition("/conferences")[0]))


def go_to(fake: FakeDesk, hours: float) -> None:
    """It is so many hours after the start; nothing was scanned meanwhile."""
    fake.clock.instant = START + hours * HOUR


def local(hours: float) -> datetime:
    """The instant so many hours after the start."""
    return START + hours * HOUR
