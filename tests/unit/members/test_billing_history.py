"""Billing events come late, twice and out of order: the history is the same for every way they come."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.members.billing import BillingEvent, Provider, Status, known_status
from shared.domain.members.coverage import Coverage, best_coverage
from shared.domain.members.subscriptions import SubscriptionHistory
from tests.examples.billing_stories import DAY, GRACE, MONTH, START, STORIES, told

type Histories = dict[str, SubscriptionHistory]


def after(histories: Histories, event: BillingEvent) -> Histories:
    """What is known of a member's subscriptions once this event has been heard too."""
    known = histories.get(event.subscription)
    grown = known.with_event(event) if known else SubscriptionHistory.started_by(event)
    return {**histories, event.subscription: grown}


def folded(events: Iterable[BillingEvent]) -> Histories:
    histories: Histories = {}
    for event in events:
        histories = after(histories, event)
    return histories


def turning_points(events: Sequence[BillingEvent]) -> list[datetime]:
    """Every instant at which a decision could change, and the microseconds around it."""
    said = [instant for event in events for instant in (event.at, event.paid_until, event.ends) if instant]
    points = {*said, *(instant + GRACE for instant in said)}
    return sorted(point + timedelta(microseconds=step) for point in points for step in (-1, 0, 1))


def decisions(histories: Histories, events: Sequence[BillingEvent]) -> list[Coverage]:
    return [best_coverage(histories.values(), instant, GRACE) for instant in turning_points(events)]


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_order_of_a_story_ends_in_the_same_state(story: tuple[BillingEvent, ...]) -> None:
    told_in_order = folded(story)
    assert all(folded(order) == told_in_order for order in permutations(story))


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_what_is_known_depends_on_which_events_came_and_on_nothing_else(
    story: tuple[BillingEvent, ...],
) -> None:
    """Walks through everything that can be known on the way, so that sequences of any length are covered.

    From each such state every event is told once more. Where the event was known nothing may change, and
    where it was not, all ways to the same set of events must meet in one value.
    """
    reached: dict[frozenset[str], Histories] = {frozenset(): {}}
    unvisited = [frozenset[str]()]
    while unvisited:
        ids = unvisited.pop()
        for event in story:
            grown = after(reached[ids], event)
            wider = ids | {event.id}
            if wider not in reached:
                unvisited.append(wider)
            assert reached.setdefault(wider, grown) == grown
    assert len(reached) == 2 ** len(story)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_every_order_of_a_story_covers_the_same_instants(story: tuple[BillingEvent, ...]) -> None:
    told_in_order = decisions(folded(story), story)
    turned = [story[start:] + story[:start] for start in range(len(story))]
    for order in (*turned, tuple(reversed(story)), (*story, *reversed(story))):
        assert decisions(folded(order), story) == told_in_order


@given(
    st.lists(
        st.builds(
            told,
            st.sampled_from([*Status, "canceled", "hibernating"]),
            st.integers(0, 6).map(lambda half_seconds: timedelta(seconds=half_seconds / 2)),
            paid=st.none() | st.integers(-2, 40).map(lambda days: timedelta(days=days)),
            ends=st.none() | st.integers(0, 40).map(lambda days: timedelta(days=days)),
            number=st.integers(1, 3),
        ),
        min_size=1,
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_any_events_in_any_order_end_in_the_same_state(events: list[BillingEvent], chance: Random) -> None:
    """Even two different events with the same id."""
    shuffled = [*events, *events]
    chance.shuffle(shuffled)
    assert folded(shuffled) == folded(events)
    assert decisions(folded(shuffled), events) == decisions(folded(events), events)


def test_a_later_event_holds_over_an_earlier_one_that_comes_after_it() -> None:
    history = SubscriptionHistory.started_by(told("cancelled", 2 * DAY)).with_event(told("active", DAY))
    assert history.states_at(START + 3 * DAY)[-1].status == "cancelled"


STRONGER = ("incomplete", "trialing", "active", "past_due", "paused", "unpaid", "cancelled")


@pytest.mark.parametrize(("weaker", "stronger"), list(pairwise(STRONGER)))
def test_in_the_same_second_the_stronger_status_holds_whatever_the_ids_and_fractions(
    weaker: str, stronger: str
) -> None:
    late_in_the_second = told(weaker, timedelta(milliseconds=900), number=9)
    early_in_the_second = told(stronger, timedelta(milliseconds=100), number=1)
    history = SubscriptionHistory.started_by(late_in_the_second).with_event(early_in_the_second)
    assert history.states_at(START + timedelta(seconds=1))[-1].status == stronger


def test_in_the_same_second_with_the_same_status_the_greater_id_holds() -> None:
    greater, lesser = told("active", paid=MONTH, number=2), told("active", paid=DAY, number=1)
    history = SubscriptionHistory.started_by(greater).with_event(lesser)
    assert history.states_at(START)[-1].id == "evt_2"


def test_set_by_hand_the_later_fraction_and_then_the_greater_id_holds_whatever_the_status() -> None:
    cancelled = told("cancelled", number=1, provider=Provider.HAND)
    active = told("active", number=2, provider=Provider.HAND)
    paused = told("paused", timedelta(microseconds=1), number=0, provider=Provider.HAND)
    history = SubscriptionHistory.started_by(paused).with_event(active).with_event(cancelled)
    assert [state.status for state in history.states] == ["cancelled", "active", "paused"]


def test_an_event_is_not_in_force_before_its_own_instant() -> None:
    history = SubscriptionHistory.started_by(told("active")).with_event(told("cancelled", DAY))
    assert history.states_at(START + DAY - timedelta(microseconds=1))[-1].status == "active"
    assert history.states_at(START + DAY)[-1].status == "cancelled"


def test_an_unknown_status_is_kept_and_named_once() -> None:
    history = SubscriptionHistory.started_by(told("active"))
    for number in (2, 3):
        history = history.with_event(told("hibernating", number * DAY, number=number))
    assert history.unknown_statuses == ("hibernating",)
    assert len(history.states) == 3
    assert history.states_at(START + MONTH)[-1].status == "active"


@pytest.mark.parametrize("other", [told("active", subscription="sub_2"), told("active", product="prod_2")])
def test_an_event_of_another_subscription_or_product_is_refused(other: BillingEvent) -> None:
    with pytest.raises(ValueError, match="another subscription"):
        SubscriptionHistory.started_by(told("active")).with_event(other)


def test_a_history_survives_being_stored() -> None:
    history = folded(STORIES["a life with a lapse"])["sub_1"]
    assert SubscriptionHistory.model_validate_json(history.model_dump_json()) == history


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("canceled", Status.CANCELLED),
        ("Cancelled", Status.CANCELLED),
        ("past due", Status.PAST_DUE),
        ("PAST-DUE", Status.PAST_DUE),
        (" incomplete_expired ", Status.INCOMPLETE_EXPIRED),
        ("ended", None),
        ("", None),
    ],
)
def test_a_status_is_known_whatever_its_spelling(word: str, status: Status | None) -> None:
    assert known_status(word) is status
