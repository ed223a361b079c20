"""In which ticket a conference stands: a hint, written before its invitation leaves, verified on reading."""

from shared.ports.store import Store, Table, Upsert


async def remember_conference(store: Store, conference: str, ticket: str) -> None:
    """Whoever answers the invitation names the conference alone. One request.

    Raises:
        StoreUnavailable: write it again.
    """
    await store.commit(Table.DIRECTORY, conference, [Upsert(conference_key(conference, ticket), "")])


def conference_key(conference: str, ticket: str) -> str:
    """The key of the row that says so, in the conference's own partition."""
    return f"in-{conference}-{ticket}"


async def ticket_of_conference(store: Store, conference: str) -> str:
    """A ticket that had the conference when an invitation left; "" where none is known. One request."""
    first, before = f"in-{conference}-", f"in-{conference}."
    rows = await store.rows(Table.DIRECTORY, conference, first=first, before=before, limit=1)
    return rows[0].key.rpartition("-")[2] if rows else ""
