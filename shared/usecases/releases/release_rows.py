"""The releases of a product in storage: one partition a product, the newest version first.

A row's key is made from its version, so a version is there once. Beside it, committed with it, stands a row
of kind ``effect`` for what the release still has to cause elsewhere; it is gone once that is done.
"""

from collections.abc import Sequence

from shared.domain.releases.release import Release
from shared.domain.releases.versions import newest_first
from shared.ports.store import Create, Remove, Row, Store, Table
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

RELEASES = RowFormat(Release.model_validate_json)
MOST_LISTED = 100


def aggregate_of(place: str) -> str:
    """The name of a product's releases in the agenda and in queue messages."""
    return f"releases-{place}"


async def newest_release(store: Store, place: str) -> Release | None:
    """The one of the greatest version. One request."""
    rows = await _range(store, place, "release", 1)
    return RELEASES.read(rows[0].text) if rows else None


async def releases_page(store: Store, place: str) -> Sequence[Release]:
    """The newest versions, and one more than are listed where there are more. One request."""
    return [RELEASES.read(row.text) for row in await _range(store, place, "release", MOST_LISTED + 1)]


async def load_release(store: Store, place: str, version: str) -> Release | None:
    """The release of this version. One request."""
    row = await store.get(Table.RELEASES, place, _key("release", place, version))
    return RELEASES.read(row.text) if row else None


async def create_release(store: Store, release: Release) -> None:
    """The release is out from now on. Raises ``StoreConflict`` where its version is already."""
    text = RELEASES.text(release)
    kinds = ("release", "effect")
    rows = [Create(_key(kind, release.place, release.version), text) for kind in kinds]
    await store.commit(Table.RELEASES, release.place, rows)


async def waiting_effects(store: Store, place: str) -> Sequence[tuple[Release, Row]]:
    """The releases that still have to cause something, each with the row that says so."""
    first, before = f"effect-{place}-", f"effect-{place}."
    rows = await whole_range(store, Table.RELEASES, place, first=first, before=before)
    return [(RELEASES.read(row.text), row) for row in rows]


async def effect_done(store: Store, place: str, row: Row) -> None:
    """All is caused. Raises ``StoreConflict``: somebody else has said so."""
    await store.commit(Table.RELEASES, place, [Remove(row.key, row.etag)])


async def _range(store: Store, place: str, kind: str, limit: int) -> Sequence[Row]:
    first, before = f"{kind}-{place}-", f"{kind}-{place}."
    return await store.rows(Table.RELEASES, place, first=first, before=before, limit=limit)


def _key(kind: str, place: str, version: str) -> str:
    return f"{kind}-{place}-{newest_first(version)}"
