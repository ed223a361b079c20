"""Since when a subscription is past due, and how long it covers then, in whatever order that is heard."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations, groupby, permutations

import pytest

from shared.domain.members.billing import BillingEvent, PaidPeriod, Provider, Status, known_status
from shared.domain.members.coverage import Coverage, coverage
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.values.gate_reason import GateReason
from tests.examples.billing_stories import DAY, GRACE, MONTH, START, told

YEAR = 12 * MONTH
MOMENT = timedelta(microseconds=1)
LAPSED = Coverage(covered=False, reason=GateReason.LAPSED)


def invoiced(until: timedelta, after: timedelta = timedelta(), number: int = 1) -> PaidPeriod:
    """An invoice of the subscription is paid."""
    return PaidPeriod(
        provider=Provider.STANDARD,
        id=f"inv_{number}",
        at=START + after,
        type="invoice.paid",
        customer="cus_1",
        product="prod_planner",
        subscription="sub_1",
        paid_until=START + until,
    )


def folded(events: Iterable[BillingEvent | PaidPeriod]) -> SubscriptionHistory:
    first, *others = events
    history = SubscriptionHistory.started_by(first)
    for event in others:
        history = history.with_event(event)
    return history


def graced(*events: BillingEvent | PaidPeriod) -> timedelta:
    """For how long after the start the last of these words covers; it must be past due."""
    history = folded(events)
    last = max(event.at for event in events)
    found = coverage(history, last, GRACE)
    if not found.covered:
        return last - START
    assert (found.reason, found.until and coverage(history, found.until, GRACE)) == (GateReason.GRACE, LAPSED)
    assert found.until is not None
    return found.until - START


def test_an_extra_invoice_that_fails_in_mid_year_gates_nobody_on_the_spot() -> None:
    """At Stripe the paid period ended where the running one began, half a year ago."""
    failed = told("past_due", YEAR / 2, paid=timedelta())
    assert graced(told("active", paid=YEAR), failed) == YEAR / 2 + GRACE


def test_a_year_whose_invoice_was_paid_is_covered_to_its_end_and_for_the_grace_days() -> None:
    failed = told("past_due", YEAR / 2, paid=timedelta())
    assert graced(told("active", paid=YEAR), invoiced(YEAR), failed) == YEAR + GRACE


def test_an_invoice_that_is_paid_later_counts_from_when_it_was() -> None:
    history = folded([told("past_due", MONTH, paid=MONTH), invoiced(2 * MONTH, MONTH + GRACE + DAY)])
    assert coverage(history, START + MONTH + GRACE, GRACE) == LAPSED
    assert coverage(history, START + MONTH + GRACE + DAY, GRACE).until == START + 2 * MONTH + GRACE


def test_a_paid_invoice_alone_covers_nothing() -> None:
    assert coverage(folded([invoiced(YEAR)]), START + DAY, GRACE).covered is False


@pytest.mark.parametrize("word", ["past_due", "unpaid", "on_ice"])
def test_what_stands_between_two_past_due_words_does_not_begin_the_grace_anew(word: str) -> None:
    between = told(word, DAY, number=2)
    assert graced(told("active"), told("past_due"), between, told("past_due", 2 * DAY, number=3)) == GRACE


@pytest.mark.parametrize("word", ["active", "trialing"])
def test_an_active_word_between_begins_it_anew_unless_it_is_of_the_same_second(word: str) -> None:
    due, again = told("past_due"), told("past_due", 2 * DAY, number=3)
    assert graced(due, told(word, DAY, number=2), again) == 2 * DAY + GRACE
    assert graced(due, told(word, 2 * DAY, number=9), again) == GRACE
    assert graced(told("active", -DAY), due, told(word, number=9)) == GRACE


@pytest.mark.parametrize("word", ["paused", "unpaid", "incomplete", "cancelled"])
def test_out_of_a_state_that_covers_nothing_past_due_gives_no_grace(word: str) -> None:
    assert graced(told(word), told("past_due", DAY, paid=DAY, number=2)) == DAY
    assert graced(told(word), told("active", DAY, number=8), told("past_due", DAY, number=2)) == DAY


def test_out_of_a_state_that_covers_nothing_what_is_said_to_be_paid_is_covered_to_its_end() -> None:
    assert graced(told("paused"), told("past_due", DAY, paid=MONTH, number=2)) == MONTH


def test_out_of_a_period_that_was_cancelled_for_later_there_is_grace_before_its_end_alone() -> None:
    ending = told("cancelled", paid=MONTH)
    assert graced(ending, told("past_due", DAY, paid=DAY, number=2)) == DAY + GRACE
    assert graced(ending, told("past_due", MONTH, paid=MONTH, number=2)) == MONTH


def test_past_due_with_nothing_known_before_has_its_grace() -> None:
    assert graced(told("past_due", paid=-MONTH)) == GRACE


POOL = (
    told("active", paid=MONTH, number=1),
    told("past_due", DAY, paid=timedelta(), number=2),
    told("active", DAY, paid=MONTH, number=3),
    told("unpaid", 2 * DAY, number=4),
    told("on_ice", 3 * DAY, number=5),
    told("past_due", 5 * DAY, paid=DAY, number=6),
    told("paused", 5 * DAY, number=7),
    told("past_due", 8 * DAY, number=8),
    told("active", 8 * DAY, ends=9 * DAY, number=9),
    told("past_due", 10 * DAY, paid=2 * DAY, number=10),
)
SEVERAL = [some for size in (1, 2, 3, 4) for some in combinations(POOL, size)]
INSTANTS = [START + day * DAY + step for day in range(26) for step in (timedelta(), MOMENT, -MOMENT)]


def in_turn(events: Sequence[BillingEvent], at: datetime) -> bool:
    """Whether these words cover at this instant, reckoned forwards, second by second, from the contract."""
    became: datetime | None = None
    grace, holds, paid = True, list[BillingEvent](), list[datetime]()
    heard = sorted((each for each in events if each.at <= at and known_status(each.status)), key=_force)
    for second, words in groupby(heard, key=lambda each: each.at):
        of_second = list(words)
        for word in of_second:
            status = known_status(word.status)
            if status is Status.PAST_DUE:
                if became is None:
                    became, grace = second, not holds or covers(holds[-1], second)
                    paid = []
                paid += [word.paid_until] if word.paid_until else []
            elif status is not Status.UNPAID and word is of_second[-1]:
                became = None
        before, holds = holds, [*holds, of_second[-1]]
        if became == second:
            named = [each.paid_until for each in before[-1:] if each.paid_until]
            usual = named or [second]
    if became is None or known_status(holds[-1].status) is not Status.PAST_DUE:
        return covers(holds[-1], at)
    end = min(paid or usual)
    return at < (max(became + GRACE, end + GRACE) if grace else end)


def covers(word: BillingEvent, at: datetime) -> bool:
    """Whether a word that is not about a debt covers at this instant."""
    return known_status(word.status) is Status.ACTIVE and not (word.ends and at >= word.ends)


def _force(event: BillingEvent) -> tuple[datetime, int, str]:
    status = known_status(event.status)
    assert status is not None
    return event.at, list(Status).index(status), event.id


def test_over_every_small_set_of_events_the_rule_is_the_contracts() -> None:
    """Said to be on ice alone, it is covered until somebody has looked: left out here."""
    for events in SEVERAL:
        history = folded(events)
        for at in INSTANTS:
            if history.states_at(at):
                assert coverage(history, at, GRACE).covered == in_turn(events, at), (events, at)


def test_over_every_small_set_of_events_no_order_and_no_repetition_changes_it() -> None:
    for events in (some for size in (1, 2, 3) for some in combinations(POOL, size)):
        paid: tuple[BillingEvent | PaidPeriod, ...] = (*events, invoiced(MONTH, 6 * DAY))
        once = folded(paid)
        found = [coverage(once, at, GRACE) for at in INSTANTS]
        for order in permutations(paid):
            heard = folded((*order, *order[:2]))
            assert heard == once
        assert [coverage(heard, at, GRACE) for at in INSTANTS] == found
