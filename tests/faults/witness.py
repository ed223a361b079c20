"""Sees every change of the store and every mail, and keeps what must not have been."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache

from shared.domain.clocks.clocks import clocks
from shared.domain.letters.letters import Escalation
from shared.domain.letters.sends import Send, SendState
from shared.ports.clock import Clock
from shared.ports.desk import Desk
from shared.ports.mailer import Mail, Mailer
from shared.ports.queue import Queue
from shared.ports.store import Change, Row, Table
from tests.fakes.store import MemoryStore
from tests.faults.examples import personal_in, told_by_people_in
from tests.faults.invariants import broken_at_any_time, tellable
from tests.faults.member_reading import Rows
from tests.faults.reading import Reading, TicketRows, read
from tests.faults.register_invariants import register_broken_at_any_time

_LINK = re.compile(r"""https?://[^\s"'<>]+""")


@dataclass
class Witness:
    """``broken``: what was seen and must not be. ``accepted``: each mail that the provider took, in order.

    ``excused``: how often each mail may have been taken before, by its operation id.
    """

    memory: MemoryStore
    broken: list[str] = field(default_factory=list)
    accepted: list[Mail] = field(default_factory=list)
    excused: Counter[str] = field(default_factory=Counter)
    _attempts: dict[str, int] = field(default_factory=dict)

    def reading(self) -> Reading:
        """The store as it is now."""
        return read(self.memory.partitions())

    def look_around(self, desk: Desk) -> None:
        """Check what must hold at all times."""
        partitions = self.memory.partitions()
        reading = read(partitions)
        self.broken += broken_at_any_time(reading, desk)
        self.broken += register_broken_at_any_time(reading, desk.clock.now())
        for (_, partition), rows in partitions.items():
            self.broken += [f"6: a key is {key}" for key in _telling_keys(partition, rows)]
        for ticket in reading.tickets.values():
            self._see_leases(ticket)

    def excuse_unrecorded(self) -> None:
        """A fault strikes now: mails accepted and not recorded by now may go out once more."""
        recorded = {send.id for send in self.reading().sends() if send.ended}
        taken = Counter(mail.operation_id for mail in self.accepted)
        self.excused |= Counter({each: times for each, times in taken.items() if each not in recorded})

    def see_accepted(self, mail: Mail, now: datetime) -> None:
        """The provider has taken this mail: it must have been leased, and be the same at every attempt."""
        send = next((each for each in self.reading().sends() if each.id == mail.operation_id), None)
        if send is None or not send.leased_until or send.leased_until <= now:
            self.broken.append("2: a mail was sent that was not leased")
        before = [each for each in self.accepted if each.operation_id == mail.operation_id]
        if len(before) > self.excused[mail.operation_id]:
            self.broken.append(f"2: {send.letter.letter if send else 'a mail'} was sent once too often")
        if send and len(before) >= send.attempts:
            self.broken.append("2: a mail was sent, and the attempt was not counted")
        if any(_but_links(each) != _but_links(mail) for each in before):
            self.broken.append("2: a mail was another one at its second attempt")
        self.accepted.append(mail)

    def see_message(self, aggregate: str) -> None:
        """A queue message was written: it carries ids only."""
        if told_by_people_in(aggregate) or personal_in(aggregate):
            self.broken.append(f"6: a queue message has {aggregate}")

    def unaccepted(self) -> list[str]:
        """Mails that stand as sent and that the provider never took."""
        accepted = {mail.operation_id for mail in self.accepted}
        return [
            f"2: {send.letter.letter} stands as sent and never was"
            for send in self.reading().sends()
            if send.state is SendState.SENT and send.id not in accepted
        ]

    def _see_leases(self, ticket: TicketRows) -> None:
        """Whoever takes a warning for sending must see a clock that has not been met."""
        for send in ticket.sends.values():
            before, self._attempts[send.id] = self._attempts.get(send.id, 0), send.attempts
            if send.attempts > before and _is_pointless(ticket, send):
                self.broken.append(f"3: {send.letter.letter} of {ticket.id} goes out, but the clock was met")


def _but_links(mail: Mail) -> Mail:
    """All but its links: where these were revoked meanwhile, the next attempt has one that opens."""
    return replace(mail, text=_LINK.sub("", mail.text), html=_LINK.sub("", mail.html))


@cache
def _telling_keys(partition: str, rows: Rows) -> list[str]:
    """Keys of this partition with something that came from outside."""
    return [key for key in (partition, *dict(rows)) if told_by_people_in(key)]


def _is_pointless(ticket: TicketRows, send: Send) -> bool:
    letter = send.letter
    if not isinstance(letter, Escalation) or ticket.header is None:
        return False
    meant = [
        each for each in clocks(ticket.header.state) if (each.kind, each.due) == (letter.clock, letter.due)
    ]
    return not any(tellable(clock, letter.level) for clock in meant)


@dataclass(frozen=True, slots=True)
class WitnessedStore:
    """The store in memory; after every change the witness looks around."""

    witness: Witness
    desk: Desk

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        """See ``shared.ports.Store.get``."""
        return await self.witness.memory.get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.rows``."""
        return await self.witness.memory.rows(table, partition, first=first, before=before, limit=limit)

    async def across(
        self, table: Table, *, first: str, before: str, begins: str, limit: int = 1000
    ) -> Sequence[Row]:
        """See ``shared.ports.Store.across``."""
        memory = self.witness.memory
        return await memory.across(table, first=first, before=before, begins=begins, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """See ``shared.ports.Store.commit``."""
        versions = await self.witness.memory.commit(table, partition, changes)
        self.witness.look_around(self.desk)
        return versions


@dataclass(frozen=True, slots=True)
class WitnessedQueue:
    """The queue; the witness reads every message."""

    witness: Witness
    queue: Queue

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        """See ``shared.ports.Queue.tell``."""
        await self.queue.tell(aggregate, after)
        self.witness.see_message(aggregate)

    async def probe(self) -> None:
        """See ``shared.ports.Queue.probe``."""
        await self.queue.probe()


@dataclass(frozen=True, slots=True)
class WitnessedMailer:
    """The mailer; the witness counts every mail that it takes, also one that it had taken before."""

    witness: Witness
    mailer: Mailer
    clock: Clock

    async def send(self, mail: Mail, *, first_sent: datetime) -> None:
        """See ``shared.ports.Mailer.send``."""
        await self.mailer.send(mail, first_sent=first_sent)
        self.witness.see_accepted(mail, self.clock.now())

    async def probe(self) -> None:
        """See ``shared.ports.Mailer.probe``."""
        await self.mailer.probe()
