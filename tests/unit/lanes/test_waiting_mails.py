"""Mails that may not leave now: in a list of their lane, served in order, told of, withdrawn in the end."""

from datetime import timedelta

import pytest

from shared.domain.agenda.agenda import LANES, LOOKS, lane_of
from shared.domain.lanes.lane import Lane
from shared.domain.lanes.sharing_out import minute_of
from shared.domain.letters.sends import SendState
from shared.domain.letters.supporter_letters import RequestsWaiting
from shared.domain.outbox.needless import TOLD_TOGETHER, WAITED_TOO_LONG
from shared.domain.values.intake import Submission
from shared.ports.store import Table
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.lanes.claim_quota import load_quota, replace_quota
from shared.usecases.lanes.lane_rows import ASKED_AGAIN_AFTER, backlog
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.fakes.desk import VENDOR, FakeDesk
from tests.fakes.mailer import Fate, Fault
from tests.faults.reading import read
from tests.triggers.examples import ACME, EVA

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
async def fake() -> FakeDesk:
    """A desk whose provider takes a hundred mails an hour, and one member."""
    made = FakeDesk(vendor=VENDOR.model_copy(update={"mails_per_hour": 100, "mails_per_minute": 100}))
    await put_member(made.desk, ACME)
    await made.rest()
    return made


async def use_up(fake: FakeDesk, lane: Lane, mails: int) -> None:
    before = await load_quota(fake.desk)
    quota = before.quota.with_grant(lane, mails, minute_of(fake.clock.instant))
    await replace_quota(fake.desk, before, quota)


async def ask(fake: FakeDesk, email: str) -> str:
    """Somebody asks, and the queue brings the look."""
    asked = Submission(email=email, product="Planner", message="It stops.")
    header = await open_ticket(fake.desk, Request(submission=asked, channel="form", key=f"key-{email}"))
    await fake.rest()
    return header.aggregate


def mailed(fake: FakeDesk) -> list[str]:
    return [mail.to.address for mail in fake.mailer.delivered]


def lanes_listed(fake: FakeDesk) -> list[Lane]:
    keys = (key for table, _, key in fake.store.everything() if table is Table.AGENDA)
    return sorted((lane_of(key) for key in keys if key.startswith(f"{LANES}-")), key=lambda each: each.place)


def reasons(fake: FakeDesk) -> dict[str, set[str]]:
    """Of mails that were withdrawn: why, by letter."""
    found: dict[str, set[str]] = {}
    for send in read(fake.store.partitions()).sends():
        if send.state is SendState.WITHDRAWN:
            found.setdefault(send.letter.letter, set()).add(send.reason)
    return found


async def test_what_may_not_leave_stands_in_the_list_of_its_lane_and_is_no_due_look(fake: FakeDesk) -> None:
    await use_up(fake, Lane.PEOPLE, 100)
    aggregate = await ask(fake, EVA)
    assert mailed(fake) == []
    assert lanes_listed(fake) == [Lane.PROMISES, Lane.MEMBERS]
    following = await look_at(fake.desk, aggregate)
    assert following is not None
    assert following > fake.clock.instant
    for _ in range(2):
        fake.clock.instant += 6 * MINUTE
        await scan_clocks(fake.desk)
    looks = [key for _, _, key in fake.store.everything() if key.startswith(LOOKS) and aggregate in key]
    assert all(key > f"{LOOKS}-{fake.clock.instant:%Y%m%d%H%M}" for key in looks)


async def test_once_there_is_room_again_the_scan_sends_it_and_removes_the_rows(fake: FakeDesk) -> None:
    await use_up(fake, Lane.PEOPLE, 100)
    await ask(fake, EVA)
    await fake.advance(55 * MINUTE)
    assert mailed(fake) == []
    await fake.advance(10 * MINUTE)
    assert sorted(mailed(fake)) == sorted([EVA, "anna@example.com", "bo@example.com"])
    await fake.advance(10 * MINUTE)
    assert lanes_listed(fake) == []


