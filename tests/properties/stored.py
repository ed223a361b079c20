"""A history as it is stored: every commit through the real rows, into the store in memory."""

from shared.domain.events.event import fold
from shared.ports.store import Table
from shared.usecases.records.ticket_rows import LoadedTicket, commit_ticket, load_ticket, load_whole_ticket
from tests.fakes.store import MemoryStore
from tests.properties.history import History


async def the_stored_state_is_the_fold_of_the_stored_events(history: History) -> None:
    """No event is missing, doubled or out of order, and the header's state is their fold."""
    store = await _stored(history)
    for name, ticket in history.tickets.items():
        whole = await load_whole_ticket(store, name)
        assert whole is not None
        assert list(whole.events) == ticket.events
        assert fold(name, whole.events) == whole.header.state == ticket.state


async def _stored(history: History) -> MemoryStore:
    """Commit what happened, in order, each on what was read before it."""
    store = MemoryStore()
    for commit in history.commits:
        loaded = await load_ticket(store, commit.ticket)
        before = LoadedTicket(commit.before, loaded.etag) if loaded else None
        versions = await _versions(store, commit.ticket)
        await commit_ticket(store, before, commit.after, commit.changes, versions)
    return store


async def _versions(store: MemoryStore, ticket: str) -> dict[str, str]:
    """The version of each mail that is stored already."""
    rows = await store.rows(Table.TICKETS, ticket, first="send-", before="send.")
    return {row.key.removeprefix(f"send-{ticket}-"): row.etag for row in rows}
