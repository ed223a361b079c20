"""A ticket read to be acted on with the people who wrote there: one range of rows."""

from shared.domain.refusals.errors import TicketUnknown
from shared.ports.store import Row, Store, Table
from shared.usecases.records.ticket_rows import PAGE, SAID, TICKET_HEADERS, LoadedTicket


async def load_ticket_and_people(store: Store, ticket: str) -> LoadedTicket | None:
    """The header, and who wrote the turns and entries. One request for each 1000 of these."""
    first, before, found = f"head-{ticket}", f"said-{ticket}.", list[Row]()
    while page := await store.rows(Table.TICKETS, ticket, first=first, before=before, limit=PAGE):
        found += page
        if len(page) < PAGE:
            break
        first = f"{page[-1].key}-"
    if not found or found[0].key != f"head-{ticket}":
        return None
    said = (SAID.read(row.text) for row in found if row.key.startswith("said-"))
    return LoadedTicket(TICKET_HEADERS.read(found[0].text), found[0].etag, {each.id: each for each in said})


async def known_ticket_and_people(store: Store, ticket: str) -> LoadedTicket:
    """As ``load_ticket_and_people``. Raises ``TicketUnknown`` where there is none."""
    if loaded := await load_ticket_and_people(store, ticket):
        return loaded
    raise TicketUnknown(ticket)
