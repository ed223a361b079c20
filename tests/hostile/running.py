"""Thousands of hostile requests at busy desks, each answer held to the properties."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import batched, islice
from random import Random

from shared import wiring
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.hostile import sources, twins
from tests.hostile.busy_desk import busy
from tests.hostile.properties import broken, broken_mails
from tests.hostile.requests import Request, ask, right_requests
from tests.triggers.examples import ACME

A_DESK = 500
"""So many requests, and then a fresh desk: one with thousands of tickets only takes longer."""
_MEANWHILE = timedelta(seconds=20)
_MOST_SHOWN = 300


@dataclass(slots=True)
class Figures:
    """What was asked at which door, what was answered, and what did not hold."""

    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[int] = field(default_factory=Counter)
    twins: int = 0
    mails: int = 0
    found: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        """All of them, but for the twins."""
        return self.asked.total()


async def run(seed: int, requests: int, strings: Sequence[str]) -> Figures:
    """The figures of so many requests, the same with each seed."""
    figures = Figures()
    fake, rights = await _begun()
    made = _made(seed, requests, strings, rights)
    for number, some in enumerate(batched(made, A_DESK, strict=False)):
        if number:
            fake, _ = await _begun()
        for request in some:
            await _ask(fake, request, figures)
    wiring.use_desk(None)
    return figures


def _made(seed: int, requests: int, strings: Sequence[str], rights: Sequence[Request]) -> list[Request]:
    """Of every source, in any order: an eighth of the description, a third bytes and mails, else strings."""
    random = Random(seed)  # noqa: S311 - the same requests with each seed
    described = sources.described(seed, rights, requests // 8)
    raw = sources.raw(seed, rights, requests // 3)
    typed = islice(sources.typed(random, rights, strings), requests - len(described) - len(raw))
    made = [*described, *raw, *typed]
    random.shuffle(made)
    return made


async def _begun() -> tuple[FakeDesk, list[Request]]:
    """A busy desk, and a right request at each of its doors; on each desk they are the same."""
    fake = FakeDesk()
    wiring.use_desk(fake.desk)
    await put_member(fake.desk, ACME)
    await put_member(fake.desk, twins.MEMBER)
    return fake, list(right_requests(await busy(fake)))


async def _ask(fake: FakeDesk, request: Request, figures: Figures) -> None:
    """Ask, let the desk do what comes of it, and keep what does not hold."""
    fake.clock.instant += _MEANWHILE
    answered = await ask(request, fake.clock.now())
    figures.asked[request.door.id] += 1
    figures.answered[answered.status] += 1
    found = list(broken(request, answered, fake))
    if twins.has_twin(request):
        figures.twins += 1
        found += await twins.unlike(request, fake, figures.requests)
    before = len(fake.mailer.delivered)
    try:
        await fake.rest()
    except Exception as error:  # noqa: BLE001 - whatever it is, the request that caused it is to be named
        found.append(f"afterwards: {error!r}")
    found += broken_mails(fake.mailer.delivered[before:])
    figures.mails += len(fake.mailer.delivered) - before
    figures.found += [f"{each}: request {figures.requests} of {_told(request)}" for each in found]


def _told(request: Request) -> str:
    """Enough of the request to send it again."""
    sent = f"{dict(request.places)} {dict(request.query)} {dict(request.headers)} {request.body!r}"
    return f"{request.door.method} {request.door.path} {sent[:_MOST_SHOWN]}"
