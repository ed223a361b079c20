"""No event is without a word on what it changes, and none is left out of the log's union."""

from collections.abc import Iterator
from inspect import isabstract
from typing import Literal, get_args

import pytest

from shared.domain.events.event import Event, after, fold
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import TicketState
from tests.examples.event_examples import TEN, turn


def kinds(base: type[Event] = Event) -> Iterator[type[Event]]:
    """Every event of the product that has a name in the log."""
    for kind in base.__subclasses__():
        if "event" in kind.model_fields and kind.__module__.startswith("shared."):
            yield kind
        yield from kinds(kind)


def test_every_event_says_what_it_changes_and_can_be_read_from_the_log() -> None:
    (union, _) = get_args(TicketEvent.__value__)
    assert set(kinds()) == set(get_args(union))
    assert [kind for kind in kinds() if isabstract(kind)] == []


def test_an_event_that_does_not_say_what_it_changes_cannot_happen() -> None:
    class Thoughtless(Event):
        event: Literal["thoughtless"] = "thoughtless"

    with pytest.raises(TypeError, match="_effect"):
        Thoughtless(recorded=TEN, at=TEN)  # type: ignore[abstract]  # the type check refuses it, too


def test_folding_a_log_in_two_parts_is_folding_it_whole() -> None:
    log = (*turn("m1", TEN), *turn("m2", TEN))
    assert after(fold("t", log[:1]), log[1:]) == fold("t", log) == after(TicketState(id="t"), log)
