"""A ticket in storage: header, events in order, what people said, mails. One partition, one transaction."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from shared.domain.agenda.header import TicketHeader
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.tickets.changes import Changes, MailBatch, Said
from shared.domain.values.frozen import BUILT_WHEN_USED
from shared.ports.store import Change, Create, Row, Store, Table
from shared.usecases.records.gate_decisions import count_decisions
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.records.row_ranges import whole_range

_CHUNK = 200_000
_QUOTED = "trail"
"""What a mail quoted stands behind who wrote it: header and people are one range. Older rows: ``quoted``."""
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
    row = await store.get(Table.TICKETS, ticket, head_key(ticket))
    return LoadedTicket(TICKET_HEADERS.read(row.text), row.etag) if row else None


async def known_ticket(store: Store, ticket: str) -> LoadedTicket:
    """As ``load_ticket``. Raises ``TicketUnknown`` where there is none."""
    if loaded := await load_ticket(store, ticket):
        return loaded
    raise TicketUnknown(ticket)


async def load_ticket_and_people(store: Store, ticket: str) -> LoadedTicket | None:
    """To act on it: the header, and who wrote the turns and entries; None too of one that is erased.

    One request for each 1000 of these.
    """
    first, before = head_key(ticket), f"said-{ticket}."
    found = await whole_range(store, Table.TICKETS, ticket, first=first, before=before)
    header = TICKET_HEADERS.read(found[0].text) if found and found[0].key == first else None
    if header is None or header.state.erased:
        return None
    said = (SAID.read(row.text) for row in found if row.key.startswith("said-"))
    return LoadedTicket(header, found[0].etag, {each.id: each for each in said})


async def known_ticket_and_people(store: Store, ticket: str) -> LoadedTicket:
    """As ``load_ticket_and_people``. Raises ``TicketUnknown`` where there is none."""
    if loaded := await load_ticket_and_people(store, ticket):
        return loaded
    raise TicketUnknown(ticket)


async def tickets_beginning(store: Store, beginning: str) -> list[TicketHeader]:
    """The tickets whose reference begins with these eight or more characters, at most ten. One request."""
    before = f"{beginning}~"
    rows = await store.across(Table.TICKETS, first=beginning, before=before, begins="head-", limit=10)
    return [TICKET_HEADERS.read(row.text) for row in rows]


async def load_send(store: Store, ticket: str, send: str) -> tuple[Send, str] | None:
    """One mail of the ticket with its version. One request."""
    row = await store.get(Table.TICKETS, ticket, send_key(ticket, send))
    return (SENDS.read(row.text), row.etag) if row else None


async def load_said(store: Store, ticket: str, name: str) -> Said | None:
    """Who wrote this turn or entry, without the text. One request."""
    row = await store.get(Table.TICKETS, ticket, said_key(ticket, name))
    return SAID.read(row.text) if row else None


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
    rows = ticket_changes(before, after, changes, send_etags or {})
    versions = await store.commit(Table.TICKETS, after.state.id, rows)
    count_decisions(changes)
    return LoadedTicket(after, versions[0])


def ticket_changes(
    before: LoadedTicket | None, after: TicketHeader, changes: Changes, send_etags: Mapping[str, str]
) -> list[Change]:
    """The rows of one transaction, the header first: see ``commit_ticket``."""
    ticket = after.state.id
    first = before.header.state.events if before else 0
    rows: list[Change] = [header_row(before, after)]
    rows += [
        Create(f"event-{ticket}-{first + place:06}", TICKET_EVENTS.text(event))
        for place, event in enumerate(changes.events)
    ]
    rows += [row for said in changes.said for row in _said_rows(ticket, said)]
    sends, later = changes.outgoing(after.state.events)
    rows += [SENDS.row(send_key(ticket, send.id), send, send_etags.get(send.id)) for send in sends]
    rows += [BATCHES.row(batch_key(ticket, batch.id), batch, None) for batch in later]
    return rows


async def _rows_by_kind(store: Store, ticket: str) -> dict[str, list[Row]]:
    """All rows of the ticket, by the first word of their keys."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await whole_range(store, Table.TICKETS, ticket, first="0", before="z"):
        found[row.key.partition("-")[0]].append(row)
    return found


def header_row(before: LoadedTicket | None, after: TicketHeader) -> Change:
    """The header's row, in place of the one that was read."""
    return TICKET_HEADERS.row(head_key(after.state.id), after, before.etag if before else None)


def head_key(ticket: str) -> str:
    """Where the header stands: before what was said, the mails and the texts, all of which follow it."""
    return f"head-{ticket}"


def said_key(ticket: str, name: str) -> str:
    """Where it stands who wrote this turn or entry."""
    return f"said-{ticket}-{name}"


def text_key(ticket: str, name: str) -> str:
    """Where the beginning of its text stands."""
    return f"text-{ticket}-{name}-000"


def send_key(ticket: str, send: str) -> str:
    """Where a mail stands."""
    return f"send-{ticket}-{send}"


def batch_key(ticket: str, batch: str) -> str:
    """Where mails stand that wait together."""
    return f"batch-{ticket}-{batch}"


def _said_rows(ticket: str, said: Said) -> list[Change]:
    """Who said it in one row; the text, which may be long, raw in rows of its own.

    What was quoted stands beyond what a look reads. Rows of before stand as ``quoted-``, and are read too.
    """
    who = said.but(text="", quoted="")
    return [
        Create(said_key(ticket, said.id), SAID.text(who)),
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
