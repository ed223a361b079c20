"""Hourly work counted anew from the raw event rows, without the product's own rules: books and statement."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.naive.naive_log import Log

HUNDREDTH = Decimal("0.01")

type Event = dict[str, Any]


def worked(log: "Log") -> Iterator[tuple[str, int]]:
    """The day and the minutes of each entry that was not withdrawn."""
    return ((each["day"], each["minutes"]) for each in billed(log))


def billed(log: "Log") -> list[Event]:
    """The entries that were not withdrawn, in the order of the log."""
    withdrawn = {each["entry"] for each in log.of("minutes_withdrawn")}
    return [each for each in log.of("minutes_logged") if each["entry"] not in withdrawn]


def cost(log: "Log", entry: Event) -> tuple[str, Decimal]:
    """The currency and the cost of an entry, from the quote that it names."""
    (quote,) = (each for each in log.of("quote_given") if each["quote"] == entry["quote"])
    price = quote["terms"]["price"]
    exact = Decimal(price["amount"]) * entry["minutes"] / 60
    return price["currency"], exact.quantize(HUNDREDTH, ROUND_HALF_UP)


def declined(log: "Log") -> set[str]:
    """The turns that a quote answered which was declined."""
    gone = {each["quote"] for each in log.of("quote_declined")}
    places = [place for place, event in enumerate(log.events) if event.get("quote") in gone]
    return {turn for place in places for turn in _quoted(log, place)}


def _quoted(log: "Log", place: int) -> list[str]:
    """The turns that the quote at this place of the log answered anew; else the last that it names."""
    quote = log.events[place]
    if quote["event"] != "quote_given":
        return []
    then = type(log)(log.ticket, log.events[:place])
    turns = [each["turn"] for each in then.of("message_received")]
    named = turns[: turns.index(quote["answers_up_to"]) + 1]
    others = [each for each in then.endings() if each.get("answer") != quote["answer"]]
    before = {turn for each in others for turn in each["turns"]}
    before |= {each["turn"] for each in then.of("turn_split")}
    return [each for each in named if each not in before] or named[-1:]
