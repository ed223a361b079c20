"""A scan after an outage that is interrupted once, at any call, and then left to recover."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from shared.domain.answers.closing import OwnerBody
from shared.domain.letters.letters import Digest, Escalation
from shared.domain.letters.sends import Send, SendState
from shared.ports.store import StoreError, Table
from shared.usecases.answers.answer_ticket import name_owner
from shared.usecases.clocks.scan_clocks import MOST_LOOKS, scan_clocks
from shared.usecases.records.notice_rows import NOTICES
from tests.examples.escalation_examples import ask, desk_of_acme, sends_of, told_of
from tests.fakes.desk import SCAN_EVERY, FakeDesk
from tests.fakes.one_fault import Fate, FaultyMailer, FaultyQueue, FaultyStore, Killed, OneFault

LEVELS = 4
LINES = {
    ("anna@example.com", "free", "reply"),
    ("bo@example.com", "free", "reply"),
    ("bo@example.com", "owned", "reply"),
    ("bo@example.com", "owned", "conference"),
}


@dataclass
class Dying(OneFault):
    """A process that is killed makes no call after that, whatever it still had under way."""

    dead: bool = False

    async def around[T](self, call: Awaitable[T], failure: Exception) -> T:
        if self.dead:
            self.number = self.calls + 1
            self.fate = Fate.KILLED_BEFORE
        try:
            return await super().around(call, failure)
        except Killed:
            self.dead = True
            raise


@dataclass
class Late:
    """A desk whose scan was missing for 37 hours, and the names of its two tickets."""

    fake: FakeDesk
    names: dict[str, str]

    async def interrupted(self, fault: Dying, runs: int = 1, most: int = MOST_LOOKS) -> FaultyMailer:
        """Scan and work off the queue, so often; the one call suffers. Then ordinary scans for 40 minutes."""
        fake = self.fake
        fake.wrapped_store = FaultyStore(fake.store, fault)
        fake.wrapped_queue = FaultyQueue(fake.queue, fault)
        fake.wrapped_mailer = mailer = FaultyMailer(fake.mailer, fault)
        try:
            for run in range(runs):
                fake.clock.instant += SCAN_EVERY if run else timedelta()
                await scan_clocks(fake.desk, most)
                await fake.rest()
        except (Killed, StoreError):
            await asyncio.sleep(0)
        fake.wrapped_store = fake.wrapped_queue = None
        fault.number, fault.dead = 0, False
        await fake.advance(timedelta(minutes=40))
        return mailer

    async def tellings(self) -> Counter[tuple[str, str, str]]:
        """How often each line went to each person, in whatever mail."""
        letters = [
            (send.to.address, send.letter) for send in await self.sends() if send.state is SendState.SENT
        ]
        return Counter(
            (address, self.names[line.ticket], line.clock.value)
            for address, letter in letters
            for line in (letter.lines if isinstance(letter, Digest) else [letter])
            if isinstance(line, Escalation)
        )

    async def sends(self) -> list[Send]:
        """Every mail of the tickets and notices."""
        of_tickets = [send for ticket in self.names for send in await sends_of(self.fake, ticket)]
        notices = [
            NOTICES.read(text)
            for (table, _, key), text in self.fake.store.everything().items()
            if table is Table.NEWS and key.startswith("notice-")
        ]
        return of_tickets + [notice.send for notice in notices if notice.send]


async def after_an_outage() -> Late:
    """Two tickets with three clocks that have all run out; Bo owns one ticket."""
    fake = await desk_of_acme()
    owned, free = await ask(fake, "owned", kind="conference"), await ask(fake, "free")
    await name_owner(fake.desk, owned, OwnerBody(owner="bo"))
    await fake.rest()
    fake.mailer.delivered.clear()
    fake.clock.instant += timedelta(hours=37)
    return Late(fake, {owned: "owned", free: "free"})


@pytest.mark.parametrize(("runs", "most"), [(1, MOST_LOOKS), (3, 1)])
@pytest.mark.parametrize("fate", Fate)
async def test_whatever_is_interrupted_everybody_is_told_of_each_clock_once(
    fate: Fate, runs: int, most: int
) -> None:
    """Also where it takes several scans. A mail goes twice only where the answer to it was not recorded."""
    whole = Dying(number=0, fate=fate)
    await (await after_an_outage()).interrupted(whole, runs, most)
    for number in range(1, whole.calls + 1):
        late, fault = await after_an_outage(), Dying(number=number, fate=fate)
        mailer = await late.interrupted(fault, runs, most)
        tellings = await late.tellings()
        assert set(tellings) == LINES, (number, tellings)
        assert set(tellings.values()) == {1}, (number, tellings)
        assert all(send.ended for send in await late.sends()), number
        for ticket, name in late.names.items():
            told = await told_of(late.fake, ticket)
            assert len(told) == len(set(told)) == (2 * LEVELS if name == "owned" else LEVELS), number
        assert mailer.handed_over.total() <= len(mailer.handed_over) + 1, number
        assert len(late.fake.mailer.delivered) == len(mailer.handed_over), number


async def test_when_nothing_goes_wrong_there_is_one_mail_a_person() -> None:
    late = await after_an_outage()
    mailer = await late.interrupted(Dying(number=0, fate=Fate.KILLED_BEFORE))
    assert set(mailer.handed_over.values()) == {1}
    assert [mail.to.address for mail in late.fake.mailer.delivered] == ["anna@example.com", "bo@example.com"]


async def test_when_it_takes_several_scans_there_is_one_mail_a_person_too() -> None:
    late = await after_an_outage()
    mailer = await late.interrupted(Dying(number=0, fate=Fate.KILLED_BEFORE), runs=3, most=1)
    assert set(mailer.handed_over.values()) == {1}
    assert sorted(mail.to.address for mail in late.fake.mailer.delivered) == [
        "anna@example.com",
        "bo@example.com",
    ]


@pytest.mark.parametrize("fate", [Fate.KILLED_BEFORE, Fate.KILLED_AFTER])
async def test_a_host_that_is_killed_leaves_all_to_the_one_digest_of_the_other(fate: Fate) -> None:
    number = 0
    while True:
        number += 1
        late, fault = await after_an_outage(), Dying(number=number, fate=fate)
        dying = replace(late.fake, wrapped_store=FaultyStore(late.fake.store, fault))
        with suppress(Killed):
            await scan_clocks(dying.desk)
        await asyncio.sleep(0)
        if not fault.happened:
            break
        await scan_clocks(late.fake.desk)
        await late.fake.rest()
        await late.fake.advance(timedelta(minutes=40))
        tellings = await late.tellings()
        assert set(tellings) == LINES, (number, tellings)
        assert set(tellings.values()) == {1}, (number, tellings)
        assert len(late.fake.mailer.delivered) == len({"anna", "bo"}), number


async def test_two_scans_at_once_tell_each_clock_once() -> None:
    late = await after_an_outage()
    await asyncio.gather(scan_clocks(late.fake.desk), scan_clocks(late.fake.desk))
    await late.fake.rest()
    await late.fake.advance(timedelta(minutes=40))
    tellings = await late.tellings()
    assert set(tellings) == LINES
    assert set(tellings.values()) == {1}
