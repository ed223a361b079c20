"""What is answered and silent is closed by the desk, as it is seen over HTTP and through the timer."""

from datetime import timedelta

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.clocks.test_queue_and_timer import tick
from tests.triggers.examples import EVA
from tests.triggers.tickets import answered, opened

FORTNIGHT = timedelta(days=14)


async def listed(state: str) -> list[str]:
    """The tickets that this list of the queue shows."""
    return [entry["ticket"] for entry in (await call("GET", f"/api/queue?state={state}")).json["tickets"]]


async def test_a_ticket_that_is_answered_and_silent_for_14_days_leaves_the_queue_and_a_message_opens_it(
    fake: FakeDesk,
) -> None:
    address = await opened(fake)
    await answered(fake, address)
    ticket = address.rpartition("/")[2]
    assert await listed("silent") == [ticket]
    before = (await call("GET", address)).json
    fake.clock.instant += FORTNIGHT - timedelta(minutes=1)
    await tick()
    assert (await call("GET", address)).json["closed"] is None
    fake.clock.instant += timedelta(minutes=2)
    await tick()
    view = (await call("GET", address)).json
    assert view["closed"] is not None
    assert [clock["ended"] for clock in view["clocks"]] == [clock["ended"] for clock in before["clocks"]]
    assert await listed("silent") == []
    kept = await call("POST", f"{address}/messages", {"message": "Again.", "email": EVA})
    assert kept.status == 202
    await fake.rest()
    assert (await call("GET", address)).json["closed"] is None
    assert await listed("running") == [ticket]
