"""A subscription's history, folded from billing events that come late, twice and out of order.

A history is the set of what was said, in the order of force. Nothing is ever dropped from it, because an
event that comes late may stand between two others: so any order and repetition of the same events gives
the same value, and what held at any earlier instant can still be told.
"""

from bisect import bisect_left
from datetime import datetime
from typing import Self

from shared.domain.members.billing import BillingEvent, Identifier, Provider, Status, known_status
from shared.domain.values.frozen import Frozen, Instant

_STRENGTH = {status: strength for strength, status in enumerate(Status)}
_UNKNOWN = -1


class State(Frozen):
    """What one event set: the provider's word for the status, and until when is paid."""

    at: Instant
    id: Identifier
    status: Identifier
    paid_until: Instant | None = None
    ends: Instant | None = None

    @property
    def known(self) -> Status | None:
        """The status as the desk knows it; None for a word that it does not know."""
        return known_status(self.status)


class SubscriptionHistory(Frozen):
    """One provider subscription to one product, with every state it was said to have, the strongest last.

    Grows by about 110 bytes an event and is not bounded: 1 MiB of storage holds some 8 000 events.
    """

    provider: Provider
    subscription: Identifier
    customer: Identifier
    product: Identifier
    states: tuple[State, ...] = ()

    @classmethod
    def started_by(cls, event: BillingEvent) -> Self:
        """The history that knows only this event."""
        empty = cls(
            provider=event.provider,
            subscription=event.subscription,
            customer=event.customer,
            product=event.product,
        )
        return empty.with_event(event)

    def with_event(self, event: BillingEvent) -> Self:
        """The history that knows this event too; the same value if it knew it already.

        Raises:
            ValueError: the event is about another subscription, customer or product.
        """
        if not self.is_about(event):
            message = "the event belongs to another subscription"
            raise ValueError(message)
        state = State(
            at=event.at, id=event.id, status=event.status, paid_until=event.paid_until, ends=event.ends
        )
        return self if state in self.states else self._with_state(state)

    def is_about(self, event: BillingEvent) -> bool:
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

        Set by hand there is one writer and no delivery: the later microsecond, then the greater id. The rest
        of the state comes last, so that even two events of one id have an order.
        """
        rest = state.model_dump_json()
        if self.provider is Provider.HAND:
            return (state.at, 0, state.id, rest)
        known = state.known
        strength = _UNKNOWN if known is None else _STRENGTH[known]
        return (state.at.replace(microsecond=0), strength, state.id, rest)
