"""What was asked about a product's documents, in the directory: a hint for each ticket and document.

It is written before the ticket's own commit, verified when it is read, and never removed: material that is
dropped may be kept again.
"""

from shared.domain.documentation.studying import product_place
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Table, Upsert
from shared.usecases.records.row_ranges import whole_range


async def write_hint(desk: Desk, product: str, document: str, ticket: str) -> None:
    """The ticket may have material about this document. One request."""
    place, key = hint_place(desk, product, document, ticket)
    await desk.store.commit(Table.DIRECTORY, place, [Upsert(key, "")])


def hint_place(desk: Desk, product: str, document: str, ticket: str) -> tuple[str, str]:
    """Partition and key of the hint."""
    place = product_place(desk.secret, product)
    return place, f"{_about(desk, place, document)}-{ticket}"


async def tickets_asking(desk: Desk, product: str, document: str | None = None) -> tuple[str, ...]:
    """The tickets that may have material about this document, or about any of the product, each once."""
    place = product_place(desk.secret, product)
    first = _about(desk, place, document) if document else f"asked-{place}"
    rows = await whole_range(desk.store, Table.DIRECTORY, place, first=f"{first}-", before=f"{first}.")
    return tuple(dict.fromkeys(row.key.rpartition("-")[2] for row in rows))


def _about(desk: Desk, place: str, document: str) -> str:
    return f"asked-{place}-{digest(desk.secret, 'document', document)}"
