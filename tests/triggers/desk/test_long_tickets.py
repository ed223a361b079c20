"""The page of a ticket costs the same few requests, however much was said there or asked by its member."""

from datetime import timedelta

from bench.counting import CountingStore
from bench.long_ticket import open_long
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import Language
from shared.usecases.desk.desk_ticket import MOST_OTHERS, MOST_READ, read_desk_ticket
from shared.usecases.desk.watch_ticket import Visitor
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.architecture.test_storage_budget import FarStore
from tests.fakes.desk import VENDOR, FakeDesk
from tests.triggers.desk.test_queue_views import many
from tests.triggers.examples import ACME, EVA

ANNA = Visitor(VENDOR.supporters[0])


async def test_a_page_of_a_long_ticket_waits_for_three_requests_in_a_row() -> None:
    fake = FakeDesk(store=FarStore())
    await put_member(fake.desk, ACME)
    await many(fake, 3)
    ticket = await open_long(fake.desk, 30, EVA)
    fake.wrapped_store = counting = CountingStore(fake.store)
    shown = await read_desk_ticket(fake.desk, ticket, Language.ENGLISH, ANNA)
    assert counting.counts.in_turn == 3
    assert len(shown.view.turns) == len(shown.explanations) == 10


async def test_of_a_members_many_tickets_those_are_beside_it_that_something_happened_to_last(
    fake: FakeDesk,
) -> None:
    await many(fake, MOST_READ)
    opened = []
    for number in range(MOST_OTHERS):
        asked = Submission(email=EVA, product="Planner", message=f"Last {number}.")
        opened.append(
            await open_ticket(fake.desk, Request(submission=asked, channel="form", key=f"l{number}"))
        )
        fake.clock.instant += timedelta(seconds=1)
    asked = Submission(email=EVA, product="Planner", message="This one.")
    this = await open_ticket(fake.desk, Request(submission=asked, channel="form", key="this"))
    shown = await read_desk_ticket(fake.desk, this.state.id, Language.ENGLISH, ANNA)
    assert [each.state.id for each in shown.others] == [each.state.id for each in reversed(opened)]
