"""A ticket of more rows than a transaction takes is erased in steps, and may be killed after each."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

from shared.domain.events.answer_events import TurnEnded
from shared.domain.events.event import fold
from shared.domain.people.forgetting import Forgotten
from shared.domain.values.identity import address_key
from shared.ports.store import Change, Store, StoreUnavailable, Table
from shared.usecases.people.erase_ticket import erase_ticket
from shared.usecases.records.ticket_rows import known_whole_ticket
from tests.fakes.desk import SECRET, FakeDesk
from tests.triggers.people.a_person import CANARY, EVA, post

MESSAGES = 15
REPORT = {"email": EVA, "name": CANARY, "product": "Planner", "kind": "error"}


@dataclass
class OneStepAtATime:
    """Takes so many transactions of a ticket as are ``left``, and is away then."""

    inner: Store
    left: int = 0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the store within has
        return getattr(self.inner, name)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        """As the one within, while any are left."""
        if table is Table.TICKETS:
            if not self.left:
                raise StoreUnavailable
            self.left -= 1
        return await self.inner.commit(table, partition, changes)


async def test_killed_after_each_step_a_long_ticket_is_its_events_and_is_ended_once(fake: FakeDesk) -> None:
    ticket = (await post("/api/intake", REPORT | {"message": f"{CANARY} stops."})).json["ticket"]
    for count in range(1, MESSAGES):
        await post(f"/api/tickets/{ticket}/messages", REPORT | {"message": f"{CANARY} {count}"})
    who = Forgotten(address_key(SECRET, EVA), "anna", fake.desk.house())
    for _ in range(MESSAGES):
        store = cast("Store", OneStepAtATime(fake.desk.store, left=1))
        with suppress(StoreUnavailable):
            await erase_ticket(replace(fake.desk, store=store), ticket, who)
        whole = await known_whole_ticket(fake.desk.store, ticket)
        assert fold(ticket, whole.events) == whole.header.state
    assert {each.entry for each in whole.events if isinstance(each, TurnEnded)} <= whole.said.keys()
    kinds = [each.event for each in whole.events]
    assert (kinds.count("turn_ended"), kinds.count("ticket_erased")) == (MESSAGES, 1)
