"""A notice in storage: one row in a partition of its own, among the news."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.letters.notices import Notice
from shared.domain.letters.sends import Send
from shared.ports.desk import Desk
from shared.ports.store import Store, StoreConflict, Table
from shared.usecases.records.acting import tell
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.row_formats import RowFormat

NOTICES = RowFormat(Notice.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedNotice:
    """A notice with the version it was read at."""

    notice: Notice
    etag: str


async def load_notice(store: Store, notice: str) -> LoadedNotice | None:
    """The notice of this id. One request."""
    row = await store.get(Table.NEWS, notice, _key(notice))
    return LoadedNotice(NOTICES.read(row.text), row.etag) if row else None


async def is_told(store: Store, notices: Iterable[str]) -> bool:
    """Whether one of these notices is there. One request each."""
    return any([await store.get(Table.NEWS, each, _key(each)) for each in notices])


async def create_notice(store: Store, notice: Notice) -> bool:
    """The notice is what it is from now on; False where one of this id is there already."""
    try:
        await store.commit(Table.NEWS, notice.id, [NOTICES.row(_key(notice.id), notice, None)])
    except StoreConflict:
        return False
    return True


async def replace_send(store: Store, before: LoadedNotice, after: Send) -> LoadedNotice:
    """The notice's mail has gone on. Raises ``StoreConflict`` when somebody else was first."""
    notice = before.notice.with_send(after)
    row = NOTICES.row(_key(notice.id), notice, before.etag)
    (etag,) = await store.commit(Table.NEWS, notice.id, [row])
    return LoadedNotice(notice, etag)


async def post_notice(desk: Desk, notice: Notice) -> Notice:
    """The notice is mailed, once however often it is posted; as it was posted first. Agenda row before state.

    Raises ``StoreUnavailable``: perhaps it is mailed all the same.
    """
    now = desk.clock.now()
    await write_agenda(desk.store, notice.aggregate, now, look=now)
    if await create_notice(desk.store, notice):
        await tell(desk, notice.aggregate)
        return notice
    first = await load_notice(desk.store, notice.id)
    return first.notice if first else notice


def _key(notice: str) -> str:
    return f"notice-{notice}"
