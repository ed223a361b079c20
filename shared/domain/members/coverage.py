"""The gate's decision for a subscription: covered or not as of an instant, why, and until when.

Periods are half-open: paid until 12:00 covers 11:59:59 and not 12:00:00, where the provider begins the next
period. The instant asked for is any instant; only states set at or before it count.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

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


_JUST_BEFORE = timedelta(microseconds=1)
_EARLIEST = datetime.min.replace(tzinfo=UTC)

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

    ``grace`` is how long a past-due subscription still covers, at least.
    """
    states = history.states_at(at)
    if states:
        return _decided(history, states, at, grace)
    return UNVERIFIED if any(state.at <= at for state in history.states) else NEVER


def beginnings(
    histories: Iterable[SubscriptionHistory], after: datetime, grace: timedelta
) -> tuple[datetime, ...]:
    """Every instant after this one at which one of these subscriptions begins to cover, in order.

    Cover begins with a state that was set, and never by itself between two of them.
    """
    found = {
        state.at
        for history in histories
        for state in history.states
        if state.at > after
        and coverage(history, state.at, grace).covered
        and not coverage(history, state.at - _JUST_BEFORE, grace).covered
    }
    return tuple(sorted(found))


def words_after(
    histories: Iterable[SubscriptionHistory], after: datetime, until: datetime
) -> tuple[datetime, ...]:
    """Every instant after the first and up to the second from which something that billing said holds."""
    words = ({each.at for each in of.states} | {each.at for each in of.paid} for of in histories)
    return tuple(sorted(at for at in set[datetime]().union(*words) if after < at <= until))


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


def _decided(
    history: SubscriptionHistory, states: Sequence[State], at: datetime, grace: timedelta
) -> Coverage:
    """The decision where these states (not empty, the last holds) had been set, and no more."""
    return _until_announced_end(_by_status(history, states, at, grace), states[-1], at)


def _by_status(
    history: SubscriptionHistory, states: Sequence[State], at: datetime, grace: timedelta
) -> Coverage:
    """The decision from the status in force."""
    state = states[-1]
    match state.known:
        case Status.ACTIVE | Status.TRIALING:
            return _while_paid(state, history.paid_at(at), at)
        case Status.PAST_DUE:
            return _until(_end_of_grace(history, states, at, grace), at, GateReason.GRACE)
        case Status.CANCELLED:
            return _until(state.over_from, at, GateReason.SUBSCRIBED)
        case Status.INCOMPLETE | Status.INCOMPLETE_EXPIRED:
            return NEVER
        case _:
            return LAPSED


def _while_paid(state: State, invoiced: datetime | None, at: datetime) -> Coverage:
    """Said to be active: once the paid period is over without a newer event, we do not know."""
    end = max(state.paid_until, invoiced or state.paid_until) if state.paid_until else None
    if end is None or at < end:
        return Coverage(covered=True, reason=GateReason.SUBSCRIBED, until=end)
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


def _end_of_grace(
    history: SubscriptionHistory, states: Sequence[State], at: datetime, grace: timedelta
) -> datetime:
    """Where a past-due subscription ceases to cover: ``grace`` after it became so, or after what was paid.

    Whichever is later. One that became past due out of a state that covered nothing has no days of grace.
    """
    first = _became_past_due(history, states)
    became, before = states[first].at, _before(history, states, first)
    paid = max(_paid_end(states[first:], before), history.paid_at(at) or _EARLIEST)
    if before and not _decided(history, before, became, grace).covered:
        return paid
    return max(later(became, grace), later(paid, grace))


def _became_past_due(history: SubscriptionHistory, states: Sequence[State]) -> int:
    """The place of the first of the unbroken run of past-due states at the end.

    Unpaid, and what a stronger word of the same second overrode, do not break it.
    """
    first = place = len(states) - 1
    while place:
        earlier, overridden = states[place - 1], history.same_moment(states[place - 1], states[place])
        if earlier.known not in {Status.PAST_DUE, Status.UNPAID} and not overridden:
            break
        place -= 1
        first = place if earlier.known is Status.PAST_DUE else first
    return first


def _before(history: SubscriptionHistory, states: Sequence[State], place: int) -> Sequence[State]:
    """The states up to the one that was in force before this one."""
    while place and history.same_moment(states[place - 1], states[place]):
        place -= 1
    return states[:place]


def _paid_end(past_due: Sequence[State], before: Sequence[State]) -> datetime:
    """Where the paid period of a run of past-due states ended, as the statements about the status say.

    While it stays past due nothing more is paid: a later past-due event (Stripe sends one at each new unpaid
    period) does not move the end forward. Where no past-due event names it, the last state before does, else
    the first of these events is the end.
    """
    named = [each.paid_until for each in past_due if each.paid_until and each.known is Status.PAST_DUE]
    named = named or [state.paid_until for state in before[-1:] if state.paid_until]
    return min(named, default=past_due[0].at)
