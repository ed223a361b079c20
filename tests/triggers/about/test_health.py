"""The desk says whether it is well."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from shared import wiring
from shared.ports.queue import QueueUnavailable
from shared.ports.store import Row, StoreUnavailable
from shared.usecases.clocks.scan_clocks import scan_clocks
from tests.fakes.desk import FakeDesk
from tests.fakes.queue import MemoryQueue
from tests.fakes.store import MemoryStore
from tests.triggers.calling import Answer, call
from tests.triggers.examples import REQUEST


class _SilentStore(MemoryStore):
    async def get(self, *_: object) -> Row | None:
        raise StoreUnavailable

    async def rows(self, *_: object, **__: object) -> Sequence[Row]:
        raise StoreUnavailable


class _SilentQueue(MemoryQueue):
    async def probe(self) -> None:
        raise QueueUnavailable


async def health(fake: FakeDesk) -> Answer:
    wiring.use_desk(fake.desk)
    return await call("GET", "/api/health")


async def test_a_desk_that_has_just_started_is_well(fake: FakeDesk) -> None:
    answer = await health(fake)
    assert (answer.status, answer.json["healthy"], answer.json["reasons"]) == (200, True, [])
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("part", ["storage", "queue", "mail", "files"])
async def test_a_part_that_does_not_answer_is_503_and_the_reason_names_it(fake: FakeDesk, part: str) -> None:
    match part:
        case "storage":
            fake.wrapped_store = _SilentStore()
        case "queue":
            fake.wrapped_queue = _SilentQueue()
        case "files":
            fake.files.reachable = False
        case _:
            fake.mailer.reachable = False
    answer = await health(fake)
    assert (answer.status, answer.json["healthy"], answer.json[part]) == (503, False, False)
    (reason,) = answer.json["reasons"]
    assert part in reason
    assert sum(answer.json[each] for each in ("storage", "queue", "mail", "files")) == 3


async def test_a_desk_whose_clocks_nobody_scans_is_unwell_after_15_minutes(fake: FakeDesk) -> None:
    fake.clock.instant += timedelta(minutes=15)
    assert (await health(fake)).status == 200
    fake.clock.instant += timedelta(seconds=1)
    assert (await health(fake)).status == 503
    await scan_clocks(fake.desk)
    answer = await health(fake)
    assert (answer.status, answer.json["seconds_since_scan"]) == (200, 0)


async def test_what_waits_for_its_part_of_the_quota_is_told_by_lane_and_is_no_illness(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.model_copy(update={"mails_per_hour": 1, "mails_per_minute": 1})
    await call("POST", "/api/intake", REQUEST)
    await fake.rest()
    answer = await health(fake)
    assert (answer.status, answer.json["healthy"]) == (200, True)
    waiting = [(each["lane"], each["waiting"]) for each in answer.json["waiting"]]
    assert waiting == [("promises", 1), ("member_receipts", 1)]
    assert (await call("GET", "/api/queue")).json["waiting"] == answer.json["waiting"]


async def test_whether_it_answers_is_asked_without_a_request_to_any_storage(fake: FakeDesk) -> None:
    fake.wrapped_store, fake.wrapped_queue = _SilentStore(), _SilentQueue()
    fake.files.reachable = fake.mailer.reachable = False
    wiring.use_desk(fake.desk)
    answer = await call("GET", "/api/alive")
    assert (answer.status, answer.text, answer.headers["Cache-Control"]) == (200, "", "no-store")


@pytest.mark.parametrize(("mails_per_hour", "for_trying_only"), [(10, True), (11, False), (100, False)])
async def test_a_quota_that_three_tickets_fill_is_told_loudly_and_wakes_nobody(
    fake: FakeDesk, mails_per_hour: int, *, for_trying_only: bool
) -> None:
    fake.vendor = fake.vendor.model_copy(update={"mails_per_hour": mails_per_hour})
    answer = await health(fake)
    assert (answer.status, answer.json["for_trying_only"]) == (200, for_trying_only)
    told = ["FOR TRYING ONLY" in each and "three tickets fill it" in each for each in answer.json["warnings"]]
    assert told == [True] * for_trying_only
