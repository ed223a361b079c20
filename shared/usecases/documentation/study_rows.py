"""What responsible persons have studied, in storage: a row a seat and person in the member's partition."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from shared.domain.documentation.studying import Sitting, Study
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Change, Remove, StoreConflict, Table
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

STUDIES = RowFormat(Study.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedStudy:
    """What somebody has studied, with the version it was read at; None where nothing was written yet."""

    study: Study
    etag: str | None


async def load_studies(desk: Desk, member: str) -> Mapping[Sitting, LoadedStudy]:
    """All that is known of this member's persons. One request."""
    first, before = f"study-{member}-", f"study-{member}."
    rows = await whole_range(desk.store, Table.MEMBERS, member, first=first, before=before)
    found = (LoadedStudy(STUDIES.read(row.text), row.etag) for row in rows)
    return {each.study.sitting: each for each in found}


async def load_study(desk: Desk, member: str, sitting: Sitting) -> LoadedStudy:
    """What the person in this seat has studied. One request."""
    row = await desk.store.get(Table.MEMBERS, member, _key(desk, member, sitting))
    if row is None:
        product, person = sitting
        return LoadedStudy(Study(product=product, person=person), None)
    return LoadedStudy(STUDIES.read(row.text), row.etag)


async def commit_study(
    desk: Desk, member: str, before: LoadedStudy, after: Study, more: Sequence[Change] = ()
) -> None:
    """It stands so, together with what ``more`` changes at the member. Raises ``StoreConflict``."""
    row = STUDIES.row(_key(desk, member, after.sitting), after, before.etag)
    await desk.store.commit(Table.MEMBERS, member, [row, *more])


async def erase_studies(desk: Desk, member: str, person: str) -> None:
    """Nothing is left of what this person has studied at the member. One request, and one a seat.

    Raises ``StoreUnavailable``: erase it again.
    """
    first, before = f"study-{member}-", f"study-{member}."
    for row in await whole_range(desk.store, Table.MEMBERS, member, first=first, before=before):
        if STUDIES.read(row.text).person == person:
            with suppress(StoreConflict):
                await desk.store.commit(Table.MEMBERS, member, [Remove(row.key, row.etag)])


def _key(desk: Desk, member: str, sitting: Sitting) -> str:
    return f"study-{member}-{digest(desk.secret, 'study', *sitting)}"
