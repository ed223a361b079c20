"""That a person is erased, in storage: one row, under the key of the address."""

from shared.domain.people.erasing import Erasure
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.records.row_formats import RowFormat

ERASURES = RowFormat(Erasure.model_validate_json)


async def load_erasure(desk: Desk, person: str) -> tuple[Erasure, str] | None:
    """The person's last erasure with its version. One request."""
    row = await desk.store.get(Table.LIMITS, person, _key(person))
    return (ERASURES.read(row.text), row.etag) if row else None


async def write_erasure(desk: Desk, erasure: Erasure, etag: str | None) -> None:
    """It stands so from now on. Raises ``StoreConflict``: somebody else was first."""
    row = ERASURES.row(_key(erasure.person), erasure, etag)
    await desk.store.commit(Table.LIMITS, erasure.person, [row])


def _key(person: str) -> str:
    return f"erasure-{person}"
