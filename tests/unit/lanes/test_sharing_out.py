"""How the quota is shared out: higher lanes keep their part, lower ones something of their own."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.lanes.lane import Lane
from shared.domain.lanes.sharing_out import (
    BEHIND_FOR,
    FIRST_FOR,
    HOUR_COUNTED,
    LONGEST_CLOSED,
    SCANNED_EVERY,
    TRIED_EVERY,
    Quota,
    minute_of,
    share_out,
)
from shared.domain.values.vendor import Vendor
from shared.usecases.lanes.lane_rows import ASKED_AGAIN_AFTER
from tests.fakes.desk import START, VENDOR

MINUTE = timedelta(minutes=1)
LANES = st.sampled_from(Lane)


def vendor(an_hour: int = 100, a_minute: int = 30) -> Vendor:
    return VENDOR.model_copy(update={"mails_per_hour": an_hour, "mails_per_minute": a_minute})


def spent(lane: Lane, mails: int, minutes_ago: int = 5) -> Quota:
    return Quota().with_grant(lane, mails, minute_of(START) - minutes_ago)


def used_up(lane: Lane, to: Vendor) -> Quota:
    """The lane has taken all that it gets, minute by minute."""
    quota = Quota()
    for number in range(50, 1, -1):
        quota = share_out(quota, {lane: 1000}, START - number * MINUTE, to).quota
    return quota.but(short={})


@pytest.mark.parametrize("an_hour", [10, 20, 100, 10_000])
@pytest.mark.parametrize("a_minute", [5, 30, 1000])
@pytest.mark.parametrize("lane", Lane)
def test_each_lane_may_send_at_least_one_however_small_the_quota(
    lane: Lane, a_minute: int, an_hour: int
) -> None:
    assert Quota().room(lane, START, vendor(an_hour, a_minute)) >= 1


@pytest.mark.parametrize("an_hour", [10, 100, 1000])
@pytest.mark.parametrize("lower", [lane for lane in Lane if lane.place])
def test_whatever_a_lane_takes_every_higher_one_still_has_room(lower: Lane, an_hour: int) -> None:
    to = vendor(an_hour, a_minute=1000)
    quota = used_up(lower, to)
    for higher in Lane:
        if higher.place < lower.place:
            assert quota.room(higher, START, to) >= 1, higher


@pytest.mark.parametrize("lower", [lane for lane in Lane if lane.place > Lane.MEMBERS.place])
def test_while_strangers_flood_answers_warnings_and_receipts_have_four_fifths(lower: Lane) -> None:
    quota, to = used_up(lower, vendor()), vendor(a_minute=1000)
    assert quota.room(Lane.PEOPLE, START, to) >= 80
    assert quota.room(Lane.PROMISES, START, to) >= 70
    assert quota.room(Lane.MEMBERS, START, to) >= 20


@pytest.mark.parametrize("own", [Lane.STRANGERS_NOTICES, Lane.DIGESTS, Lane.NEWS])
def test_receipts_of_strangers_leave_a_little_to_what_comes_below_them(own: Lane) -> None:
    quota = used_up(Lane.STRANGERS, vendor()).gone_short(Lane.STRANGERS, START)
    assert quota.room(own, START, vendor()) >= 1


def test_a_lane_that_has_gone_short_is_before_all_below_it_until_nobody_asks_for_it_any_more() -> None:
    quota = spent(Lane.PROMISES, 85).gone_short(Lane.PROMISES, START)
    assert quota.room(Lane.PEOPLE, START, vendor()) == 15
    assert quota.room(Lane.MEMBERS, START, vendor()) == 0
    assert quota.room(Lane.STRANGERS, START, vendor()) == 0
    assert quota.room(Lane.MEMBERS, START + BEHIND_FOR, vendor()) == 5


def test_a_lane_that_a_scan_has_not_served_is_before_those_below_it_until_the_next_but_one() -> None:
    marked, next_scan = Quota().short_until_scanned([Lane.STRANGERS], START), START + SCANNED_EVERY
    for now in (START, next_scan, next_scan + SCANNED_EVERY):
        assert marked.room(Lane.NEWS, now, vendor()) <= 1
    assert marked.short_until_scanned([Lane.STRANGERS], next_scan) == marked
    assert marked.gone_short(Lane.STRANGERS, START + MINUTE) == marked
    assert marked.short_until_scanned([Lane.STRANGERS], next_scan + SCANNED_EVERY) != marked
    assert not Quota().closed(START).short_until_scanned([Lane.STRANGERS], START).short


def test_what_was_granted_counts_for_an_hour_and_the_minute_in_which_it_may_leave() -> None:
    to = vendor()
    last = START + HOUR_COUNTED - MINUTE
    assert spent(Lane.PEOPLE, 100, 0).room(Lane.PEOPLE, last, to) == 0
    assert spent(Lane.PEOPLE, 100, 0).room(Lane.PEOPLE, last + MINUTE, to) == 30


def test_more_at_names_the_minute_in_which_there_is_room_again() -> None:
    assert Quota().more_at(Lane.PEOPLE, START, vendor()) == START + MINUTE
    assert spent(Lane.PEOPLE, 100, 0).more_at(Lane.PEOPLE, START, vendor()) == START + HOUR_COUNTED


def test_an_instance_gets_a_little_more_than_it_asks_for_where_there_is_plenty() -> None:
    assert share_out(Quota(), {Lane.PROMISES: 2}, START, vendor(10_000, 10_000)).granted == {
        Lane.PROMISES: 12
    }
    assert share_out(Quota(), {Lane.PROMISES: 2}, START, vendor(20)).granted == {Lane.PROMISES: 2}


def test_a_closed_provider_is_tried_with_one_mail_of_the_highest_lane_that_is_wanted() -> None:
    quota = Quota().closed(START + MINUTE)
    wanted = {Lane.STRANGERS: 3, Lane.PROMISES: 2}
    assert share_out(quota, wanted, START, vendor()).granted == {}
    tried = share_out(quota, wanted, START + MINUTE, vendor())
    assert (dict(tried.granted), tried.trial) == ({Lane.PROMISES: 1}, True)
    assert share_out(tried.quota, wanted, START + MINUTE, vendor()).granted == {}


def test_what_waited_for_a_closed_provider_goes_first_for_minutes_once_it_takes_mails_again() -> None:
    opened = Quota().closed(START).opened({Lane.PROMISES}, START)
    wanted = {Lane.STRANGERS: 3, Lane.PROMISES: 2}
    assert share_out(opened, wanted, START, vendor()).granted[Lane.PROMISES] >= 2
    assert opened.room(Lane.MEMBERS, START + FIRST_FOR - MINUTE, vendor()) == 0
    assert opened.room(Lane.MEMBERS, START + FIRST_FOR, vendor()) > 0


def test_a_provider_that_was_tried_in_vain_is_left_alone_for_two_minutes() -> None:
    tried = share_out(Quota().closed(START), {Lane.PEOPLE: 1}, START, vendor())
    assert share_out(tried.quota, {Lane.PEOPLE: 1}, START + MINUTE, vendor()).granted == {}
    assert share_out(tried.quota, {Lane.PEOPLE: 1}, START + TRIED_EVERY, vendor()).trial
    assert TRIED_EVERY + ASKED_AGAIN_AFTER < 5 * MINUTE


def test_a_provider_is_tried_though_a_clock_that_was_hours_ahead_has_closed_it() -> None:
    ahead = Quota().closed(START + 5 * LONGEST_CLOSED)
    tried = share_out(ahead, {Lane.PEOPLE: 1}, START, vendor())
    assert (tried.trial, tried.quota.closed_until) == (True, START + TRIED_EVERY)


def test_a_lower_lane_tries_a_closed_provider_only_after_the_higher_had_their_time() -> None:
    quota = Quota().closed(START)
    assert share_out(quota, {Lane.STRANGERS: 1}, START + MINUTE, vendor()).granted == {}
    assert share_out(quota, {Lane.STRANGERS: 1}, START + 2 * MINUTE, vendor()).granted == {Lane.STRANGERS: 1}


@given(
    an_hour=st.integers(1, 200),
    a_minute=st.integers(1, 50),
    asked=st.lists(st.tuples(st.integers(0, 100), st.dictionaries(LANES, st.integers(1, 60))), max_size=25),
)
def test_whoever_asks_for_what_in_whatever_order_no_hour_and_no_minute_gets_more_than_the_quota(
    an_hour: int, a_minute: int, asked: list[tuple[int, dict[Lane, int]]]
) -> None:
    quota, granted, to = Quota(), list[tuple[int, int]](), vendor(an_hour, a_minute)
    for minute, wanted in sorted(asked, key=lambda each: each[0]):
        if wanted:
            shared = share_out(quota, wanted, START + minute * MINUTE, to)
            quota = shared.quota
            granted.append((minute, sum(shared.granted.values())))
    for begun, _ in granted:
        assert sum(mails for at, mails in granted if begun <= at < begun + 61) <= an_hour
        assert sum(mails for at, mails in granted if at == begun) <= a_minute
