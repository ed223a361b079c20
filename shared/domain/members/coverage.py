"""The gate's decision for a subscription: covered or not as of an instant, why, and until when.

Periods are half-open: paid until 12:00 covers 11:59:59 and not 12:00:00, where the provider begins the next
period. The instant asked for is any instant; only states set at or before it count.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from shared.domain.members.billing import LATEST, Status, later
from shared.domain.members.subscriptions import State, SubscriptionHistory
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import GateReason


class Coverage(Frozen):
    """Covered or not, and why. ``until`` (exclusive) is where this cover ends if nothing more is heard.

    ``until`` is None where no end is known, and where there is no cover.
    """

    covered: bool
    reason: GateReason
    until: Instant | None = None


NEVER = Coverage(covered=False, reason=GateReason.NO_SUBSCRIPTION)
LAPSED = Coverage(covered=False, reason=GateReason.LAPSED)
UNVERIFIED = Coverage(covered=True, reason=GateReason.UNVERIFIED)

_PREFERENCE = (
    GateReason.SUBSCRIBED,
    GateReason.GRACE,
    GateReason.UNVERIFIED,
    GateReason.LAPSED,
    GateReason.NO_SUBSCRIPTION,
)


def coverage(history: SubscriptionHistory, at: datetime, grace: timedelta) -> Coverage:
    """Whether this subscription covers a message received ``at`` that instant.

    ``grace`` is how long a past-due subscription still covers after the end of its paid period.
    """
    states = history.states_at(at)
    if states:
        return _until_announced_end(_by_status(states, at, grace), states[-1], at)
    return UNVERIFIED if any(state.at <= at for state in history.states) else NEVER


def best_coverage(histories: Iterable[SubscriptionHistory], at: datetime, grace: timedelta) -> Coverage:
    """Covered if any of one member's subscriptions to one product covers.

    Of several that agree, the surest reason is told, and of these the one that lasts longest; the order of
    the histories does not matter.
    """
    decisions = [coverage(history, at, grace) for history in histories]
    return min(decisions, key=_surest_first, default=NEVER)


def _surest_first(decision: Coverage) -> tuple[int, bool, timedelta]:
    ends = decision.until is not None
    return _PREFERENCE.index(decision.reason), ends, LATEST - (decision.until or LATEST)


def _by_status(states: Sequence[State], at: datetime, grace: timedelta) -> Coverage:
    """The decision from the status in force; the last of ``states`` (never empty) holds."""
    state = states[-1]
    match state.known:
        case Status.ACTIVE | Status.TRIALING:
            return _while_paid(state, at)
        case Status.PAST_DUE:
            return _until(later(_paid_end(states), grace), at, GateReason.GRACE)
        case Status.CANCELLED:
            return _until(state.paid_until or state.at, at, GateReason.SUBSCRIBED)
        case Status.INCOMPLETE | Status.INCOMPLETE_EXPIRED:
            return NEVER
        case _:
            return LAPSED


def _while_paid(state: State, at: datetime) -> Coverage:
    """Said to be active: once the paid period is over without a newer event, we do not know."""
    if state.paid_until is None or at < state.paid_until:
        return Coverage(covered=True, reason=GateReason.SUBSCRIBED, until=state.paid_until)
    return UNVERIFIED


def _until(end: datetime, at: datetime, reason: GateReason) -> Coverage:
    return Coverage(covered=True, reason=reason, until=end) if at < end else LAPSED


def _until_announced_end(decision: Coverage, state: State, at: datetime) -> Coverage:
    """The decision cut off where the provider has said that the subscription ends."""
    if state.ends is None or not decision.covered:
        return decision
    if at >= state.ends:
        return LAPSED
    return decision.model_copy(update={"until": min(decision.until or LATEST, state.ends)})


def _paid_end(states: Sequence[State]) -> datetime:
    """Where the paid period of a past-due subscription ended; the last of ``states`` is past due.

    While it stays past due nothing more is paid: a later past-due event (Stripe sends one at each new unpaid
    period) does not move the end forward. Where no past-due event names it, the last active state does, else
    the first of these events is the end.
    """
    unpaid = _past_due_run(states)
    named = [state.paid_until for state in unpaid if state.paid_until]
    before = states[: len(states) - len(unpaid)]
    named = named or [state.paid_until for state in before[-1:] if state.paid_until]
    return min(named, default=unpaid[0].at)


def _past_due_run(states: Sequence[State]) -> Sequence[State]:
    """The unbroken run of past-due states at the end."""
    start = len(states)
    while start and states[start - 1].known is Status.PAST_DUE:
        start -= 1
    return states[start:]
