"""What comes by the open door is counted: within an hour, in shares, under bounded names."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.floods.knocks import MOST_NAMED, SLICE, TOTAL, WINDOW, Knock, Knocks, KnockShare, why_held
from shared.domain.refusals.flood_errors import TooManyRequests
from shared.domain.values.holding import WhyHeld
from shared.domain.values.knock_limits import KnockLimits
from tests.fakes.desk import START

EVA = Knock(mailbox="eva", network="net", proof="sum")
LIMITS = KnockLimits(per_address=3, per_network=5, in_total=7)


def knocked(*knocks: Knock, after: timedelta = timedelta()) -> Knocks:
    """All of these at the start, in two shares, as counted so much later."""
    shares = [KnockShare(), KnockShare()]
    for number, each in enumerate(knocks):
        shares[number % 2] = shares[number % 2].with_names(each.names, START)
    return Knocks(tuple(shares), START + after)


def numbered(count: int, **fields: str) -> list[Knock]:
    """So many knocks, each of a mailbox, a network and a proof of its own, but for these fields."""
    return [
        Knock.model_validate({"mailbox": f"m{n}", "network": f"n{n}", "proof": f"p{n}"} | fields)
        for n in range(count)
    ]


@pytest.mark.parametrize(("sort", "most"), [("mailbox", 3), ("network", 5)])
def test_what_one_mailbox_or_network_may_send_is_taken_and_no_more(sort: str, most: int) -> None:
    shared = {sort: "same"}
    next_one = Knock.model_validate({"mailbox": "x", "network": "y", "proof": "z"} | shared)
    assert why_held(next_one, knocked(*numbered(most - 1, **shared)), LIMITS) is None
    with pytest.raises(TooManyRequests) as refused:
        why_held(next_one, knocked(*numbered(most, **shared)), LIMITS)
    assert timedelta(seconds=refused.value.seconds) == WINDOW


def test_a_network_that_is_not_known_is_not_counted() -> None:
    nowhere = numbered(6, network="")
    assert why_held(Knock(mailbox="x", proof="z"), knocked(*nowhere), LIMITS) is None


@pytest.mark.parametrize(
    ("knock", "because"),
    [
        (EVA, None),
        (EVA.but(proof=""), WhyHeld.UNPROVED),
        (EVA.but(proof="p0", ticket="another"), WhyHeld.UNPROVED),
        (EVA.but(trapped=True), WhyHeld.TRAPPED),
    ],
)
def test_it_is_held_for_what_it_lacks_or_did(knock: Knock, because: WhyHeld | None) -> None:
    assert why_held(knock, knocked(*numbered(1)), LIMITS) is because


def test_a_proof_is_spent_by_another_ticket_and_not_by_its_own() -> None:
    mine = EVA.but(ticket="a" * 16)
    assert why_held(mine, knocked(mine), LIMITS) is None
    assert why_held(mine, knocked(mine.but(ticket="b" * 16)), LIMITS) is WhyHeld.UNPROVED
    assert why_held(mine, knocked(mine, mine.but(ticket="b" * 16)), LIMITS) is WhyHeld.UNPROVED


def test_over_the_limit_in_total_whatever_it_has_it_is_held_as_a_flood() -> None:
    assert why_held(EVA, knocked(*numbered(6)), LIMITS) is None
    assert why_held(EVA, knocked(*numbered(7)), LIMITS) is WhyHeld.FLOOD


@given(st.lists(st.integers(0, 180), max_size=40), st.integers(0, 240))
def test_the_count_is_of_the_last_hour_to_ten_minutes(minutes: list[int], later: int) -> None:
    share = KnockShare()
    for minute in sorted(minutes):
        share = share.with_names(EVA.names, START + timedelta(minutes=minute))
    now = START + timedelta(minutes=later)
    counted = Knocks((share,), now).counted("aeva")
    past = [now - START - timedelta(minutes=minute) for minute in minutes if minute <= later]
    surely = sum(timedelta() <= each < WINDOW - SLICE for each in past)
    if max(minutes, default=0) <= later:
        assert surely <= counted <= sum(each < WINDOW for each in past)


@given(st.integers(0, 59), st.integers(0, 59))
def test_once_the_wait_is_over_one_more_is_taken(minute: int, asked: int) -> None:
    begun = START + timedelta(minutes=min(minute, asked))
    share = KnockShare().with_names(EVA.names, begun)
    wait = Knocks((share,), START + timedelta(minutes=asked)).again_after("aeva", 1)
    assert timedelta() < wait <= WINDOW
    assert Knocks((share,), START + timedelta(minutes=asked) + wait).counted("aeva") == 0


@given(st.lists(st.integers(0, 59), min_size=1, max_size=30), st.integers(1, 10))
def test_the_wait_is_long_enough_also_where_more_came_at_once_than_the_limit(
    minutes: list[int], most: int
) -> None:
    share = KnockShare()
    for minute in sorted(minutes):
        share = share.with_names(EVA.names, START + timedelta(minutes=minute))
    now = START + timedelta(minutes=59)
    knocks = Knocks((share,), now)
    if knocks.counted("aeva") >= most:
        wait = knocks.again_after("aeva", most)
        assert Knocks((share,), now + wait).counted("aeva") < most
        assert Knocks((share,), now + wait - timedelta(seconds=1)).counted("aeva") >= most


def test_where_names_are_no_longer_told_apart_strangers_are_held_whatever_the_limit_in_total() -> None:
    many = KnockLimits(in_total=100_000)
    share = KnockShare()
    for knock in numbered(MOST_NAMED // 3 - 1):
        share = share.with_names(knock.names, START)
    assert why_held(EVA, Knocks((KnockShare(), share), START), many) is None
    for knock in numbered(MOST_NAMED):
        share = share.with_names(knock.names, START)
    assert why_held(EVA, Knocks((KnockShare(), share), START), many) is WhyHeld.FLOOD
    assert why_held(EVA, Knocks((KnockShare(), share), START + WINDOW), many) is None


def test_a_flood_from_everywhere_never_makes_a_share_grow_beyond_its_bound() -> None:
    share = KnockShare()
    for knock in numbered(1000):
        share = share.with_names(knock.names, START)
    (counts,) = share.slices.values()
    assert len(counts) <= MOST_NAMED + 1
    assert counts[TOTAL] == 1000
    assert len(share.model_dump_json()) < 32_768
