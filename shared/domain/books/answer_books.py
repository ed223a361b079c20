"""How fast answers came: a month's reply clocks by hours, and by product, kind and supporter."""

from collections.abc import Callable, Iterable, Iterator
from statistics import median
from typing import NamedTuple, Self

from pydantic import Field

from shared.domain.books.further_books import counted
from shared.domain.clocks.clocks import SLAClock
from shared.domain.facts.ticket import How, TicketState
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Vendor

NO_ANSWER = frozenset({How.NO_ANSWER_NEEDED, How.DECLINED})
"""Endings that are no answer from a person at the vendor."""
BANDS = (1, 4, 8, 24, 48, None)
"""Up to so many hours took the answers of each; None: any number."""
HOUR = 3600
DECIMALS = 4


class CountedClock(NamedTuple):
    """One reply clock: the figures in which it is one, the seconds to its answer, and whose it was.

    ``seconds``: None where nobody answered. ``supporter``: who ended it; "" while nobody has.
    """

    figures: tuple[str, ...]
    seconds: float | None
    product: str
    kind: Kind
    supporter: str


class HoursBand(Frozen):
    """The answers of a month that took more hours than those of the band before, and at most these."""

    up_to_hours: int | None = Field(description="The most hours; null: any number.")
    answers: int = counted("So many answers took so long.")


class AnswerGroup(Frozen):
    """The reply clocks of one product, kind or supporter. The figures are named as in the vendor's side."""

    id: str = Field(description="The product's or supporter's id, or the kind; \"\" where none is known.")
    name: str = Field(description="The product's or supporter's name; \"\" of a kind.")
    reply_clocks: int = counted("Reply clocks that started in the month; of a supporter those that it ended.")
    answered_in_time: int = counted("Those of them that a person's answer ended by the due instant.")
    answered_late: int = counted("Those of them that a person ended after the due instant.")
    reply_clocks_not_needed: int = counted("Those of them that were ended as needing no answer.")
    reply_clocks_open: int = counted("Those of them that nothing has ended yet.")
    median_hours: float | None = Field(default=None, description="Median of the hours to its answers.")
    worst_hours: float | None = Field(default=None, description="The longest of them.")

    @classmethod
    def of_clocks(cls, known_as: str, name: str, clocks: Iterable[CountedClock]) -> Self:
        """What these come to."""
        every = tuple(clocks)
        names = [name for each in every for name in each.figures if name in cls.model_fields]
        figures = {each: names.count(each) for each in set(names)}
        return cls.model_validate({"id": known_as, "name": name, **figures, **spread(seconds_of(every))})


class AnswersSide(Frozen):
    """How fast a month's messages were answered, of all members and strangers together."""

    hours: tuple[HoursBand, ...] = Field(default=(), description="How many answers took how long.")
    by_product: tuple[AnswerGroup, ...] = Field(default=(), description="By the ticket's product, by name.")
    by_kind: tuple[AnswerGroup, ...] = Field(
        default=(), description="By the kind of the message that started the clock."
    )
    by_supporter: tuple[AnswerGroup, ...] = Field(
        default=(), description="By the supporter who ended the clock, by name."
    )


def counted_clock(clock: SLAClock, state: TicketState) -> CountedClock:
    """What this reply clock is counted as."""
    author = next((each.author for each in state.endings if each.id == clock.ended_by), "")
    return CountedClock(
        figures=tuple(_figures(clock)),
        seconds=_seconds(clock),
        product=state.product,
        kind=state.turn(clock.started_by).kind,
        supporter=author,
    )


def answers_side(clocks: Iterable[CountedClock], vendor: Vendor) -> AnswersSide:
    """All of these, taken apart. An answer of a group is in it once, so groups of one sort add up."""
    every = tuple(clocks)
    ended = [each for each in every if each.supporter]
    return AnswersSide(
        hours=_bands(seconds_of(every)),
        by_product=_groups(every, lambda each: each.product, vendor.product_called),
        by_kind=_groups(every, lambda each: each.kind.value, lambda _: ""),
        by_supporter=_groups(ended, lambda each: each.supporter, vendor.name_of),
    )


def seconds_of(clocks: Iterable[CountedClock]) -> list[float]:
    """How long each answer took."""
    return [each.seconds for each in clocks if each.seconds is not None]


def spread(seconds: list[float]) -> dict[str, float]:
    """Median and longest in hours, to four decimals, which tell each second; nothing of no answers."""
    hours = {"median_hours": median(seconds), "worst_hours": max(seconds)} if seconds else {}
    return {name: round(each / HOUR, DECIMALS) for name, each in hours.items()}


def _figures(clock: SLAClock) -> Iterator[str]:
    yield "reply_clocks"
    if clock.ended is None:
        yield "reply_clocks_open"
    elif clock.how in NO_ANSWER:
        yield "reply_clocks_not_needed"
    else:
        yield "answered_in_time" if clock.ended <= clock.due else "answered_late"
        if clock.ended < clock.same_day_by():
            yield "answered_same_day"


def _seconds(clock: SLAClock) -> float | None:
    """A call that came before the message took none."""
    if clock.ended is None or clock.how in NO_ANSWER:
        return None
    return max(0.0, (clock.ended - clock.start).total_seconds())


def _bands(seconds: list[float]) -> tuple[HoursBand, ...]:
    """Every answer stands in the first band that is wide enough."""
    places = [next(most for most in BANDS if most is None or each <= most * HOUR) for each in seconds]
    return tuple(HoursBand(up_to_hours=most, answers=places.count(most)) for most in BANDS)


def _groups(
    clocks: Iterable[CountedClock], of: Callable[[CountedClock], str], called: Callable[[str], str]
) -> tuple[AnswerGroup, ...]:
    """By name; what has none stands last."""
    found: dict[str, list[CountedClock]] = {}
    for each in clocks:
        found.setdefault(of(each), []).append(each)
    groups = (AnswerGroup.of_clocks(name, called(name), some) for name, some in found.items())
    return tuple(sorted(groups, key=lambda each: (not each.id, each.name.casefold(), each.id)))
