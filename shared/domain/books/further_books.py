"""What the report says beside the messages: the member's side, conferences, hourly work."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from pydantic import Field

from shared.domain.books.months import month_of_day
from shared.domain.clocks.clocks import SLAClock
from shared.domain.clocks.conference_clock import DECLINED
from shared.domain.facts.ticket import How, TicketState, Turn
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Seat
from shared.domain.news.news_audience import covered_products
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor

_IN_TIME = {
    How.HELD: "conferences_in_time",
    How.OFFER: "conferences_by_offer",
    How.OFFERED_NO_CHOICE: "conferences_no_choice",
}


def counted(description: str) -> Any:  # noqa: ANN401 - what pydantic takes for a field's default
    """A figure of the report: 0 where nothing is counted."""
    return Field(default=0, description=description)


class MemberSide(Frozen):
    """What the member promised, as it stands when the report is read."""

    products_subscribed: int = counted("Products of the vendor's that its subscriptions cover now.")
    seats_filled: int = counted("Those of them that have a responsible person.")
    seats_missing: tuple[str, ...] = Field(
        default=(), description="The ids of those that have none; in the total, those that some member lacks."
    )
    documentation_studied: int = counted(
        "Those of the filled seats of which a responsible person has studied the documentation, "
        "as it is noted at the member."
    )


def member_side(facts: MemberFacts, now: datetime, vendor: Vendor) -> MemberSide:
    """The seats of one member, for the products that it subscribes to now."""
    products = covered_products(facts, (product.id for product in vendor.products), now, vendor)
    seats = {product: facts.member.responsible(product) for product in products}
    missing = tuple(product for product, held in seats.items() if not held)
    today = now.astimezone(vendor.zone).date()
    return MemberSide(
        products_subscribed=len(products),
        seats_filled=len(products) - len(missing),
        seats_missing=missing,
        documentation_studied=sum(any(_studied(seat, today) for seat in held) for held in seats.values()),
    )


def side_of_all(sides: Iterable[MemberSide]) -> MemberSide:
    """Several members' seats together."""
    every = tuple(sides)
    return MemberSide(
        products_subscribed=sum(side.products_subscribed for side in every),
        seats_filled=sum(side.seats_filled for side in every),
        seats_missing=tuple(sorted({product for side in every for product in side.seats_missing})),
        documentation_studied=sum(side.documentation_studied for side in every),
    )


def _studied(seat: Seat, today: date) -> bool:
    return seat.studied is not None and seat.studied <= today


def figures_of_conference(clock: SLAClock, state: TicketState) -> Iterator[str]:
    """Asked for, and how it went; of one that went wrong, the breach is counted elsewhere."""
    yield "conferences_asked_for"
    if clock.ended is None:
        yield "conferences_open"
    elif clock.cancelled == DECLINED:
        yield "conferences_declined"
    elif clock.how in _IN_TIME and not clock.cancelled and clock.ended <= clock.due:
        yield _IN_TIME[clock.how]
    if any(each.how is How.NO_SHOW and each.conference_of == clock.started_by for each in state.endings):
        yield "conferences_no_show"


def figures_of_work(state: TicketState, turns: Iterable[Turn], month: str) -> Counter[str]:
    """Minutes by the day they were worked, in the ticket where they were logged; and of these turns."""
    counts: Counter[str] = Counter()
    if minutes := sum(each.minutes for each in state.work.entries if month_of_day(each.day) == month):
        counts["billable_minutes"] = minutes
    ended = {name for each in state.endings if each.how is How.DECLINED for name in each.turns}
    if declined := sum(turn.id in ended for turn in turns):
        counts["declined"] = declined
    return counts
