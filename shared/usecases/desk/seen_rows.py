"""How far a supporter has seen which tickets, in storage: one row a supporter. A hint, as presence is."""

from contextlib import suppress
from dataclasses import dataclass, field

from shared.domain.answers.newer import Seen, SeenTickets
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, StoreError, Table
from shared.usecases.records.row_formats import RowFormat

_PARTITION = "seen"
_TRIES = 4
"""Several tickets are often opened at once, in tabs of their own."""
SEEN = RowFormat(SeenTickets.model_validate_json)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """The row as it was read; ``etag``: None where there is none."""

    seen: SeenTickets = field(default_factory=SeenTickets)
    etag: str | None = None


async def read_seen(desk: Desk, supporter: str) -> SeenRow:
    """What is remembered of this supporter; nothing of "", and where storage does not answer. One request."""
    with suppress(StoreError):
        if supporter and (row := await desk.store.get(Table.PRESENCE, _PARTITION, _key(supporter))):
            return SeenRow(SEEN.read_if_whole(row.text) or SeenTickets(), row.etag)
    return SeenRow()


async def remember_seen(desk: Desk, supporter: str, ticket: str, seen: Seen, read: SeenRow) -> None:
    """The supporter has seen the ticket so far. One request; two more each time that another was quicker."""
    with suppress(StoreError):
        for attempt in range(_TRIES):
            row = SEEN.row(_key(supporter), read.seen.with_ticket(ticket, seen), read.etag)
            with suppress(StoreConflict):
                await desk.store.commit(Table.PRESENCE, _PARTITION, [row])
                return
            await desk.pause(attempt)
            read = await read_seen(desk, supporter)


def _key(supporter: str) -> str:
    return f"seen-{supporter}"
