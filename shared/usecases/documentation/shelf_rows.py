"""A product's list of documents in storage: one row in a partition of the product, among the news."""

from dataclasses import dataclass

from shared.domain.documentation.documents import Shelf
from shared.domain.documentation.studying import product_place
from shared.ports.desk import Desk
from shared.ports.store import Create, Replace, Table
from shared.usecases.records.row_formats import RowFormat

SHELVES = RowFormat(Shelf.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedShelf:
    """The list with the version it was read at; None where the product never had a document."""

    shelf: Shelf
    etag: str | None


async def load_shelf(desk: Desk, product: str) -> LoadedShelf:
    """The product's documents. One request."""
    place = product_place(desk.secret, product)
    row = await desk.store.get(Table.NEWS, place, _key(place))
    return LoadedShelf(*SHELVES.found(row, Shelf(product=product)))


async def replace_shelf(desk: Desk, before: LoadedShelf, after: Shelf) -> None:
    """The product has these documents. Raises ``StoreConflict``: somebody else has changed the list."""
    place = product_place(desk.secret, after.product)
    await desk.store.commit(Table.NEWS, place, [shelf_row(place, before, after)])


def shelf_row(place: str, before: LoadedShelf, after: Shelf) -> Create | Replace:
    """The list as it stands after; whatever is committed with it comes after all that ``before`` knew of."""
    return SHELVES.row(_key(place), after, before.etag)


def _key(place: str) -> str:
    return f"shelf-{place}"
