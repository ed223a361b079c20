"""What waits at the gate is asked for anew whenever a member's history changes, or its cover begins."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest

from shared.domain.agenda.agenda import LOOKS, instant_of
from shared.domain.members.member import Customer, Member, Person
from shared.domain.values.gate_reason import Mark
from shared.domain.values.intake import Submission
from shared.ports.store import Row, Table
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.contract_story import DAY, EVA, HOUR, Story, planner
from tests.fakes.desk import START
from tests.fakes.store import MemoryStore


@pytest.fixture
async def story() -> Story:
    """Monday 2 March 2026, 10:00: Acme subscribes to nothing yet."""
    begun = Story()
    await begun.acme()
    return begun


def of_the_agenda(story: Story, first_word: str) -> list[str]:
    """The keys of the agenda's rows of this kind."""
    rows = story.fake.store.everything()
    return sorted(key for table, _, key in rows if table is Table.AGENDA and key.startswith(f"{first_word}-"))


@pytest.mark.parametrize("order", list(permutations(("past_due", "message", "cancelled", "active"))))
async def test_whatever_order_its_events_come_in_a_message_is_covered_as_of_its_receipt(
    story: Story, order: tuple[str, ...]
) -> None:
    """Past due for long, active again before the message, cancelled after it."""
    at = {"past_due": START - 40 * DAY, "active": START - DAY, "cancelled": START + HOUR}
    received = START if "message" in order[:1] else START + HOUR / 2
    ticket = ""
    for step in order:
        if step == "message":
            story.fake.clock.instant = received
            ticket = await story.ask()
            story.fake.clock.instant = START + 2 * HOUR
        else:
            await story.billed(step, at[step], paid_until=at[step] if step != "active" else None)
    turn = await story.turn(ticket)
    assert turn.covered is True
    (clock,) = await story.clocks(ticket)
    assert clock.start == turn.received


async def test_a_clock_that_runs_is_not_moved_by_an_event_that_comes_later(story: Story) -> None:
    await story.billed("active", START - 30 * DAY)
    ticket = await story.ask()
    (before,) = await story.clocks(ticket)
    story.fake.clock.instant = START + HOUR
    await story.billed("cancelled", START - DAY)
    await story.billed("on_ice", START - DAY / 2)
    (after,) = await story.clocks(ticket)
    assert (after.start, after.due, after.state) == (before.start, before.due, before.state)


NEW_YEAR = START + 10 * DAY


async def begins_by_hand(story: Story) -> None:
    await story.acme(planner(since=NEW_YEAR))


async def begins_by_an_event(story: Story) -> None:
    await story.billed("active", NEW_YEAR)


@pytest.mark.parametrize("begins", [begins_by_hand, begins_by_an_event])
@pytest.mark.parametrize("asked_first", [True, False])
async def test_what_waits_is_taken_up_when_a_subscription_begins_later(
    story: Story, begins: object, *, asked_first: bool
) -> None:
    assert callable(begins)
    ticket = await story.ask() if asked_first else ""
    await begins(story)
    ticket = ticket or await story.ask()
    await story.fake.advance(9 * DAY)
    assert (await story.turn(ticket)).covered is False
    story.fake.clock.instant = NEW_YEAR - timedelta(minutes=5)
    await story.fake.advance(timedelta(minutes=5))
    (clock,) = await story.clocks(ticket)
    assert (clock.start, clock.due) == (NEW_YEAR, NEW_YEAR + 24 * HOUR)
    assert (await story.turn(ticket)).marks == ()


async def test_each_instant_at_which_cover_begins_is_on_the_agenda(story: Story) -> None:
    later = (NEW_YEAR, NEW_YEAR + 20 * DAY)
    await story.acme(
        planner(since=later[0]), planner("cancelled", since=later[0] + DAY), planner(since=later[1])
    )
    found = {instant_of(key) for key in of_the_agenda(story, LOOKS) if "-member-" in key}
    assert set(later) <= found
    await story.fake.advance(11 * DAY)
    ticket = await story.ask()
    assert (await story.turn(ticket)).covered is False
    story.fake.clock.instant = later[1] - timedelta(minutes=5)
    await story.fake.advance(timedelta(minutes=10))
    assert (await story.turn(ticket)).covered is True


async def test_what_waits_is_listed_under_all_that_its_sender_is_known_by_and_no_longer(story: Story) -> None:
    ticket = await story.ask()
    assert {key.rpartition("-")[2] for key in of_the_agenda(story, "gated")} == {ticket}
    await story.billed("active", START - DAY)
    await story.fake.advance(timedelta(minutes=15))
    assert of_the_agenda(story, "gated") == []


async def test_a_covered_message_is_never_listed_as_waiting(story: Story) -> None:
    await story.billed("active", START - DAY)
    await story.ask()
    assert of_the_agenda(story, "gated") == []


class CountingStore(MemoryStore):
    """Counts the tickets that are read."""

    def __init__(self) -> None:
        """Nothing has been read."""
        super().__init__()
        self.read: list[str] = []

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        if table is Table.TICKETS:
            self.read.append(partition)
        return await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> list[Row]:
        if table is Table.TICKETS:
            self.read.append(partition)
        return list(await super().rows(table, partition, first=first, before=before, limit=limit))


async def test_a_member_that_is_woken_reads_what_waits_for_it_and_no_other_ticket() -> None:
    story = Story()
    store = CountingStore()
    story.fake.store = store
    await story.acme()
    waiting = await story.ask()
    for number in range(5):
        await story.ask(email=f"stranger{number}@elsewhere.example.com")
    store.read.clear()
    await story.billed("active", START - DAY)
    assert set(store.read) == {waiting}


async def test_a_further_message_from_elsewhere_waits_under_its_own_sender_too(story: Story) -> None:
    """The ticket was a stranger's; the member of the second sender begins to be covered."""
    ticket = await story.ask(email="stranger@elsewhere.example.com")
    submission = Further(text="I am at Acme.", email=EVA)
    _, turn = await add_message(story.fake.desk, ticket, submission)
    await story.fake.rest()
    await story.fake.advance(HOUR)
    await story.billed("active", START - DAY)
    assert (await story.turn(ticket, turn)).covered is True
    assert (await story.turn(ticket, "m1")).covered is False


async def test_an_event_that_comes_before_the_member_looked_for_its_events_hides_none_of_them() -> None:
    """The member is written; before it is looked at, its provider speaks; an earlier event waited."""
    story = Story()
    ticket = await story.ask()
    await story.billed("active", START - DAY)
    member = Member(
        id="acme",
        name="Acme",
        owner=Person(address="owner@acme.example.org"),
        domains=("acme.example.org",),
        customers=(Customer(provider="standard", id="cus_1"),),
    )
    await put_member(story.fake.desk, member)
    story.fake.queue.take()
    await story.billed("cancelled", START - 2 * DAY)
    turn = await story.turn(ticket)
    assert (turn.covered, turn.marks) == (True, (Mark.LATE,))


async def test_a_late_event_reaches_a_message_that_was_written_a_moment_ago(story: Story) -> None:
    """It comes after the message was kept and before anybody has looked at the ticket."""
    fake = story.fake
    request = Request(Submission(email=EVA, product="Planner", message="It stops."), channel="form", key="k")
    ticket = (await open_ticket(fake.desk, request)).state.id
    kept: list[str] = fake.queue.take()
    await story.billed("active", datetime.fromisoformat("2026-03-01T09:00:00Z"))
    for aggregate in kept:
        await fake.queue.tell(aggregate)
    await fake.rest()
    assert (await read_ticket(fake.desk, ticket)).turns[0].covered is True
