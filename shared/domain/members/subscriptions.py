"""A subscription's history, folded from billing events that come late, twice and out of order.

A history is the set of what was said, in the order of force. Nothing is ever dropped from it, because an
event that comes late may stand between two others: so any order and repetition of the same events gives
the same value, and what held at any earlier instant can still be told.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from shared.domain.members.billing import (
    BillingEvent,
    Identifier,
    PaidPeriod,
    Provider,
    Status,
    WholeSubscription,
    is_over_at_once,
    known_status,
)
from shared.domain.values.frozen import Frozen, Instant

_STRENGTH = {status: strength for strength, status in enumerate(Status)}
_UNKNOWN = -1


class State(Frozen):
    """What one event set: the provider's word for the status, and until when is paid.

    ``whole`` is the statement that it was part of, where the provider stated the subscription whole.
    """

    at: Instant
    id: Identifier
    status: Identifier
    paid_until: Instant | None = None
    ends: Instant | None = None
    whole: WholeSubscription | None = None

    @property
    def known(self) -> Status | None:
        """The status as the desk knows it; None for a word that it does not know."""
        return known_status(self.status)

    @property
    def over_from(self) -> datetime:
        """Where one that is cancelled ceases to cover: with what was paid for, or where it was said."""
        return self.at if is_over_at_once(self.status) else self.paid_until or self.at


class Payment(Frozen):
    """What one invoice said when it was paid: until when."""

    at: Instant
    id: Identifier
    paid_until: Instant


class SubscriptionHistory(Frozen):
    """One provider subscription to one product, with every state it was said to have, the strongest last.

    ``paid`` has what paid invoices said, in order. Grows by about 190 bytes an event and is not bounded:
    1 MiB of storage holds some 5 000 events.
    """

    provider: Provider
    subscription: Identifier
    customer: Identifier
    product: Identifier
    states: tuple[State, ...] = ()
    paid: tuple[Payment, ...] = ()

    @classmethod
    def started_by(cls, event: BillingEvent | PaidPeriod) -> Self:
        """The history that knows only this event."""
        empty = cls(
            provider=event.provider,
            subscription=event.subscription,
            customer=event.customer,
            product=event.product,
        )
        return empty.with_event(event)

    def with_event(self, event: BillingEvent | PaidPeriod) -> Self:
        """The history that knows this event too; the same value if it knew it already.

        Raises:
            ValueError: the event is about another subscription, customer or product.
        """
        if not self.is_about(event):
            message = "the event belongs to another subscription"
            raise ValueError(message)
        if isinstance(event, PaidPeriod):
            return self.with_payments([Payment(at=event.at, id=event.id, paid_until=event.paid_until)])
        state = State(
            at=event.at,
            id=event.id,
            status=event.status,
            paid_until=event.paid_until,
            ends=event.ends,
            whole=event.whole,
        )
        return self if state in self.states else self._with_state(state)

    def with_payments(self, payments: Iterable[Payment]) -> Self:
        """The history that knows these too, each once."""
        paid = sorted({*self.paid, *payments}, key=lambda each: (each.at, each.id, each.paid_until))
        return self.model_copy(update={"paid": tuple(paid)})

    def with_states(self, states: Iterable[State]) -> Self:
        """The history of exactly these states, put in order."""
        return self.model_copy(update={"states": tuple(sorted(states, key=self._force))})

    def is_about(self, event: BillingEvent | PaidPeriod) -> bool:
        """Whether the event is about this subscription, of this customer, to this product."""
        return (event.provider, event.subscription, event.customer, event.product) == (
            self.provider,
            self.subscription,
            self.customer,
            self.product,
        )

    def states_at(self, instant: datetime) -> tuple[State, ...]:
        """The states with a known status that had been set at this instant, the one in force last."""
        return tuple(state for state in self.states if state.at <= instant and state.known)

    def paid_at(self, instant: datetime) -> datetime | None:
        """Until when the subscription had been paid, as invoices paid by this instant say."""
        return max((each.paid_until for each in self.paid if each.at <= instant), default=None)

    def same_moment(self, one: State, other: State) -> bool:
        """Whether both were set at what counts as one instant: a second; set by hand, a microsecond."""
        return self._moment(one) == self._moment(other)

    @property
    def unknown_statuses(self) -> tuple[str, ...]:
        """The provider's words that the desk does not know, each once, in order: a supporter is told."""
        return tuple(dict.fromkeys(state.status for state in self.states if state.known is None))

    def _with_state(self, state: State) -> Self:
        place = bisect_left(self.states, self._force(state), key=self._force)
        return self.model_copy(
            update={"states": (*self.states[:place], state, *self.states[place:])},
        )

    def _force(self, state: State) -> tuple[datetime, int, str, str]:
        """What is greater holds: the later second, then the stronger status, then the greater id.

        Of a subscription that is stated whole, its own status counts, not what that means for one product.
        Set by hand there is one writer and no delivery: the later microsecond, then the greater id. The rest
        of the state comes last, so that even two events of one id have an order.
        """
        rest = state.model_dump_json()
        if self.provider is Provider.HAND:
            return (self._moment(state), 0, state.id, rest)
        known = known_status(state.whole.status) if state.whole else state.known
        strength = _UNKNOWN if known is None else _STRENGTH[known]
        return (self._moment(state), strength, state.id, rest)

    def _moment(self, state: State) -> datetime:
        return state.at if self.provider is Provider.HAND else state.at.replace(microsecond=0)
