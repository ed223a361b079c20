"""What people said in a ticket, for mails that show it: from what has been read, else asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.domain.tickets.changes import Said
from shared.ports.store import Row, Store, Table
from shared.usecases.records.ticket_rows import SAID, said_key, text_key


@dataclass(frozen=True, slots=True)
class TicketWords:
    """``rows``: those that have been read, by key. ``whole_of``: the ticket of which there are no others."""

    store: Store
    rows: Mapping[str, Row] = field(default_factory=dict)
    whole_of: str = ""

    async def said(self, ticket: str, name: str) -> Said | None:
        """Who wrote this turn or entry, without the text. One request, or none."""
        row = await self._row(ticket, said_key(ticket, name))
        return SAID.read(row.text) if row else None

    async def beginning(self, ticket: str, name: str) -> str:
        """The first 200 000 characters of it, "" where there are none. One request, or none."""
        row = await self._row(ticket, text_key(ticket, name))
        return row.text if row else ""

    async def _row(self, ticket: str, key: str) -> Row | None:
        if key in self.rows or ticket == self.whole_of:
            return self.rows.get(key)
        return await self.store.get(Table.TICKETS, ticket, key)
