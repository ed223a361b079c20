"""The terms reach every instance within a minute, and no act asks storage for them."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from shared.domain.terms.keeping_supporters import DutyBody, set_duty
from shared.domain.values.house import House
from shared.ports.store import Row, StoreUnavailable, Table
from shared.usecases.terms.terms_in_force import TermsInForce
from shared.usecases.terms.terms_rows import TermsAuthor, change_terms
from tests.fakes.desk import SECRET, VENDOR, FakeDesk, HandClock
from tests.fakes.store import MemoryStore


class TroubledStore(MemoryStore):
    """Counts what is asked of it, and answers only while it is well."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.well = True
        self.answering = asyncio.Event()
        self.answering.set()

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        self.asked += 1
        found = await super().rows(table, partition, first=first, before=before, limit=limit)
        await self.answering.wait()
        if not self.well:
            raise StoreUnavailable
        return found


class Instances:
    """Two processes over one storage, at one time."""

    def __init__(self) -> None:
        self.clock, self.store = HandClock(), TroubledStore()
        self.here, self.there = (
            TermsInForce(House(vendor=VENDOR, secret=SECRET), self.clock) for _ in range(2)
        )

    async def take_off_duty(self, supporter: str = "anna", key: str = "key") -> None:
        """The owner does, here."""
        fake = FakeDesk(clock=self.clock, store=self.store, in_force=self.here)
        given = DutyBody(on_duty=False, confirmed=True)
        author = TermsAuthor("olga", "Olga", key)
        await change_terms(
            fake.desk, "supporters", author, lambda *now: set_duty(now[0], supporter, given, now[1])
        )

    async def pass_by(self, seconds: float, terms: TermsInForce) -> list[str]:
        """So much later a function is called: who is on duty then."""
        self.clock.instant += timedelta(seconds=seconds)
        await terms.keep_up(self.store)
        return [each.id for each in terms().vendor.on_duty]


@pytest.fixture
async def two() -> Instances:
    made = Instances()
    await made.here.keep_up(made.store)
    await made.there.keep_up(made.store)
    return made


async def test_what_was_changed_counts_at_once_here_and_within_a_minute_there(two: Instances) -> None:
    await two.take_off_duty()
    assert [each.id for each in two.here().vendor.on_duty] == ["bo"]
    assert await two.pass_by(29, two.there) == ["anna", "bo"]
    assert await two.pass_by(32, two.there) == ["bo"]


async def test_within_half_a_minute_nothing_is_asked_and_then_once_for_all(two: Instances) -> None:
    assert two.store.asked == 2
    for _ in range(20):
        await two.pass_by(1, two.there)
    assert two.store.asked == 2
    two.clock.instant += timedelta(seconds=50)
    await asyncio.gather(*(two.there.keep_up(two.store) for _ in range(10)))
    assert two.store.asked == 3


async def test_after_half_a_minute_they_are_read_while_nobody_waits(two: Instances) -> None:
    await two.take_off_duty()
    two.store.answering.clear()
    assert await two.pass_by(45, two.there) == ["anna", "bo"]
    two.store.answering.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert await two.pass_by(1, two.there) == ["bo"]


async def test_where_storage_fails_the_last_that_was_known_counts(two: Instances) -> None:
    await two.take_off_duty()
    two.store.well = False
    assert await two.pass_by(600, two.there) == ["anna", "bo"]
    assert await two.pass_by(600, two.here) == ["bo"]
    two.store.well = True
    assert await two.pass_by(1, two.there) == ["bo"]


async def test_what_has_never_been_read_is_not_guessed() -> None:
    made = Instances()
    made.store.well = False
    with pytest.raises(StoreUnavailable):
        await made.here.keep_up(made.store)
    made.store.well = True
    assert await made.pass_by(0, made.here) == ["anna", "bo"]


async def test_what_is_changed_while_they_are_read_is_not_forgotten(two: Instances) -> None:
    two.clock.instant += timedelta(seconds=45)
    two.store.answering.clear()
    await two.here.keep_up(two.store)
    await asyncio.sleep(0)
    two.store.answering.set()
    await two.take_off_duty()
    for _ in range(5):
        await asyncio.sleep(0)
    assert [each.id for each in two.here().vendor.on_duty] == ["bo"]


async def test_where_nobody_has_changed_anything_the_settings_count(two: Instances) -> None:
    assert two.here().vendor == VENDOR


async def test_a_clock_that_is_set_back_keeps_no_old_terms_in_force(two: Instances) -> None:
    await two.take_off_duty()
    assert await two.pass_by(-3600, two.there) == ["bo"]
    asked = two.store.asked
    assert await two.pass_by(1, two.there) == ["bo"]
    assert two.store.asked == asked
