"""The flood that the figures are of: strangers by the hundred, beside members, answers and warnings."""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from shared.domain.letters.letters import Answer, Escalation, NewTicket, Receipt
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import RequestsWaiting
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import Level
from tests.fakes.desk import START
from tests.flood.flooding import HOUR, MINUTE, Flood

BEGINS = START + timedelta(hours=22, minutes=30)
BUSY = BEGINS + timedelta(minutes=30)
"""The hour in which warnings, members' tickets and answers come."""
BEFORE_DUE = {Level.FOUR_HOURS: 4 * HOUR, Level.ONE_HOUR: HOUR, Level.BREACH: timedelta(0)}


@dataclass(frozen=True, slots=True)
class Size:
    """How much comes: strangers' requests an hour and for how long; the rest within one hour."""

    an_hour: int = 500
    hours: int = 6
    members: int = 10
    answers: int = 5
    warnings: int = 20
    away: timedelta = timedelta(0)
    settles: timedelta = timedelta(hours=28)


@dataclass
class Figures:
    """What was seen. ``waits``: by what it was, the longest time until the provider had taken one."""

    waits: dict[str, timedelta]
    states: dict[str, Counter[str]]
    tickets_missing: int
    mails: int
    quota_requests: float
    lane_requests: float
    refused: int
    most_waiting: int
    waiting_at_end: int
    told_together: int

    @property
    def unended(self) -> int:
        """Mails that are neither sent nor failed nor withdrawn."""
        return sum(states["pending"] + states["sending"] for states in self.states.values())


async def run(flood: Flood, size: Size) -> Figures:
    """Let it come, and settle."""
    acts, answered = defaultdict[datetime, list[Callable[[], Awaitable[object]]]](list), {}
    for number in range(size.warnings):
        acts[START + number * (HOUR / size.warnings)].append(_ask(flood, f"w{number}", member=True))
    first: list[str] = []
    for number in range(size.answers):

        async def opened(number: int = number) -> None:
            first.append(await flood.ask(f"a{number}@acme.example.org", f"a{number}"))

        async def answer(number: int = number) -> None:
            answered[first[number]] = flood.clock.instant
            await flood.answer(first[number])

        acts[BEGINS - 2 * HOUR].append(opened)
        acts[BUSY + number * (HOUR / size.answers)].append(answer)
    for number in range(size.members):
        acts[BUSY + number * (HOUR / size.members)].append(_ask(flood, f"m{number}", member=True))
    for number in range(size.an_hour * size.hours):
        acts[BEGINS + number * (HOUR / size.an_hour)].append(_ask(flood, f"s{number}", member=False))
    if size.away:
        flood.provider.away = (BUSY, BUSY + size.away)
    await flood.until(BEGINS + size.hours * HOUR + size.settles, acts)
    return _figures(flood, answered)


def _ask(flood: Flood, number: str, *, member: bool) -> Callable[[], Awaitable[str]]:
    domain = "acme.example.org" if member else f"{number}.example.com"
    return partial(flood.ask, f"{number}@{domain}", number)


def _figures(flood: Flood, answered: dict[str, datetime]) -> Figures:
    sends = flood.sends()
    waits, states = defaultdict[str, timedelta](timedelta), defaultdict[str, Counter[str]](Counter)
    back = flood.provider.away[1] if flood.provider.away else START
    for what, send, since in _told(sends, answered):
        states[what][send.state] += 1
        if taken := flood.provider.taken.get(send.id):
            waits[what] = max(waits[what], taken - max(since, back) if taken > back else timedelta(0))
    for send in sends:
        states[f"all: {send.lane}"][send.state] += 1
    held = {table_key[1] for table_key in flood.store.partitions()}
    told = [each.letter for each in sends if isinstance(each.letter, RequestsWaiting)]
    return Figures(
        waits=dict(waits),
        states=dict(states),
        tickets_missing=sum(ticket not in held for ticket in flood.tickets),
        mails=len(sends),
        quota_requests=flood.store.asked["quota"] / len(sends),
        lane_requests=flood.store.asked["lane rows"] / len(sends),
        refused=flood.provider.refused,
        most_waiting=max(flood.backlogs),
        waiting_at_end=flood.backlogs[-1],
        told_together=sum(letter.requests for letter in told) // 2,
    )


def _told(sends: list[Send], answered: dict[str, datetime]) -> Iterator[tuple[str, Send, datetime]]:
    """What has a time within which it is to leave, and since when it could have."""
    for send in sends:
        match send.letter:
            case Answer(ticket=ticket):
                yield "answer", send, answered[ticket]
            case Escalation(level=level, due=due) if level in BEFORE_DUE:
                yield "breach" if level is Level.BREACH else "warning", send, due - BEFORE_DUE[level]
            case Receipt(reply_due=due):
                yield "member's receipt", send, due - 24 * HOUR
            case NewTicket(reason=reason, reply_due=due) if due and reason is not GateReason.UNKNOWN_SENDER:
                yield "notice of a member's ticket", send, due - 24 * HOUR
            case _:
                pass


MOST = {
    "answer": 5 * MINUTE,
    "warning": 15 * MINUTE,
    "breach": 15 * MINUTE,
    "member's receipt": 15 * MINUTE,
    "notice of a member's ticket": 15 * MINUTE,
}
"""What is to leave within what time, whatever strangers send."""