async def test_what_somebody_waits_for_by_a_clock_is_asked_for_again_by_the_queue_too(fake: FakeDesk) -> None:
    await use_up(fake, Lane.PEOPLE, 100)
    await ask(fake, "someone@elsewhere.example.com")
    assert fake.queue.later == []
    aggregate = await ask(fake, EVA)
    assert set(fake.queue.later) == {(aggregate, ASKED_AGAIN_AFTER)}
    assert timedelta(minutes=2) >= ASKED_AGAIN_AFTER


async def test_a_warning_that_the_provider_did_not_take_pauses_two_minutes_at_most(fake: FakeDesk) -> None:
    fake.mailer.fail_next(*[Fault(Fate.DEFERRED, to="anna@example.com")] * 3)
    aggregate = await ask(fake, EVA)
    for _ in range(2):
        (*_, (told, after)) = fake.queue.later
        assert (told, after <= 2 * MINUTE) == (aggregate, True)
        fake.clock.instant += after
        await look_at(fake.desk, aggregate)
    fake.clock.instant += 2 * MINUTE
    await look_at(fake.desk, aggregate)
    assert "anna@example.com" in mailed(fake)


async def test_a_strangers_receipt_that_has_waited_for_a_day_is_withdrawn_and_counted_in_the_digest(
    fake: FakeDesk,
) -> None:
    await use_up(fake, Lane.STRANGERS, 20)
    await ask(fake, "someone@elsewhere.example.com")
    for _ in range(25):
        await use_up(fake, Lane.STRANGERS, 20)
        await fake.advance(HOUR)
    assert reasons(fake)["gate_notice"] == {WAITED_TOO_LONG}
    assert "someone@elsewhere.example.com" not in mailed(fake)
    await fake.advance(4 * HOUR)
    letters = [send.letter for send in read(fake.store.partitions()).sends()]
    told = [letter.withdrawn for letter in letters if isinstance(letter, RequestsWaiting)]
    assert sum(told) == 2


async def test_supporters_are_told_in_one_mail_of_strangers_whose_notices_wait(fake: FakeDesk) -> None:
    await use_up(fake, Lane.STRANGERS_NOTICES, 15)
    for number in range(6):
        await ask(fake, f"someone{number}@elsewhere{number}.example.com")
    waiting = {each.lane: each.waiting for each in await backlog(fake.store)}
    assert waiting[Lane.STRANGERS_NOTICES] >= 5
    await fake.advance(20 * MINUTE)
    digests = [mail for mail in fake.mailer.delivered if "strangers since" in mail.subject]
    assert [mail.to.address for mail in digests] == ["bo@example.com"]
    assert digests[0].subject.startswith(f"{waiting[Lane.STRANGERS_NOTICES]} requests from strangers")
    await fake.advance(2 * HOUR)
    assert reasons(fake)["new_ticket"] == {TOLD_TOGETHER}
    assert await backlog(fake.store) == ()
    assert len([mail for mail in fake.mailer.delivered if "strangers since" in mail.subject]) == 1


async def test_a_provider_that_takes_nothing_is_asked_one_mail_at_a_time_until_it_does(
    fake: FakeDesk,
) -> None:
    fake.mailer.reachable = False
    await ask(fake, EVA)
    await ask(fake, "bea@acme.example.org")
    assert (await load_quota(fake.desk)).quota.closed_until == fake.clock.instant + MINUTE
    fake.mailer.reachable = True
    await ask(fake, "someone@elsewhere.example.com")
    assert mailed(fake) == []
    await fake.advance(5 * MINUTE)
    assert (await load_quota(fake.desk)).quota.closed_until is None
    await fake.advance(25 * MINUTE)
    sent = [send for send in read(fake.store.partitions()).sends() if send.state is SendState.SENT]
    assert sum(not isinstance(send.letter, RequestsWaiting) for send in sent) == 9
    assert mailed(fake).index("anna@example.com") < mailed(fake).index("someone@elsewhere.example.com")


async def test_a_provider_that_wishes_to_be_left_alone_for_a_day_is_tried_after_an_hour(
    fake: FakeDesk,
) -> None:
    fake.mailer.fail_next(Fault(Fate.TOO_MANY, retry_after=24 * HOUR.total_seconds()))
    await ask(fake, "someone@elsewhere.example.com")
    assert (await load_quota(fake.desk)).quota.closed_until == fake.clock.instant + HOUR
