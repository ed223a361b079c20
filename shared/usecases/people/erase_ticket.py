"""One ticket is rewritten without a person, in as many transactions as its rows need.

After each of them the events make the state, and the header and the outbox agree. Who wrote what goes last,
but for the event that ends it all: by that, a look after a crash still knows whose words are to go.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shared.domain.agenda.agenda import LEARNT
from shared.domain.agenda.header import TicketHeader
from shared.domain.events.event import fold
from shared.domain.people.forgetting import Forgotten, TicketRecord, forget
from shared.ports.desk import Desk
from shared.ports.store import Change, Create, Remove, Replace, Row, Table
from shared.usecases.records.acting import tell, until_committed, write_hints
from shared.usecases.records.raw_mails import erase_raw_mail
from shared.usecases.records.row_ranges import whole_range
from shared.usecases.records.ticket_rows import (
    SAID,
    SENDS,
    TICKET_EVENTS,
    TICKET_HEADERS,
    head_key,
    said_key,
    send_key,
    text_key,
)

_MOST_ROWS = 80
_MOST_CHARACTERS = 1_000_000
_TEXTS = ("text", "trail", "quoted")
_ORDER = (*_TEXTS, "batch", "event", "send", "said")


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """A ticket's rows but its header, as they were read and as they are to be, by key.

    ``last``: the event that ends it all, "" where none does. Until then it is known who opened the ticket.
    """

    before: Mapping[str, Row]
    after: Mapping[str, str]
    last: str

    def steps(self) -> Iterator[list[str]]:
        """The keys that change, as many together as one transaction carries."""
        some: list[str] = []
        changed = filter(self._changes, {**self.before, **self.after})
        for key in sorted(changed, key=lambda key: (key == self.last, *_place(key))):
            size = sum(len(self.after.get(each, "")) for each in (*some, key))
            if some and (len(some) >= _MOST_ROWS or size > _MOST_CHARACTERS):
                yield some
                some = []
            some.append(key)
        if some:
            yield some

    def change(self, key: str) -> Change:
        """What is written under this key."""
        if key not in self.after:
            return Remove(key, self.before[key].etag)
        if key not in self.before:
            return Create(key, self.after[key])
        return Replace(key, self.after[key], self.before[key].etag)

    def halfway(self, header: TicketHeader, after: TicketHeader, done: Sequence[str]) -> TicketHeader:
        """The header once these rows are written, and no others. ``after``: once all are."""
        texts = {key: row.text for key, row in self.before.items()}
        texts |= {key: self.after[key] for key in done if key in self.after}
        events = [TICKET_EVENTS.read(texts[key]) for key in sorted(texts) if _kind(key) == "event"]
        sends = [SENDS.read(text) for key, text in texts.items() if _kind(key) == "send"]
        ended = {send.id for send in sends if send.ended}
        unsent = {name: at for name, at in header.unsent.items() if name not in ended}
        return header.but(state=fold(header.state.id, events), unsent=unsent, months=after.months)

    def _changes(self, key: str) -> bool:
        return key not in self.before or self.before[key].text != self.after.get(key)


async def erase_ticket(desk: Desk, ticket: str, who: Forgotten) -> None:
    """Nothing of the person is left in the ticket. Where nothing is, nothing is written.

    Requests: one for each 1000 rows, two a kept mail and one a file, then the agenda and one a transaction.

    Raises:
        StoreUnavailable: erase it again; what is gone stays gone.
    """

    async def attempt(_: int) -> None:
        rows = await whole_range(desk.store, Table.TICKETS, ticket, first="0", before="z")
        head = next((row for row in rows if row.key == head_key(ticket)), None)
        if head:
            await _rewrite(desk, head, {row.key: row for row in rows if row is not head}, who)

    await until_committed(desk, ticket, attempt)


async def _rewrite(desk: Desk, head: Row, rows: Mapping[str, Row], who: Forgotten) -> None:
    """Files and mails as they came first, then the rows that name them."""
    record = _record(head, rows)
    after = forget(record, who, desk.clock.now())
    for said in (each for each in record.said if each.id in after.blank):
        await _erase_beside(desk, said.mail, [each.id for each in said.files])
    last = _event_key(after.state.id, len(after.events) - 1) if after.state.erased else ""
    header = _header_after(after, who)
    rewriting = _Rewriting(rows, _texts_after(record, after, rows, who), last)
    steps = [*rewriting.steps()]
    if not steps and TICKET_HEADERS.text(header) == TICKET_HEADERS.text(record.header):
        return
    await write_hints(desk, header, LEARNT)
    await _write(desk, head, record.header, header, rewriting, steps or [[]])
    await tell(desk, header.aggregate)


async def _write(
    desk: Desk,
    head: Row,
    before: TicketHeader,
    after: TicketHeader,
    rewriting: _Rewriting,
    steps: Sequence[list[str]],
) -> None:
    """Each step under the version of the header, which the last one makes what it is to be."""
    done: list[str] = []
    for place, keys in enumerate(steps, 1):
        done += keys
        header = after if place == len(steps) else rewriting.halfway(before, after, done)
        changes = [rewriting.change(key) for key in keys]
        row = Replace(head.key, TICKET_HEADERS.text(header), head.etag)
        versions = await desk.store.commit(Table.TICKETS, after.state.id, [row, *changes])
        head = Row(head.key, row.text, versions[0])


async def _erase_beside(desk: Desk, mail: str, files: Sequence[str]) -> None:
    """The mail as it came, and the files that came along."""
    if mail:
        await erase_raw_mail(desk, mail)
    for file in files:
        await desk.files.erase(file)


def _record(head: Row, rows: Mapping[str, Row]) -> TicketRecord:
    of = {kind: [row.text for key, row in rows.items() if _kind(key) == kind] for kind in _ORDER}
    return TicketRecord(
        TICKET_HEADERS.read(head.text),
        tuple(map(TICKET_EVENTS.read, of["event"])),
        tuple(map(SAID.read, of["said"])),
        tuple(map(SENDS.read, of["send"])),
    )


def _header_after(after: TicketRecord, who: Forgotten) -> TicketHeader:
    """The person's key is nowhere in it, but in keys of list rows that are still to be removed."""
    header = TICKET_HEADERS.read(_unkeyed(TICKET_HEADERS.text(after.header), after, who))
    return header.but(stale=after.header.stale)


