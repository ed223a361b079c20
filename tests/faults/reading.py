"""What stands in the store, read from the bare rows: nothing is hidden, nothing is skipped.

Thousands of runs write the same rows, so each partition is read once for each content that it ever has.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from shared.domain.agenda.agenda import GATED, LANES, LEARNT, LOOKS, MONTH, PEOPLE
from shared.domain.agenda.header import TicketHeader
from shared.domain.events.events import TicketEvent
from shared.domain.letters.notices import Notice
from shared.domain.letters.sends import Send
from shared.domain.news.news import NewsHeader
from shared.domain.seats.asking import PageRequests
from shared.domain.tickets.changes import MailBatch
from shared.ports.store import Table
from shared.usecases.mail.unfiled_mails import UNFILED_MAILS, UnfiledMail
from shared.usecases.members.list_members import PLACE
from shared.usecases.records.agenda_rows import HINTS
from shared.usecases.records.news_rows import NEWS_HEADERS
from shared.usecases.records.notice_rows import NOTICES
from shared.usecases.records.ticket_rows import BATCHES, SAID, SENDS, TICKET_EVENTS, TICKET_HEADERS
from shared.usecases.register.register_rows import NUMBERS
from shared.usecases.seats.ask_for_page import PAGE_REQUESTS
from tests.faults.agenda_reading import AgendaRow, agenda_row
from tests.faults.documentation.reading import DocumentRows, document_rows
from tests.faults.member_reading import MemberRows, Rows, member_rows
from tests.faults.register_reading import EntryRows, entry_rows
from tests.faults.whole_mails import whole_mail


@dataclass(eq=False)
class TicketRows:
    """One partition of tickets: its rows by kind, with what their keys end in."""

    id: str
    header: TicketHeader | None = None
    events: dict[str, TicketEvent] = field(default_factory=dict)
    sends: dict[str, Send] = field(default_factory=dict)
    batches: dict[str, MailBatch] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def outbox(self) -> dict[str, Send]:
        """Every mail, those that wait together in batches among them."""
        waiting = {send.id: send for batch in self.batches.values() for send in batch.sends}
        return self.sends | waiting

    @property
    def ordered_events(self) -> tuple[TicketEvent, ...]:
        """The events in the order of their keys."""
        return tuple(self.events[place] for place in sorted(self.events))


@dataclass(eq=False)
class NewsRows:
    """One partition of news: header, whether the item is there, mails that wait, mails that ended."""

    id: str
    header: NewsHeader | None = None
    item: bool = False
    waiting: dict[str, Send] = field(default_factory=dict)
    ended: dict[str, Send] = field(default_factory=dict)


@dataclass
class Reading:
    """The whole store, by aggregate. ``lanes``, ``listed``, ``months``, ``people``, ``directory``: by keys.

    ``learnt``: the keys of the rows by which the search index learns.

    ``gated``: the key of each row that lists a ticket as waiting at the gate -> the ticket's aggregate.
    ``members_listed``: the row of each member in the list of members, by the member's key.
    ``asked``: who asked for a member's page, by the key of the address. ``terms``: the rows of the vendor's.
    """

    tickets: dict[str, TicketRows] = field(default_factory=dict)
    members: dict[str, MemberRows] = field(default_factory=dict)
    news: dict[str, NewsRows] = field(default_factory=dict)
    looks: dict[str, list[AgendaRow]] = field(default_factory=lambda: defaultdict(list))
    lanes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    learnt: set[str] = field(default_factory=set)
    listed: dict[str, AgendaRow] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    whole_mails: set[str] = field(default_factory=set)
    unfiled: dict[str, UnfiledMail] = field(default_factory=dict)
    months: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    gated: dict[str, str] = field(default_factory=dict)
    directory: set[str] = field(default_factory=set)
    late_lines: set[str] = field(default_factory=set)
    members_listed: dict[str, str] = field(default_factory=dict)
    documents: dict[str, DocumentRows] = field(default_factory=dict)
    register: dict[str, EntryRows] = field(default_factory=dict)
    asked: dict[str, PageRequests] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)

    def sends(self) -> list[Send]:
        """Every mail of every outbox."""
        outboxes: list[dict[str, Send]] = [ticket.outbox() for ticket in self.tickets.values()]
        outboxes += [outbox for news in self.news.values() for outbox in (news.waiting, news.ended)]
        alone = [notice.send for notice in self.notices.values() if notice.send]
        return [send for outbox in outboxes for send in outbox.values()] + alone

    def add(self, table: Table, partition: str, rows: Rows) -> None:
        """Take one more partition in."""
        match table:
            case Table.TICKETS:
                self.tickets[partition] = _ticket(partition, rows)
            case Table.MEMBERS:
                self.members[partition] = member_rows(partition, rows)
            case Table.NEWS:
                self._add_news(partition, rows)
            case Table.MAILS:
                self._add_mails(partition, rows)
            case Table.AGENDA:
                self._add_agenda(rows)
            case Table.REGISTER if partition != NUMBERS:
                self.register[partition] = entry_rows(partition, rows)
            case Table.LIMITS:
                told = (text for key, text in rows if key.startswith("seats-"))
                self.asked.update((partition, PAGE_REQUESTS.read(text)) for text in told)
            case Table.TERMS:
                self.terms = dict(rows)
            case Table.DIRECTORY:
                self._add_directory(partition, rows)

    def _add_directory(self, partition: str, rows: Rows) -> None:
        if partition == PLACE:
            self.members_listed = {key.rpartition("-")[2]: text for key, text in rows}
        else:
            self.directory |= {key for key, _ in rows}

    def _add_mails(self, partition: str, rows: Rows) -> None:
        if partition == "unfiled":
            self.unfiled = {key: _unfiled(text) for key, text in rows if key.startswith("list-")}
        else:
            self.whole_mails |= whole_mail(partition, rows)

    def _add_news(self, partition: str, rows: Rows) -> None:
        match rows[0][0].partition("-")[0]:
            case "notice":
                self.notices[partition] = _notice(rows[0][1])
            case "shelf":
                self.documents[partition] = document_rows(partition, rows)
            case "line":
                self.late_lines |= {text for _, text in rows}
            case _:
                self.news[partition] = _news(partition, rows)

    def _add_agenda(self, rows: Rows) -> None:
        for key, text in rows:
            if key.startswith(f"{MONTH}-"):
                self.months.add(key)
            elif key.startswith(f"{PEOPLE}-"):
                self.people.add(key)
            elif key.startswith(f"{GATED}-"):
                self.gated[key] = HINTS.read(text).aggregate
            elif key.startswith(f"{LANES}-"):
                self.lanes[HINTS.read(text).aggregate].add(key)
            elif key.startswith(f"{LOOKS}-"):
                row = agenda_row(key, text)
                self.looks[row.hint.aggregate].append(row)
            elif key.partition("-")[0] in LEARNT:
                self.learnt.add(key)
            else:
                self.listed[key] = agenda_row(key, text)


def read(partitions: Mapping[tuple[Table, str], Rows]) -> Reading:
    """Everything that stands in these partitions."""
    reading = Reading()
    for (table, partition), rows in partitions.items():
        reading.add(table, partition, rows)
    return reading


_event, _unfiled, _notice = cache(TICKET_EVENTS.read), cache(UNFILED_MAILS.read), cache(NOTICES.read)


@cache
def _ticket(partition: str, rows: Rows) -> TicketRows:
    ticket = TicketRows(partition)
    for key, text in rows:
        kind, _, rest = key.partition(f"-{partition}")
        name = rest.removeprefix("-")
        match kind:
            case "head":
                ticket.header = TICKET_HEADERS.read(text)
            case "event":
                ticket.events[name] = _event(text)
            case "send":
                ticket.sends[name] = SENDS.read(text)
            case "batch":
                ticket.batches[name] = BATCHES.read(text)
            case "said":
                ticket.said.add(name)
                ticket.mails.add(SAID.read(text).mail)
            case "text":
                ticket.texts.add(name.partition("-")[0])
    return ticket


@cache
def _news(partition: str, rows: Rows) -> NewsRows:
    news = NewsRows(partition)
    for key, text in rows:
        kind, _, rest = key.partition(f"-{partition}")
        match kind:
            case "head":
                news.header = NEWS_HEADERS.read(text)
            case "item":
                news.item = True
            case "unsent":
                news.waiting[rest] = SENDS.read(text)
            case "person":
                news.ended[rest] = SENDS.read(text)
    return news
