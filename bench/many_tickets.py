"""Thousands of open tickets: made by the domain's functions, and written as the product writes them."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import batched

from shared.domain.agenda.agenda import Hint, look_key, shard_of
from shared.domain.agenda.header import TicketHeader, empty_header
from shared.domain.answers.closing import decide_no_answer_needed
from shared.domain.books.months import months_near
from shared.domain.members.gate import Entitlement
from shared.domain.members.member import HandSubscription, Member, Person
from shared.domain.messages.receiving import Message, decide_message
from shared.domain.messages.telling import Decision
from shared.domain.tickets.changes import Changes, Said
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.identity import address_key, digest
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import Store, StoreConflict, StoreUnavailable, Table, Upsert
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import known_by
from shared.usecases.records.agenda_rows import HINTS
from shared.usecases.records.member_rows import member_key
from shared.usecases.records.ticket_rows import commit_ticket

MEMBERS, MOST_TRIES = 100, 4
AT_ONCE = 16
ROWS_AT_ONCE = 100
AT_THE_GATE, ANSWERED = 7, (8, 9)
TEXT = "When I open the week view, the planner stops with error 17.\n" * 5
PRODUCT, SINCE = "planner", datetime(2020, 1, 1, tzinfo=UTC)
GATED = Decision(
    entitlement=Entitlement(covered=False, reason=GateReason.UNKNOWN_SENDER, product=PRODUCT), clock_from=None
)
APART = timedelta(seconds=4)
"""Ten thousand come within eleven hours, before half of the first one's time is over: no look is due."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket at rest, and all that was written on the way there."""

    header: TicketHeader
    changes: Changes


async def open_many(desk: Desk, number: int, last: datetime) -> None:
    """So many open tickets of a hundred members, the last of them from this instant.

    Of ten, seven wait for an answer, one at the gate, and two are answered.
    """
    for each in range(MEMBERS):
        await _taken(partial(put_member, desk, _member(each)))
    first = last - number * APART
    await _store(desk, [_opened(desk, each, first + each * APART) for each in range(number)])


def user_of(member: int) -> str:
    """Somebody at the member of this number."""
    return f"user@many-{member}.example.org"


def _member(number: int) -> Member:
    return Member(
        id=f"many-{number}",
        name=f"Member {number}",
        owner=Person(address=f"owner@many-{number}.example.org"),
        domains=(f"many-{number}.example.org",),
        subscriptions=(HandSubscription(product=PRODUCT, since=SINCE),),
    )


def _opened(desk: Desk, number: int, received: datetime) -> Opened:
    """A ticket as the product leaves it at rest: its mails gone out and its lists tidied."""
    owner = number % MEMBERS
    member = member_key(desk, _member(owner).id)
    header, message = _empty(desk, number, member, received), _message(desk, number)
    decision = GATED if number % 10 == AT_THE_GATE else _covered(member, owner, received)
    written = decide_message(header.state, message, decision, received, desk.house()).but(sends=())
    header = header.after(written)
    if number % 10 in ANSWERED:
        given = ReasonBody(author=desk.vendor.supporters[0].id, reason="Said on the telephone.")
        entry = Entry(id="ended", content="ended", about="m1")
        ended = decide_no_answer_needed(header.state, given, entry, received, desk.house())
        header, written = header.after(ended), written + ended
    header = header.asked()
    header = header.listed_as_waiting() if header.waits() else header
    return Opened(header.tidied(header.stale), written)


def _empty(desk: Desk, number: int, member: str, received: datetime) -> TicketHeader:
    email = user_of(number % MEMBERS)
    return empty_header(
        digest(desk.secret, "seed", str(number)),
        received + desk.vendor.policy.reply,
        known_by(desk, email, (member,)),
        months_near(received),
        people=(member, address_key(desk.secret, email)),
    )


def _message(desk: Desk, number: int) -> Message:
    email = user_of(number % MEMBERS)
    return Message(
        said=Said(id="m1", email=email, name=f"Person {number}", subject=f"Number {number} stops", text=TEXT),
        kind=Kind.ERROR,
        language=Language.SWEDISH,
        channel="form",
        requester=address_key(desk.secret, email),
        content=digest(desk.secret, "content", str(number)),
    )


def _covered(member: str, owner: int, received: datetime) -> Decision:
    entitlement = Entitlement(covered=True, reason=GateReason.SUBSCRIBED, member=member, product=PRODUCT)
    return Decision(entitlement=entitlement, clock_from=received, member_name=_member(owner).name)


async def _store(desk: Desk, tickets: Sequence[Opened]) -> None:
    """Many tickets at once, and the agenda's rows, a hundred in a transaction."""
    rest = iter(tickets)
    await asyncio.gather(*(_store_each(desk.store, rest) for _ in range(AT_ONCE)))
    for shard, rows in _agenda(desk, tickets).items():
        for batch in batched(rows, ROWS_AT_ONCE, strict=False):
            await _taken(partial(desk.store.commit, Table.AGENDA, shard, batch))


async def _store_each(store: Store, tickets: Iterator[Opened]) -> None:
    for each in tickets:
        with suppress(StoreConflict):  # it was written, and the answer fell
            await _taken(partial(commit_ticket, store, None, each.header, each.changes))


async def _taken(write: Callable[[], Awaitable[object]]) -> None:
    """Of thousands of requests the emulator lets one fall now and then: ask again. Raises ``StoreError``."""
    for _ in range(MOST_TRIES - 1):
        with suppress(StoreUnavailable):
            await write()
            return
    await write()


def _agenda(desk: Desk, tickets: Sequence[Opened]) -> dict[str, list[Upsert]]:
    rows: dict[str, list[Upsert]] = defaultdict(list)
    for header in (each.header for each in tickets):
        needed, aggregate = header.hints(desk.vendor.silence), header.aggregate
        listing, written = needed.listing, header.state.recorded or header.listed
        hint = Hint(aggregate=aggregate, written=written, known_by=listing.known_by, picking=listing.picking)
        looks = [look_key(aggregate, needed.look)] if needed.look else []
        rows[shard_of(aggregate)] += [
            Upsert(key, HINTS.text(hint)) for key in (*looks, *listing.keys(aggregate))
        ]
    return rows
