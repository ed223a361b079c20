"""A ticket in storage: header, events in order, what people said, mails. One partition, one transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from shared.domain.agenda.header import TicketHeader
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.tickets.changes import Changes, MailBatch, Said
from shared.domain.values.frozen import BUILT_WHEN_USED
from shared.ports.store import Change, Create, Remove, Row, Store, Table
from shared.usecases.records.row_formats import RowFormat

_CHUNK = 200_000
PAGE = 1000
"""Rows; the most that one request reads. Fewer are all that there are."""
_QUOTED = "trail"
"""What a mail quoted stands behind who wrote it: header and people are one range. Older rows: ``quoted``."""
_WORTH_A_RANGE = 3
_EVENT: TypeAdapter[TicketEvent] = TypeAdapter(TicketEvent, config=BUILT_WHEN_USED)

TICKET_HEADERS = RowFormat(TicketHeader.model_validate_json)
TICKET_EVENTS = RowFormat(_EVENT.validate_json)
SAID = RowFormat(Said.model_validate_json)
SENDS = RowFormat(Send.model_validate_json)
BATCHES = RowFormat(MailBatch.model_validate_json)


@dataclass(frozen=True, slots=True)
class LoadedTicket:
    """A ticket's header with the version it was read at.

    ``said``: who wrote its turns and entries, without the texts; only where they were read with it.
    """

    header: TicketHeader
    etag: str
    said: Mapping[str, Said] = field(default_factory=dict)

    @property
    def state(self) -> TicketState:
        """The folded state."""
        return self.header.state


@dataclass(frozen=True, slots=True)
class WholeTicket:
    """Everything that is stored of one ticket, in order."""

    header: TicketHeader
    events: tuple[TicketEvent, ...]
    said: Mapping[str, Said]
    sends: tuple[Send, ...]
    etag: str

    @property
    def loaded(self) -> LoadedTicket:
        """As it is loaded to act on it."""
        return LoadedTicket(self.header, self.etag, self.said)


async def load_ticket(store: Store, ticket: str) -> LoadedTicket | None:
    """The header alone: all that a decision needs. One request."""
    row = await store.get(Table.TICKETS, ticket, f"head-{ticket}")
    return LoadedTicket(TICKET_HEADERS.read(row.text), row.etag) if row else None


async def known_ticket(store: Store, ticket: str) -> LoadedTicket:
    """As ``load_ticket``. Raises ``TicketUnknown`` where there is none."""
    if loaded := await load_ticket(store, ticket):
        return loaded
    raise TicketUnknown(ticket)


async def tickets_beginning(store: Store, beginning: str) -> list[TicketHeader]:
    """The tickets whose reference begins with these eight or more characters, at most ten. One request."""
    before = f"{beginning}~"
    rows = await store.across(Table.TICKETS, first=beginning, before=before, begins="head-", limit=10)
    return [TICKET_HEADERS.read(row.text) for row in rows]


async def load_send(store: Store, ticket: str, send: str) -> tuple[Send, str] | None:
    """One mail of the ticket with its version. One request."""
    row = await store.get(Table.TICKETS, ticket, _send_key(ticket, send))
    return (SENDS.read(row.text), row.etag) if row else None


async def load_sends(store: Store, ticket: str, sends: Sequence[str]) -> dict[str, tuple[Send, str]]:
    """Several mails of the ticket with their versions, in one request, where they are three or more.

    Fewer are better asked for one by one. What stands between them is read too, at most 100 rows; a mail
    beyond these is not among the found.
    """
    if len(sends) < _WORTH_A_RANGE:
        return {}
    first, last = _send_key(ticket, min(sends)), _send_key(ticket, max(sends))
    rows = await store.rows(Table.TICKETS, ticket, first=first, before=f"{last}-", limit=100)
    found = ((SENDS.read(row.text), row.etag) for row in rows)
    return {send.id: (send, etag) for send, etag in found if send.id in sends}


async def load_said(store: Store, ticket: str, name: str) -> Said | None:
    """Who wrote this turn or entry, without the text. One request."""
    row = await store.get(Table.TICKETS, ticket, f"said-{ticket}-{name}")
    return SAID.read(row.text) if row else None


async def load_beginning(store: Store, ticket: str, name: str) -> str:
    """The first 200 000 characters of this turn or entry, "" where there are none. One request."""
    row = await store.get(Table.TICKETS, ticket, f"text-{ticket}-{name}-000")
    return row.text if row else ""


async def load_whole_ticket(store: Store, ticket: str) -> WholeTicket | None:
    """Every row of the ticket, for a person to read. One request for each 1000 rows."""
    of = await _rows_by_kind(store, ticket)
    if "head" not in of:
        return None
    return WholeTicket(
        TICKET_HEADERS.read(of["head"][0].text),
        tuple(TICKET_EVENTS.read(row.text) for row in of["event"]),
        _said(of["said"], of["text"], [*of["quoted"], *of[_QUOTED]]),
        tuple(SENDS.read(row.text) for row in of["send"]),
        of["head"][0].etag,
    )


async def known_whole_ticket(store: Store, ticket: str) -> WholeTicket:
    """As ``load_whole_ticket``. Raises ``TicketUnknown`` where there is none."""
    if whole := await load_whole_ticket(store, ticket):
        return whole
    raise TicketUnknown(ticket)


async def commit_ticket(
    store: Store,
    before: LoadedTicket | None,
    after: TicketHeader,
    changes: Changes,
    send_etags: Mapping[str, str] | None = None,
) -> LoadedTicket:
    """Write the changes and the new header in one transaction; a mail named in ``send_etags`` is replaced.

    Raises:
        StoreConflict: somebody else changed the ticket; load it and decide again.
    """
    ticket, etags = after.state.id, send_etags or {}
    first = before.header.state.events if before else 0
    rows: list[Change] = [_header_row(before, after)]
    rows += [
        Create(f"event-{ticket}-{first + place:06}", TICKET_EVENTS.text(event))
        for place, event in enumerate(changes.events)
    ]
    rows += [row for said in changes.said for row in _said_rows(ticket, said)]
    sends, later = changes.outgoing()
    rows += [SENDS.row(_send_key(ticket, send.id), send, etags.get(send.id)) for send in sends]
    rows += [BATCHES.row(_batch_key(ticket, batch.id), batch, None) for batch in later]
    versions = await store.commit(Table.TICKETS, ticket, rows)
    return LoadedTicket(after, versions[0])


async def load_batch(store: Store, ticket: str, batch: str) -> tuple[MailBatch, str] | None:
    """Mails that wait together, with the row's version. One request."""
    row = await store.get(Table.TICKETS, ticket, _batch_key(ticket, batch))
    return (BATCHES.read(row.text), row.etag) if row else None


