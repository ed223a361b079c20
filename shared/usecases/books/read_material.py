"""What was kept as material for better documentation, of the questions of one month.

One request for each page of the month's list and one for each ticket listed, and two more for each turn kept.
"""

from collections.abc import AsyncIterator

from pydantic import Field

from shared.domain.books.months import month_named, month_of
from shared.domain.facts.material import Material
from shared.domain.facts.ticket import TicketState
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Kind
from shared.ports.desk import Desk
from shared.usecases.records.month_tickets import states_in_month
from shared.usecases.records.outbox_rows import TicketWords
from shared.usecases.records.ticket_rows import load_said


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
    author: str = Field(description='The supporter who kept it, by id; "": it was asked while studying.')
    reason: str = Field(description="What it shows, as that supporter says.")
    document: str = Field(description='The product\'s document that it is about, by id; "": none was named.')
    place: str = Field(description="Where in the document.")
    improved: str = Field(description='The version that says it; "": none yet.')


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
                yield await material_view(desk, state, kept)


async def material_view(desk: Desk, state: TicketState, kept: Material) -> MaterialView:
    """One question with its words. Two requests."""
    turn = state.turn(kept.turn)
    said = await load_said(desk.store, state.id, turn.id)
    return MaterialView(
        ticket=state.id,
        turn=turn.id,
        received=turn.received,
        kind=turn.kind,
        product=desk.vendor.product_name(state.product),
        subject=said.subject if said else "",
        text=await TicketWords(desk.store).beginning(state.id, turn.id),
        kept=kept.at,
        author=kept.author,
        reason=kept.reason,
        document=kept.document,
        place=kept.place or (said.document_place if said else ""),
        improved=kept.improved,
    )