def _texts_after(
    before: TicketRecord, after: TicketRecord, rows: Mapping[str, Row], who: Forgotten
) -> dict[str, str]:
    """Every row but the header as it is to be, by key."""
    ticket = before.state.id
    numbered = enumerate(map(TICKET_EVENTS.text, after.events))
    events = {_event_key(ticket, place): text for place, text in numbered}
    said = {said_key(ticket, each.id): SAID.text(each) for each in after.said}
    sends = {send_key(ticket, each.id): SENDS.text(each) for each in after.sends}
    written = {key: _unkeyed(text, after, who) for key, text in (events | said | sends).items()}
    texts = {
        key: "" if key.split("-")[2] in after.blank else after.without_named(row.text)
        for key, row in rows.items()
        if _kind(key) in _TEXTS
    }
    new = {text_key(ticket, each.id): "" for each in after.said[len(before.said) :]}
    kept = {key: row.text for key, row in rows.items() if _kind(key) == "batch" and after.header.batches}
    return written | texts | new | kept


def _unkeyed(text: str, after: TicketRecord, who: Forgotten) -> str:
    return text.replace(who.person, who.stand_in(after.header.aggregate))


def _event_key(ticket: str, place: int) -> str:
    return f"event-{ticket}-{place:06}"


def _kind(key: str) -> str:
    return key.partition("-")[0]


def _place(key: str) -> tuple[int, str]:
    return _ORDER.index(_kind(key)), key
