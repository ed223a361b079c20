"""A reader who ends news: what holds at once, what a look brings in line, and whom it tells."""

from datetime import timedelta

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.members.member import Person
from shared.domain.members.seat_flags import SeatFlags
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreError
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from shared.usecases.news.stop_news import ask_for_news_again, read_way_out, stop_news
from tests.examples.member_links import link_in
from tests.examples.news_examples import PLANNER_ONLY, RELEASE, desk_of, member
from tests.fakes.desk import START, FakeDesk
from tests.fakes.one_fault import Fate, FaultyQueue, FaultyStore, Killed, OneFault

RUNE = "rune@firm.example.org"
ACME = member("acme", ("planner", RUNE), ("ledger", RUNE))
BOLT = member("bolt", ("planner", RUNE.upper()))
OWNERS = ["owner@acme.example.org", "owner@bolt.example.org"]


async def mailed(fake: FakeDesk) -> str:
    """The link out of a mail of news that Rune has got."""
    await publish_news(fake.desk, RELEASE, "k1", dry_run=False)
    await fake.rest()
    (mail,) = fake.mailer.delivered
    return link_in(mail.text, Purpose.UNSUBSCRIBE).rpartition("/")[2]


def told(fake: FakeDesk) -> list[str]:
    """Which owners were told, each as often as it was."""
    return sorted(each.to.address for each in fake.mailer.delivered if each.to.address in OWNERS)


async def flagged(fake: FakeDesk) -> list[bool]:
    """Whether Rune's seat is flagged, at each of the members."""
    facts = [await read_member(fake.desk, name) for name in ("acme", "bolt")]
    return [each.flags.news_stopped(RUNE) is not None for each in facts]


@pytest.mark.parametrize("fate", Fate)
async def test_whatever_befalls_it_both_seats_are_flagged_and_each_owner_is_told_once(fate: Fate) -> None:
    for number in range(1, 7):
        fake = await desk_of(ACME, BOLT)
        token = await mailed(fake)
        fault = OneFault(number=number, fate=fate)
        fake.wrapped_store = FaultyStore(fake.store, fault)
        fake.wrapped_queue = FaultyQueue(fake.queue, fault)
        try:
            await stop_news(fake.desk, token)
        except (Killed, StoreError, QueueUnavailable):
            fake.wrapped_store = fake.wrapped_queue = None
            await stop_news(fake.desk, token)
        fake.wrapped_store = fake.wrapped_queue = None
        await fake.advance(timedelta(minutes=30))
        assert (await flagged(fake), told(fake)) == ([True, True], OWNERS)


async def test_ended_again_after_it_was_asked_for_is_told_anew() -> None:
    fake = await desk_of(ACME, BOLT)
    token = await mailed(fake)
    for act in (stop_news, stop_news, ask_for_news_again, stop_news):
        await act(fake.desk, token)
        fake.clock.instant += timedelta(minutes=1)
        await fake.rest()
    assert told(fake) == sorted(OWNERS * 2)
    assert (await read_way_out(fake.desk, token)).stopped


async def test_an_owner_who_ends_the_news_of_its_own_seat_is_told_nothing() -> None:
    own = ACME.but(owner=Person(address=RUNE))
    fake = await desk_of(own)
    await stop_news(fake.desk, await mailed(fake))
    await fake.rest()
    assert len(fake.mailer.delivered) == 1


async def test_somebody_who_holds_no_seat_any_more_can_end_news_and_nobody_is_asked() -> None:
    fake = await desk_of(ACME)
    token = await mailed(fake)
    await put_member(fake.desk, ACME.but(seats=()))
    way = await read_way_out(fake.desk, token)
    await stop_news(fake.desk, token)
    await fake.rest()
    assert (way.held, way.language, told(fake)) == ((), None, [])


async def test_a_seat_given_anew_to_who_has_ended_news_gets_none_and_its_record_says_why() -> None:
    fake = await desk_of(ACME)
    token = await mailed(fake)
    await stop_news(fake.desk, token)
    await fake.rest()
    await put_member(fake.desk, ACME.but(seats=()))
    await put_member(fake.desk, ACME)
    await fake.rest()
    view = await publish_news(fake.desk, PLANNER_ONLY, "k2", dry_run=False)
    await fake.rest()
    (person,) = (await read_news(fake.desk, view.id)).people
    assert (person.state, person.reason) == ("withdrawn", "the reader wants no more news")


async def test_only_mails_that_go_to_many_carry_a_way_out() -> None:
    fake = await desk_of(ACME, BOLT)
    await stop_news(fake.desk, await mailed(fake))
    await fake.rest()
    headers = {mail.to.address: mail.headers.keys() for mail in fake.mailer.delivered}
    assert [name for name, found in headers.items() if "List-Unsubscribe" in found] == [RUNE]


def test_flags_of_news_are_their_own_and_go_with_the_seat() -> None:
    flags = SeatFlags().without_news(RUNE.upper(), START)
    assert (flags.news_stopped(RUNE), flags.unusable(RUNE)) == (flags.no_news[0], False)
    assert (flags.skips_news(RUNE), SeatFlags().skips_news(RUNE)) == ("the reader wants no more news", "")
    assert flags.without_news(RUNE, START) == flags
    assert flags.with_news(RUNE) == SeatFlags()
    assert flags.kept_for(ACME) == flags
    assert flags.kept_for(BOLT.but(seats=())) == SeatFlags()
