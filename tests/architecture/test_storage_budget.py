"""What the acts may ask of storage. ``make bench`` prints the same figures, counted on the real adapters."""

import asyncio
from collections.abc import Sequence

import pytest

from bench.acts import Cost, count_acts
from bench.counting import CountingStore
from bench.scan_size import measure_scans
from bench.scene import scene_over
from bench.tables import DOOR_REQUESTS, INTAKE_IN_TURN, INTAKE_REQUESTS
from shared.domain.values.intake import Submission
from shared.ports.store import Change, Row, Table
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.views.read_tickets import QueueState, read_queue
from tests.fakes.desk import FakeDesk
from tests.fakes.queue import MemoryQueue
from tests.fakes.store import MemoryStore
from tests.triggers.examples import ACME, EVA

INTAKES = ("intake, member", "intake, stranger", "intake, conference")
DOORS = ("open door, member", "open door, stranger")
BUDGET = {
    "scan, nothing due": (9, 0),  # each shard in one range: what is due, and what waits in the lanes
    # The whole look in one range, the next look's row, the decision, the lease of two mails, their mark; rows
    # that move on are shared by the looks of a shard. Of ten looks in one scan, one request is to know
    # whether scans catch up with an outage.
    "scan, each due look": (7, 7.5),
    "intake, sent again": (3, 3),
    "open door, sent again": (4, 11),  # what has come by the door within the hour, in eight rows
    "answer to an error report": (5, 3),
    "quota, claimed for a minute": (2, 1),  # whatever leaves within it, up to ten mails of each lane
    "queue, nothing to do": (1, 6),  # the range that a look reads: the header, what was said, three mails
    # Of three: a lease, a mark, and for the receipt whether its address is in trouble, and its count, twice.
    "queue, each mail": (5 / 3, 1 / 3),
    "queue, each further mail": (0.5, 1),
    # The look finds nothing to do, and its row moves on; what can be searched reads the ticket once.
    "scan, after each intake": (3.2, 19),
    "billing event, first of a subscription": (6, 2),
    "billing event": (5, 3),  # the member is woken: a row of the agenda and a message
    "billing event, sent again": (2, 3),
    "billing event, customer unknown": (8, 0),  # somebody is to be told: a mark, and a mail of the hour
    "mail, a new ticket": (8, 4),
    "mail, sent again": (4, 3),
    "mail, a further turn": (8, 6),
    # A further turn, whose the reference is, and that its sender's address is proved: one to know that it
    # is, and two more with the first such mail of a month.
    "mail, quoting a reference": (13, 10),
    "mail, a supporter's answer": (6, 5),
    "mail, a machine's": (5, 1),
    "status page, opened": (1, 11),  # the ticket with all its rows
    "status page, a message": (7, 15),
    "conference, offered": (4, 2),
    # Eight of them ask the agenda's shards who has booked the time; each other booked ticket is one more.
    "conference, picked": (12, 4),
    "quote, given": (5, 4),
    "quote, accepted": (5, 20),
    "minutes, logged": (4, 1),
    "remote help, offered": (4, 2),
    "remote help, consented to": (4, 15),
    "remote help, started": (4, 1),
    "remote help, ended": (4, 1),
    "report, delivered": (5, 3),
    "report, bounced": (7, 6),
    "news to nobody": (11, 4),
    "news, each person": (1.2, 3.1),
}
"""Act -> at most so many requests, and so many entities read."""
IN_TURN = {
    "answer to an error report": 4,
    "billing event, first of a subscription": 5,
    "billing event": 5,
    "billing event, sent again": 2,
    "billing event, customer unknown": 8,
    "mail, a new ticket": 5,
    "mail, sent again": 2,
    "mail, a further turn": 6,
    "mail, quoting a reference": 10,
    "mail, a supporter's answer": 5,
    "mail, a machine's": 5,
    "status page, opened": 1,
    "status page, a message": 6,
    "conference, offered": 4,
    "conference, picked": 4,
    "quote, given": 4,
    "quote, accepted": 5,
    "minutes, logged": 4,
    "remote help, offered": 4,
    "remote help, consented to": 4,
    "remote help, started": 4,
    "remote help, ended": 4,
    "report, delivered": 4,
    "report, bounced": 6,
    "intake, sent again": 1,
    "open door, sent again": 1,
}
"""Act that somebody waits for -> at most so many requests one after the other."""


