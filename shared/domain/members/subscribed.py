"""What a member subscribes to, read together from all that was said of each of its subscriptions.

Each history is what was said of one product under one of the provider's names. What that means depends on the
others: a statement about the whole subscription also says which products are no part of it, two names may be
one product of the vendor's, and where the provider uses a word that nobody knows, the vendor's own holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from shared.domain.members.billing import EVERY_PRODUCT, LATEST, Status
from shared.domain.members.subscriptions import State, SubscriptionHistory
from shared.domain.values.vendor import Vendor

type _Said = tuple[datetime, str]
"""Instant and id of a statement."""


def subscribed(
    provided: Iterable[SubscriptionHistory], by_hand: Sequence[SubscriptionHistory], vendor: Vendor
) -> tuple[SubscriptionHistory, ...]:
    """One history for each provider subscription and product, in order, then those that are kept by hand."""
    together: defaultdict[tuple[str, str, str], list[SubscriptionHistory]] = defaultdict(list)
    for history in provided:
        together[history.provider, history.customer, history.subscription].append(history)
    found = [each for name in sorted(together) for each in _of_one(together[name], vendor)]
    return (*(_with_hand(each, by_hand, vendor) for each in found), *by_hand)


def _of_one(histories: Sequence[SubscriptionHistory], vendor: Vendor) -> Iterator[SubscriptionHistory]:
    """One provider subscription, a history for each of its products, by the product's name here."""
    named: defaultdict[str, list[SubscriptionHistory]] = defaultdict(list)
    for history in sorted(histories, key=lambda each: each.product):
        named[_name(history.product, vendor)].append(history)
    every = named.pop(EVERY_PRODUCT, [])
    parts = (each for each in histories if each.product != EVERY_PRODUCT)
    stated = [state for each in parts for state in each.states if state.whole]
    for name in sorted(named):
        product = _Product(name, tuple(named[name]), tuple(every), vendor)
        if any(each.states for each in product.own):
            yield product.history(stated)


@dataclass(frozen=True, slots=True)
class _Product:
    """All that was said of one product of one subscription: under its names here, and of every product."""

    name: str
    own: tuple[SubscriptionHistory, ...]
    every: tuple[SubscriptionHistory, ...]
    vendor: Vendor

    def history(self, stated: Iterable[State]) -> SubscriptionHistory:
        """One history of it, where ``stated`` are all statements about the whole subscription."""
        states = self._said_of_it() | {_said(state): state for each in self.every for state in each.states}
        begun = min(state.at for each in self.own for state in each.states)
        for state in stated:
            if state.at >= begun and not self._is_in(state):
                states.setdefault(_said(state), _taken_out(state))
        payments = [payment for each in (*self.own, *self.every) for payment in each.paid]
        latest = max(self.own, key=lambda each: max((state.at for state in each.states), default=_NEVER))
        return latest.with_states(states.values()).with_payments(payments)

    def _said_of_it(self) -> dict[_Said, State]:
        """What each statement said; of two names in one statement what lasts longer, and being part of it."""
        found: dict[_Said, State] = {}
        said = [(state, _is_part(each, state)) for each in self.own for state in each.states]
        for state, part in sorted(said, key=lambda each: (each[1], _lasting(each[0]))):
            if part or not self._is_in(state):
                found[_said(state)] = state
        return found

    def _is_in(self, state: State) -> bool:
        """Whether the statement that this is part of names the product."""
        products = state.whole.products if state.whole else ()
        return any(_name(product, self.vendor) == self.name for product in products)


def _with_hand(
    history: SubscriptionHistory, by_hand: Iterable[SubscriptionHistory], vendor: Vendor
) -> SubscriptionHistory:
    """Where the provider's last word is one that nobody knows, the state set by hand since then holds."""
    product = _name(history.product, vendor)
    words = [state for each in by_hand if each.product == product for state in each.states]
    told = [word for word in words if _said_unknown(history, word.at)]
    return history.with_states([*history.states, *told]) if told else history


def _said_unknown(history: SubscriptionHistory, at: datetime) -> bool:
    said = [state for state in history.states if state.at <= at]
    return bool(said) and said[-1].known is None


def _name(product: str, vendor: Vendor) -> str:
    return vendor.product_referred(product) or product


def _is_part(history: SubscriptionHistory, state: State) -> bool:
    return state.whole is None or history.product in state.whole.products


def _taken_out(state: State) -> State:
    """The product is no part of the subscription any more: for it, that is the end."""
    return State(at=state.at, id=state.id, status=Status.CANCELLED, whole=state.whole)


def _said(state: State) -> _Said:
    return (state.at, state.id)


def _lasting(state: State) -> tuple[datetime, datetime]:
    return (state.paid_until or LATEST, state.ends or LATEST)


_NEVER = datetime.min.replace(tzinfo=UTC)
