"""A look at one member: what its last change, or the time, still has to cause elsewhere."""

import asyncio
from collections.abc import Set as AbstractSet
from datetime import datetime

from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, Table
from shared.usecases.documentation.send_what_to_study import send_what_to_study
from shared.usecases.members.customer_claims import other_claimers, read_claim, settle_claims
from shared.usecases.members.list_members import mend_list
from shared.usecases.members.record_billing_event import adopt_unclaimed, join_history
from shared.usecases.members.tell_of_seats import tell_of_seats
from shared.usecases.messages.ask_gate_again import ask_gate_again
from shared.usecases.records.agenda_rows import AgendaRow, gated_under, remove_rows
from shared.usecases.records.member_rows import (
    MEMBER_HEADERS,
    LoadedMember,
    MemberHeader,
    customer_key,
    head_key,
    known_as,
    load_member,
)

ASKED_AT_ONCE = 8


async def look_at_member(desk: Desk, key: str) -> datetime | None:
    """Adopt the billing events that came before the member named its customers; cover what waits by now.

    Who has become responsible for a product is sent what to study, its people are told what is to be told of
    its seats, and the list of members has the member as it is then.

    Returns: the next instant at which there is something to do; None where there is none.

    Raises:
        StoreUnavailable: the look is to be repeated; what was adopted or covered is so once.
    """
    try:
        following = await _look(desk, key)
    except StoreConflict:
        following = desk.clock.now()
    await send_what_to_study(desk, key)
    await mend_list(desk, key)
    return following


async def _look(desk: Desk, key: str) -> datetime | None:
    loaded = await load_member(desk, key)
    if loaded is None:
        return None
    regained, again = await settle_claims(desk, loaded)
    loaded = await tell_of_seats(desk, loaded)
    if not (regained or _is_due(loaded.header, desk.clock.now())):
        return min([each for each in (again, loaded.header.next_look()) if each], default=None)
    for customer in loaded.header.member.customers:
        await _adopt(desk, key, customer_key(desk, customer))
    loaded = await load_member(desk, key) or loaded
    now = desk.clock.now()
    await _ask_for_what_waits(desk, loaded)
    done = loaded.header.looked_at(now)
    row = MEMBER_HEADERS.row(head_key(key), done, loaded.etag)
    await desk.store.commit(Table.MEMBERS, key, [row])
    return done.next_look()


async def _adopt(desk: Desk, key: str, place: str) -> None:
    """The member has all that was ever heard of this customer, by nobody or by those who had it before."""
    known = await read_claim(desk, place)
    if known is None or known.claim.member != key:
        return
    await adopt_unclaimed(desk, key, place)
    for other in await other_claimers(desk, place, key):
        await join_history(desk, key, other, place)


def _is_due(header: MemberHeader, now: datetime) -> bool:
    following = header.next_look()
    return bool(header.effects) or (following is not None and following <= now)


async def _ask_for_what_waits(desk: Desk, member: LoadedMember) -> None:
    """What waits at the gate for anybody whom the gate may know by this member is asked for anew."""
    keys = known_as(desk, member)
    rows_of: dict[str, list[AgendaRow]] = {}
    for row in await gated_under(desk.store, keys):
        rows_of.setdefault(row.ticket, []).append(row)
    gate = asyncio.Semaphore(ASKED_AT_ONCE)

    async def ask(ticket: str, rows: list[AgendaRow]) -> None:
        async with gate:
            asked = await ask_gate_again(desk, ticket)
            await _tidy(desk, rows, set(asked.header.waits_under) if asked else set())

    await asyncio.gather(*(ask(ticket, rows) for ticket, rows in rows_of.items()))


async def _tidy(desk: Desk, rows: list[AgendaRow], waits_under: AbstractSet[str]) -> None:
    """What an act left that never committed, or a ticket does not need any more, is removed by the rule."""
    for row in rows:
        if row.key.split("-")[1] not in waits_under:
            await remove_rows(desk.store, [row], desk.clock.now())
