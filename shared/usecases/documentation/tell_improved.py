"""A look at a product's documents: whatever was improved in them is told where it was asked."""

from contextlib import suppress
from dataclasses import replace

from shared.domain.documentation.improving import (
    ImprovedFacts,
    ImprovedTicket,
    Improvement,
    decide_improved,
)
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.documentation.improvement_rows import effects, end_telling, load_improvement
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.ticket_rows import load_ticket_and_people


async def look_at_documents(desk: Desk, place: str) -> None:
    """Tell what was improved of the product in this partition; each effect is applied once by its id.

    Raises ``StoreUnavailable``: repeat it; nobody is told twice.
    """
    for name, row in await effects(desk, place):
        if improvement := await load_improvement(desk, place, name):
            for each in improvement.tickets:
                await _tell(desk, improvement, each)
        with suppress(StoreConflict):
            await end_telling(desk, place, name, row)


async def _tell(desk: Desk, improvement: Improvement, ticket: ImprovedTicket) -> None:
    """The ticket's own outbox mails whoever asked there; one that is gone has nobody to tell."""
    loaded = await load_ticket_and_people(desk.store, ticket.ticket)
    if loaded is not None:
        facts = ImprovedFacts(improvement=improvement, said=dict(loaded.said))
        whose = replace(desk, by=improvement.by)
        await act_on_ticket(whose, ticket.ticket, decide_improved, ticket, facts, loaded)
