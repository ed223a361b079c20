"""Supporters sift what is held at the door: taken or thrown away, many tickets in one act."""

import asyncio
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.domain.letters.sends import Recipient
from shared.domain.members.recipients import supporter
from shared.domain.messages.gating import decide_taking_held
from shared.domain.messages.holding import decide_dropping
from shared.domain.refusals.errors import TicketMergedAway, TicketUnknown
from shared.domain.refusals.flood_errors import TicketNotHeld
from shared.domain.values.fields import ReasonBody
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.usecases.records.acting import Decide, act_on_ticket
from shared.usecases.records.ticket_rows import known_ticket_and_people

MOST_AT_ONCE = 100
_SIDE_BY_SIDE = 8

type Reference = Annotated[str, Field(pattern=r"^[a-z2-7]{16}$")]


class SiftBody(ReasonBody):
    """Which tickets, who does it, and why: who and why stay in each of them."""

    tickets: tuple[Reference, ...] = Field(
        min_length=1, max_length=MOST_AT_ONCE, description="The tickets' references, at most 100."
    )


class SiftOutcome(StrEnum):
    """What came of one ticket: done, now or before; not held at the door; or there is none."""

    DONE = "done"
    NOT_HELD = "not_held"
    UNKNOWN = "unknown"


class SiftedTicket(Frozen):
    """One ticket, and what came of it."""

    ticket: str
    outcome: SiftOutcome


class Sifted(Frozen):
    """Every ticket that was named, once, in the order of the request."""

    tickets: tuple[SiftedTicket, ...]


async def take_held(desk: Desk, given: SiftBody) -> Sifted:
    """Each of these is taken as from the gate: its clock starts now, and its writer is told.

    Raises:
        AuthorUnknown: nothing was done.
        StoreUnavailable: send it again; what was done stays done, and nothing is done twice.
    """
    return await _sift(desk, given, decide_taking_held)


async def drop_held(desk: Desk, given: SiftBody) -> Sifted:
    """Each of these is closed as spam: nobody is mailed, and every word stays readable.

    Raises:
        AuthorUnknown: nothing was done.
        StoreUnavailable: send it again; what was done stays done.
    """
    return await _sift(desk, given, decide_dropping)


async def _sift(desk: Desk, given: SiftBody, decide: Decide[ReasonBody, Recipient]) -> Sifted:
    """One that fails keeps no other, and is told once all have ended: nothing goes on unobserved."""
    supporter(given.author, desk.vendor)
    some = asyncio.Semaphore(_SIDE_BY_SIDE)

    async def one(ticket: str) -> SiftedTicket:
        async with some:
            return SiftedTicket(ticket=ticket, outcome=await _sifted(desk, ticket, given, decide))

    every = [asyncio.create_task(one(ticket)) for ticket in dict.fromkeys(given.tickets)]
    await asyncio.gather(*every, return_exceptions=True)
    return Sifted(tickets=tuple(each.result() for each in every))


async def _sifted(
    desk: Desk, ticket: str, given: SiftBody, decide: Decide[ReasonBody, Recipient]
) -> SiftOutcome:
    try:
        loaded = await known_ticket_and_people(desk.store, ticket)
        first = loaded.said.get("m1")
        to = Recipient(address=first.email if first else desk.vendor.fallback_address)
        reason = ReasonBody(author=given.author, reason=given.reason)
        await act_on_ticket(desk, ticket, decide, reason, to, loaded)
    except TicketUnknown:
        return SiftOutcome.UNKNOWN
    except (TicketNotHeld, TicketMergedAway):
        return SiftOutcome.NOT_HELD
    return SiftOutcome.DONE
