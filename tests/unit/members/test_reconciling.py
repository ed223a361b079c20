"""The comparison of a provider's list with a history, and the event that repairs it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.members.billing import Provider
from shared.domain.members.reconciling import agrees, last_said, repair
from shared.domain.members.subscriptions import SubscriptionHistory
from tests.examples.reconcile_examples import PAID_UNTIL, listed, said
from tests.fakes.desk import START

SECRET = b"a secret for tests only"


@pytest.mark.parametrize(
    ("paid_until", "ends"),
    [(PAID_UNTIL, PAID_UNTIL), (PAID_UNTIL + timedelta(days=1), None), (None, None)],
)
def test_an_announced_end_is_kept_unless_more_is_paid(
    paid_until: datetime | None, ends: datetime | None
) -> None:
    before = last_said(SubscriptionHistory.started_by(said("active", ends=PAID_UNTIL)), START)
    event = repair(Provider.STANDARD, listed("past_due", paid_until=paid_until), before, START, SECRET)
    assert event.ends == ends


STATUSES = st.sampled_from(
    ["active", "trialing", "past_due", "paused", "unpaid", "incomplete", "canceled", "on_ice", "Active"]
)
INSTANTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2026, 3, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.just(UTC),
)


@given(
    heard=st.lists(st.tuples(STATUSES, INSTANTS, st.none() | INSTANTS), max_size=5),
    status=STATUSES,
    paid_until=st.none() | INSTANTS,
)
def test_after_its_repair_a_history_agrees_with_the_list(
    heard: list[tuple[str, datetime, datetime | None]], status: str, paid_until: datetime | None
) -> None:
    line = listed(status, paid_until=paid_until)
    history: SubscriptionHistory | None = None
    for word, at, paid in heard:
        event = said(word, at, paid_until=paid)
        history = history.with_event(event) if history else SubscriptionHistory.started_by(event)
    event = repair(Provider.STANDARD, line, last_said(history, START), START, SECRET)
    after = history.with_event(event) if history else SubscriptionHistory.started_by(event)
    assert agrees(last_said(after, START), line)
    assert event == repair(Provider.STANDARD, line, last_said(history, START), START, SECRET)