class FarStore(MemoryStore):
    """Answers late enough for everything that can be asked at the same time to be asked before."""

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        await _far_away()
        return await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        await _far_away()
        return await super().rows(table, partition, first=first, before=before, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        await _far_away()
        return await super().commit(table, partition, changes)


async def _far_away() -> None:
    """Let others run a few times: longer than any act takes to ask several things at once."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.fixture(scope="module")
def costs() -> dict[str, Cost]:
    """Every act's cost, counted once."""
    return {cost.act: cost for cost in asyncio.run(count_acts(scene_over(FarStore(), MemoryQueue())))}


@pytest.mark.parametrize("act", INTAKES)
def test_an_intake_takes_at_most_eight_storage_requests_the_queue_message_among_them(
    costs: dict[str, Cost], act: str
) -> None:
    assert costs[act].requests <= INTAKE_REQUESTS


@pytest.mark.parametrize("act", DOORS)
def test_an_intake_by_the_open_door_takes_at_most_ten_the_count_of_what_comes_among_them(
    costs: dict[str, Cost], act: str
) -> None:
    assert costs[act].requests <= DOOR_REQUESTS


@pytest.mark.parametrize("act", [*INTAKES, *DOORS])
def test_before_the_answer_at_most_four_requests_come_one_after_the_other(
    costs: dict[str, Cost], act: str
) -> None:
    in_turn = costs[act].in_turn
    assert in_turn is not None
    assert in_turn <= INTAKE_IN_TURN


def test_an_intake_with_its_three_mails_takes_at_most_thirteen_requests_in_all(
    costs: dict[str, Cost],
) -> None:
    """And two more where its instance has claimed nothing of the quota in this minute."""
    look = costs["queue, nothing to do"].requests + 3 * costs["queue, each mail"].requests
    assert round(costs["intake, member"].requests + look) <= 13


def test_a_strangers_intake_takes_as_many_requests_as_a_members(costs: dict[str, Cost]) -> None:
    for acts in (INTAKES, DOORS):
        assert len({(costs[act].requests, costs[act].in_turn) for act in acts}) == 1


def test_no_other_act_asks_more_of_storage_than_its_budget(costs: dict[str, Cost]) -> None:
    over = {
        act: (cost.requests, cost.entities_read)
        for act, cost in costs.items()
        if act not in {*INTAKES, *DOORS}
        and (cost.requests > BUDGET[act][0] or cost.entities_read > BUDGET[act][1])
    }
    assert over == {}


def test_no_other_act_waits_for_longer_chains_of_requests_than_its_budget(costs: dict[str, Cost]) -> None:
    waited = {
        act: cost.in_turn
        for act, cost in costs.items()
        if act not in {*INTAKES, *DOORS} and cost.in_turn is not None
    }
    assert set(waited) == set(IN_TURN)
    assert {act: taken for act, taken in waited.items() if taken > IN_TURN[act]} == {}


def test_every_act_with_a_budget_is_counted(costs: dict[str, Cost]) -> None:
    assert set(costs) == {*INTAKES, *DOORS, *BUDGET}


@pytest.mark.parametrize("tickets", [2, 20])
async def test_a_page_of_the_queue_waits_for_three_requests_one_after_the_other_however_long(
    tickets: int,
) -> None:
    """The lists, the tickets of their rows, and then members and words side by side."""
    fake = FakeDesk()
    fake.store = FarStore()
    await put_member(fake.desk, ACME)
    for number in range(tickets):
        asked = Submission(email=EVA, product="Planner", message=f"Number {number}.")
        await open_ticket(fake.desk, Request(submission=asked, channel="form", key=f"key-{number}"))
    counting = CountingStore(fake.store)
    fake.wrapped_store = counting
    page = await read_queue(fake.desk, QueueState.RUNNING)
    assert ({row.company for row in page.tickets}, len(page.tickets)) == ({"Acme"}, tickets)
    assert counting.counts.in_turn == 3


async def test_the_scan_asks_the_same_of_storage_however_many_tickets_are_open() -> None:
    costs = await measure_scans(scene_over(MemoryStore(), MemoryQueue()), (20, 200, 2000), due=10)
    assert len({(cost.requests, cost.entities_read) for cost in costs}) == 1
    assert costs[0].requests > 0
