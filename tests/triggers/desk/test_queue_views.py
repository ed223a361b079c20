"""The desk's queue: each view picks its tickets off the lists, 25 at a time, and says how many there are."""

from datetime import timedelta

import pytest

from bench.counting import CountingStore
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import Language
from shared.usecases.desk.desk_queue import SHOWN, DeskQueue, read_desk_queue
from shared.usecases.desk.desk_views import DeskView, Looking
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.architecture.test_storage_budget import FarStore
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import ACME, EVA, STRANGER
from tests.triggers.tickets import answered, opened


async def seen(
    fake: FakeDesk, view: DeskView = DeskView.ALL, after: str = "", who: str = "anna"
) -> DeskQueue:
    looking = Looking(view, who, Language.ENGLISH, fake.clock.now(), after)
    return await read_desk_queue(fake.desk, looking)


def tickets(page: DeskQueue) -> list[str]:
    return [entry.ticket for _, entry in page.tickets]


def counted(page: DeskQueue) -> dict[str, int]:
    return {view.value: count.tickets for view, count in page.counts.items() if count.tickets}


ASKED = (
    {"message": "One."},
    {"message": "Two."},
    {"message": "Three.", "kind": "conference"},
    {"message": "Four.", "email": STRANGER},
)


async def test_each_view_has_the_tickets_that_it_is_named_after(fake: FakeDesk) -> None:
    mine, silent, talk, gated = [(await opened(fake, **each)).rpartition("/")[2] for each in ASKED]
    await call("PUT", f"/api/tickets/{mine}/owner", {"owner": "anna"})
    await answered(fake, f"/api/tickets/{silent}")
    await call("PUT", f"/api/tickets/{silent}/owner", {"owner": "bo"})
    held = (await call("POST", "/api/intake", {"email": STRANGER, "message": "Five."})).json["ticket"]
    await fake.rest()
    wanted = {
        DeskView.ALL: [mine, talk, gated, silent],
        DeskView.MINE: [mine],
        DeskView.NOBODYS: [talk, gated],
        DeskView.GATED: [gated],
        DeskView.CONFERENCES: [talk],
        DeskView.BROKEN: [],
        DeskView.SILENT: [silent],
        DeskView.HELD: [held],
    }
    for view, those in wanted.items():
        page = await seen(fake, view)
        assert (view, sorted(tickets(page))) == (view, sorted(those))
        assert counted(page) == {each.value: len(some) for each, some in wanted.items() if some}
    assert tickets(await seen(fake, DeskView.MINE, who="")) == []


async def test_a_clock_that_is_past_due_is_broken_and_stands_first(fake: FakeDesk) -> None:
    old = (await opened(fake)).rpartition("/")[2]
    await fake.advance(timedelta(hours=23))
    await opened(fake, message="Another.")
    assert tickets(await seen(fake, DeskView.BROKEN)) == []
    await fake.advance(timedelta(hours=2))
    assert tickets(await seen(fake, DeskView.BROKEN)) == [old]
    assert tickets(await seen(fake))[0] == old


async def test_what_is_closed_a_moment_ago_is_neither_shown_nor_counted(fake: FakeDesk) -> None:
    address = await opened(fake)
    await answered(fake, address)
    assert counted(await seen(fake)) == {"all": 1, "mine": 1, "silent": 1}
    await call("POST", f"{address}/close", {"author": "anna"})
    page = await seen(fake)
    assert (tickets(page), counted(page)) == ([], {})


async def many(fake: FakeDesk, number: int) -> None:
    """So many tickets, a second apart, in no list but those where they belong."""
    for each in range(number):
        asked = Submission(email=EVA, product="Planner", message=f"Number {each}.")
        await open_ticket(fake.desk, Request(submission=asked, channel="form", key=f"key-{each}"))
        fake.clock.instant += timedelta(seconds=1)
    await fake.rest()
    await fake.advance(timedelta(minutes=12))


@pytest.mark.parametrize("number", [SHOWN, SHOWN + 1, 2 * SHOWN + 5])
async def test_a_queue_is_read_page_by_page_and_each_page_waits_for_three_requests_in_a_row(
    number: int,
) -> None:
    fake = FakeDesk(store=FarStore())
    await put_member(fake.desk, ACME)
    await many(fake, number)
    found: list[str] = []
    after = ""
    while not found or after:
        fake.wrapped_store = counting = CountingStore(fake.store)
        page = await seen(fake, after=after)
        assert counting.counts.in_turn == 3
        assert counted(page)["all"] == number
        assert len(tickets(page)) <= SHOWN
        found += tickets(page)
        after = page.next
    assert len(found) == len(set(found)) == number


async def test_a_long_list_is_read_to_its_end_and_says_that_there_are_more_than_were_counted(
    fake: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.usecases.desk.desk_queue.MOST_OF_A_SHARD", 2)
    await many(fake, 24)
    page = await seen(fake, DeskView.NOBODYS)
    found = tickets(page)
    assert page.counts[DeskView.NOBODYS].more_than
    while page.next:
        page = await seen(fake, DeskView.NOBODYS, page.next)
        found += tickets(page)
    assert len(found) == len(set(found)) == 24
