"""Improvements in storage: beside the product's documents; one that is still to be told has an effect too."""

from collections.abc import Sequence

from shared.domain.documentation.improving import Improvement
from shared.domain.documentation.studying import product_place
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.ports.store import Change, Create, Remove, Row, Table
from shared.usecases.documentation.shelf_rows import LoadedShelf, shelf_row
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range


class ToTell(Frozen):
    """What an improvement still has to cause: its id."""

    improvement: str


IMPROVEMENTS = RowFormat(Improvement.model_validate_json)
EFFECTS = RowFormat(ToTell.model_validate_json)


def documents_aggregate(place: str) -> str:
    """A product's documents in the agenda and in queue messages; ``place`` is their partition."""
    return f"documents-{place}"


async def load_improvement(desk: Desk, place: str, improvement: str) -> Improvement | None:
    """The improvement of this id. One request."""
    row = await desk.store.get(Table.NEWS, place, _key(place, improvement))
    return IMPROVEMENTS.read(row.text) if row else None


async def create_improvement(desk: Desk, improvement: Improvement, read: LoadedShelf) -> None:
    """It is there, and is to be told. The list is written with it as it was ``read``: they come in turn.

    Raises ``StoreConflict``: one of its id is there already, or another came since the list was read.
    """
    place, name = product_place(desk.secret, improvement.product), improvement.id
    rows = [
        Create(_key(place, name), IMPROVEMENTS.text(improvement)),
        Create(f"effect-{place}-{name}", EFFECTS.text(ToTell(improvement=name))),
        shelf_row(place, read, read.shelf),
    ]
    await desk.store.commit(Table.NEWS, place, rows)


async def effects(desk: Desk, place: str) -> Sequence[tuple[str, Row]]:
    """The improvements that are still to be told, by id, with the rows that say so. One request."""
    first, before = f"effect-{place}-", f"effect-{place}."
    rows = await whole_range(desk.store, Table.NEWS, place, first=first, before=before)
    return [(EFFECTS.read(row.text).improvement, row) for row in rows]


async def end_telling(desk: Desk, place: str, improvement: str, effect: Row) -> None:
    """It has been told: whom, and of which places, stands at the tickets alone from now on.

    Raises ``StoreConflict``: somebody else has ended it.
    """
    changes: list[Change] = [Remove(effect.key, effect.etag)]
    if row := await desk.store.get(Table.NEWS, place, _key(place, improvement)):
        changes.append(IMPROVEMENTS.row(row.key, IMPROVEMENTS.read(row.text).told, row.etag))
    await desk.store.commit(Table.NEWS, place, changes)


def _key(place: str, improvement: str) -> str:
    return f"improvement-{place}-{improvement}"