async def open_batch(
    store: Store, before: LoadedTicket, after: TicketHeader, batch: tuple[MailBatch, str], most: int
) -> LoadedTicket:
    """The first mails of the batch get rows of their own, at most so many; the others stay in it.

    Raises:
        StoreConflict: somebody else changed the ticket, or opened the batch.
    """
    (mails, etag), ticket = batch, after.state.id
    key, left = _batch_key(ticket, mails.id), mails.sends[most:]
    rest = BATCHES.row(key, mails.model_copy(update={"sends": left}), etag) if left else Remove(key, etag)
    rows = [SENDS.row(_send_key(ticket, send.id), send, None) for send in mails.sends[:most]]
    versions = await store.commit(Table.TICKETS, ticket, [_header_row(before, after), *rows, rest])
    return LoadedTicket(after, versions[0])


async def lease_send(store: Store, loaded: LoadedTicket, leased: Send, etag: str) -> tuple[LoadedTicket, str]:
    """Take the mail for one attempt, while the ticket is still as it was loaded; its and the mail's version.

    Raises:
        StoreConflict: somebody else took the mail, or changed the ticket: the mail may be pointless by now.
    """
    ticket = loaded.header.state.id
    rows = [_header_row(loaded, loaded.header), SENDS.row(_send_key(ticket, leased.id), leased, etag)]
    version, taken = await store.commit(Table.TICKETS, ticket, rows)
    return LoadedTicket(loaded.header, version), taken


async def _rows_by_kind(store: Store, ticket: str) -> dict[str, list[Row]]:
    """All rows of the ticket, page by page, by the first word of their keys."""
    found: dict[str, list[Row]] = defaultdict(list)
    first = "0"
    while page := await store.rows(Table.TICKETS, ticket, first=first, before="z", limit=PAGE):
        for row in page:
            found[row.key.partition("-")[0]].append(row)
        if len(page) < PAGE:
            break
        first = f"{page[-1].key}-"
    return found


def _header_row(before: LoadedTicket | None, after: TicketHeader) -> Change:
    return TICKET_HEADERS.row(f"head-{after.state.id}", after, before.etag if before else None)


def _send_key(ticket: str, send: str) -> str:
    return f"send-{ticket}-{send}"


def _batch_key(ticket: str, batch: str) -> str:
    return f"batch-{ticket}-{batch}"


def _said_rows(ticket: str, said: Said) -> list[Change]:
    """Who said it in one row; the text, which may be long, raw in rows of its own."""
    who = said.but(text="", quoted="")
    return [
        Create(f"said-{ticket}-{said.id}", SAID.text(who)),
        *_chunks(f"text-{ticket}-{said.id}", said.text),
        *_chunks(f"{_QUOTED}-{ticket}-{said.id}", said.quoted),
    ]


def _chunks(key: str, text: str) -> list[Create]:
    starts = range(0, len(text), _CHUNK)
    return [Create(f"{key}-{place:03}", text[start : start + _CHUNK]) for place, start in enumerate(starts)]


def _said(said: list[Row], texts: list[Row], quoted: list[Row]) -> dict[str, Said]:
    who = [SAID.read(row.text) for row in said]
    return {each.id: each.but(text=_joined(texts, each.id), quoted=_joined(quoted, each.id)) for each in who}


def _joined(chunks: list[Row], name: str) -> str:
    return "".join(row.text for row in chunks if row.key.split("-")[2] == name)
