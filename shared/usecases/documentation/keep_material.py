"""A turn is kept as material, about a document of its product where that is known."""

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.keeping_material import MaterialBody
from shared.ports.desk import Desk
from shared.usecases.answers import answer_ticket
from shared.usecases.documentation.material_rows import write_hint
from shared.usecases.documentation.shelf_rows import load_shelf
from shared.usecases.records.ticket_rows import known_ticket


async def keep_material(desk: Desk, ticket: str, given: MaterialBody, *, about: str) -> TicketHeader:
    """The turn that this is ``about`` is kept. Hint before state: the product's material lists it.

    Raises:
        DocumentUnknown: the ticket's product has no such document; nothing was written.
        Refused: as the decision.
        StoreUnavailable: send it again.
    """
    if given.document:
        state = (await known_ticket(desk.store, ticket)).state
        state.turn(about)
        document = (await load_shelf(desk, state.product)).shelf.document(given.document)
        await write_hint(desk, state.product, document.id, ticket)
    return await answer_ticket.keep_material(desk, ticket, given, about=about)
