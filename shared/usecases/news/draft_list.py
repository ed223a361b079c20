"""The list of drafts: hints, each to be verified at its item, which may be none any more."""

from contextlib import suppress

from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.ports.store import Remove, StoreConflict, Table, Upsert


async def list_as_draft(desk: Desk, news: str) -> None:
    """The list has the item; write it before the draft. One request."""
    await desk.store.commit(Table.DIRECTORY, drafts_place(desk), [Upsert(draft_key(news), "")])


async def unlist_draft(desk: Desk, news: str) -> None:
    """The item is no draft any more, and none again: its hint goes once that is so. Two requests."""
    place, key = drafts_place(desk), draft_key(news)
    if row := await desk.store.get(Table.DIRECTORY, place, key):
        with suppress(StoreConflict):
            await desk.store.commit(Table.DIRECTORY, place, [Remove(key, row.etag)])


async def listed_drafts(desk: Desk, limit: int) -> list[str]:
    """The ids of at most so many items that are drafts, or were. One request."""
    rows = await desk.store.rows(
        Table.DIRECTORY, drafts_place(desk), first="draft-", before="draft.", limit=limit
    )
    return [row.key.removeprefix("draft-") for row in rows]


def drafts_place(desk: Desk) -> str:
    """The list's partition in the directory."""
    return digest(desk.secret, "drafts of news")


def draft_key(news: str) -> str:
    """The row of this item."""
    return f"draft-{news}"
