"""A ticket as a look works on it: its header, its mails with their versions, and what people said.

Where the ticket has at most 100 rows of these kinds they are read together, by one request.
"""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

from shared.domain.agenda.header import TicketHeader
from shared.domain.letters.sends import Send
from shared.domain.tickets.changes import Changes, MailBatch, Said
from shared.ports.store import Change, Remove, Row, Store, Table
from shared.usecases.records.gate_decisions import count_decisions
from shared.usecases.records.ticket_rows import (
    BATCHES,
    SAID,
    SENDS,
    TICKET_HEADERS,
    LoadedTicket,
    batch_key,
    head_key,
    header_row,
    said_key,
    send_key,
    text_key,
    ticket_changes,
)

MOST_READ = 100
_WORTH_A_RANGE = 3
_ENVELOPE = 3072


class StoredSend(NamedTuple):
    """A mail with the version of its row."""

    send: Send
    etag: str


@dataclass(frozen=True, slots=True)
class TicketWords:
    """What people said in a ticket: from what has been read, else asked for.

    ``rows``: those that have been read, by key. ``whole_of``: the ticket of which there are no others.
    """

    store: Store
    rows: Mapping[str, Row] = field(default_factory=dict)
    whole_of: str = ""

    async def said(self, ticket: str, name: str) -> Said | None:
        """Who wrote this turn or entry, without the text. One request, or none."""
        row = await self._row(ticket, said_key(ticket, name))
        return SAID.read(row.text) if row else None

    async def beginning(self, ticket: str, name: str) -> str:
        """The first 200 000 characters of it, "" where there are none. One request, or none."""
        row = await self._row(ticket, text_key(ticket, name))
        return row.text if row else ""

    async def _row(self, ticket: str, key: str) -> Row | None:
        if key in self.rows or ticket == self.whole_of:
            return self.rows.get(key)
        return await self.store.get(Table.TICKETS, ticket, key)


@dataclass(frozen=True, slots=True)
class TicketAtHand:
    """``sends``: those of its mails that have been read, or written, by id."""

    loaded: LoadedTicket
    sends: Mapping[str, StoredSend]
    words: TicketWords

    @property
    def header(self) -> TicketHeader:
        """As it was read or written last."""
        return self.loaded.header

    def moved_on(self, loaded: LoadedTicket) -> Self:
        """The ticket once somebody has changed it otherwise: there may be words that were not read."""
        return replace(self, loaded=loaded, words=replace(self.words, whole_of=""))

    def etags(self, sends: Iterable[str]) -> dict[str, str]:
        """The versions at which these mails were read or written last."""
        return {name: self.sends[name].etag for name in sends}


async def open_at_hand(store: Store, ticket: str) -> TicketAtHand | None:
    """The ticket, None where there is none. One request."""
    first, before = head_key(ticket), f"text-{ticket}."
    rows = await store.rows(Table.TICKETS, ticket, first=first, before=before, limit=MOST_READ)
    if not rows or rows[0].key != first:
        return None
    header = TICKET_HEADERS.read(rows[0].text)
    unsent = {send_key(ticket, name) for name in header.unsent}
    words = {row.key: row for row in rows if row.key.startswith(("said-", "text-"))}
    return TicketAtHand(
        LoadedTicket(header, rows[0].etag),
        _stored(row for row in rows if row.key in unsent),
        TicketWords(store, words, ticket if len(rows) < MOST_READ else ""),
    )


async def with_sends(store: Store, at_hand: TicketAtHand, wanted: Iterable[str]) -> TicketAtHand:
    """The ticket with these mails read, where they were not: none, one range, or one request a mail."""
    ticket = at_hand.header.state.id
    missing = [name for name in wanted if name not in at_hand.sends]
    found = await _between(store, ticket, missing) if len(missing) >= _WORTH_A_RANGE else {}
    left = (send_key(ticket, name) for name in missing if name not in found)
    rows = await asyncio.gather(*(store.get(Table.TICKETS, ticket, key) for key in left))
    return replace(at_hand, sends={**at_hand.sends, **found, **_stored(row for row in rows if row)})


async def commit_at_hand(
    store: Store,
    before: TicketAtHand,
    after: TicketHeader,
    changes: Changes,
    send_etags: Mapping[str, str] | None = None,
) -> TicketAtHand:
    """As ``commit_ticket``."""
    rows = ticket_changes(before.loaded, after, changes, send_etags or {})
    committed = await _commit(store, before, after, rows, changes.outgoing(after.state.events).now)
    count_decisions(changes)
    return committed


async def open_batch(
    store: Store, before: TicketAtHand, after: TicketHeader, batch: tuple[MailBatch, str], most: int
) -> TicketAtHand:
    """The first mails of the batch get rows of their own, at most so many; the others stay in it.

    Raises:
        StoreConflict: somebody else changed the ticket, or opened the batch.
    """
    (mails, etag), ticket = batch, after.state.id
    key, left = batch_key(ticket, mails.id), mails.sends[most:]
    rest = BATCHES.row(key, mails.model_copy(update={"sends": left}), etag) if left else Remove(key, etag)
    rows = [SENDS.row(send_key(ticket, send.id), send, None) for send in mails.sends[:most]]
    changes = [header_row(before.loaded, after), *rows, rest]
    return await _commit(store, before, after, changes, mails.sends[:most])


async def load_batch(store: Store, ticket: str, batch: str) -> tuple[MailBatch, str] | None:
    """Mails that wait together, with the row's version. One request."""
    row = await store.get(Table.TICKETS, ticket, batch_key(ticket, batch))
    return (BATCHES.read(row.text), row.etag) if row else None


async def reopened(store: Store, before: TicketAtHand) -> TicketAtHand:
    """The ticket as it is now. One request."""
    return await open_at_hand(store, before.header.state.id) or before


def bytes_written(send: Send) -> int:
    """How much of a transaction the mail's row takes: as ASCII JSON within JSON, with its envelope."""
    return len(json.dumps(SENDS.text(send))) + _ENVELOPE


async def _commit(
    store: Store, before: TicketAtHand, after: TicketHeader, rows: list[Change], sends: Iterable[Send]
) -> TicketAtHand:
    versions = await store.commit(Table.TICKETS, after.state.id, rows)
    version_of = {change.key: version for change, version in zip(rows, versions, strict=True)}
    written = {send.id: StoredSend(send, version_of[send_key(after.state.id, send.id)]) for send in sends}
    return replace(before, loaded=LoadedTicket(after, versions[0]), sends={**before.sends, **written})


async def _between(store: Store, ticket: str, sends: list[str]) -> dict[str, StoredSend]:
    """What stands between the first and the last of these is read too, at most 100 rows."""
    first, last = send_key(ticket, min(sends)), send_key(ticket, max(sends))
    rows = await store.rows(Table.TICKETS, ticket, first=first, before=f"{last}-", limit=MOST_READ)
    return {name: stored for name, stored in _stored(rows).items() if name in sends}


def _stored(rows: Iterable[Row]) -> dict[str, StoredSend]:
    stored = (StoredSend(SENDS.read(row.text), row.etag) for row in rows)
    return {each.send.id: each for each in stored}
