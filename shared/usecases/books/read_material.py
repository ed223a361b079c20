"""What was kept as material for better documentation, of the questions of one month.

One request for each page of the month's list and one for each ticket listed, and two more for each turn kept.
"""

from collections.abc import AsyncIterator

from pydantic import Field

from shared.domain.books.months import month_named, month_of
from shared.domain.facts.ticket import Material, TicketState
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Kind
from shared.ports.desk import Desk
from shared.usecases.records.month_tickets import states_in_month
from shared.usecases.records.ticket_rows import load_beginning, load_said


class MaterialView(Frozen):
    """One question that shows what the documentation lacks."""

    ticket: str
    turn: str
    received: Instant
    kind: Kind
    product: str = Field(description='The product by name; "" where none of the vendor\'s was meant.')
    subject: str
    text: str = Field(description="The question, its first 200 000 characters.")
    kept: Instant = Field(description="When a supporter kept it.")
    author: str = Field(description="The supporter who kept it, by id.")
    reason: str = Field(description="What it shows.")


class MaterialList(Frozen):
    """The material of one month, oldest question first."""

    month: str = Field(description="Year and month of the questions' receipt.")
    zone: str = Field(description="The zone in which the month begins and ends.")
    material: tuple[MaterialView, ...]


async def read_material(desk: Desk, month: str) -> MaterialList:
    """The turns received in this month (``2026-03``) that are kept as material now.

    Raises ``MonthInvalid``: it is written otherwise.
    """
    month_named(month)
    found = [each async for each in _found(desk, month)]
    return MaterialList(
        month=month,
        zone=desk.vendor.policy.zone,
        material=tuple(sorted(found, key=lambda each: (each.received, each.ticket, each.turn))),
    )


async def _found(desk: Desk, month: str) -> AsyncIterator[MaterialView]:
    async for state in states_in_month(desk, month):
        for kept in state.material:
            if month_of(state.turn(kept.turn).received, desk.vendor.zone) == month:
                yield await _view(desk, state, kept)


async def _view(desk: Desk, state: TicketState, kept: Material) -> MaterialView:
    turn = state.turn(kept.turn)
    said = await load_said(desk.store, state.id, turn.id)
    return MaterialView(
        ticket=state.id,
        turn=turn.id,
        received=turn.received,
        kind=turn.kind,
        product=desk.vendor.product_name(state.product),
        subject=said.subject if said else "",
        text=await load_beginning(desk.store, state.id, turn.id),
        kept=kept.at,
        author=kept.author,
        reason=kept.reason,
    )
