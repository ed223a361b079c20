"""What events and the passing of time mean for a conference clock, as rules with their sums."""

from datetime import datetime

from shared.domain.clocks.clocks import SLAClock
from shared.domain.clocks.conference_clock import ENOUGH
from shared.domain.events import conference_events
from shared.domain.events.event import Event
from shared.domain.explaining import arithmetic
from shared.domain.explaining.explanations import Rule
from shared.domain.facts.ticket import How

type Timed = tuple[Rule, datetime, str]
"""A rule, the instant that counts, and the sum."""

_BY_TIME = {How.OFFER: Rule.OFFER_MEETS, How.OFFERED_NO_CHOICE: Rule.NO_CHOICE}


def conference_rule(event: Event, turn: str, due: datetime | None) -> tuple[Rule, dict[str, str]] | None:
    """What the event says of this turn's conference, and the facts that its sentence names."""
    match event:
        case conference_events.SlotsOffered(turn=name, entry=entry) if name == turn:
            return _offered(event, due, entry)
        case conference_events.SlotPicked(turn=name, slot=slot) if name == turn:
            wished = due is not None and slot.start > due
            return (Rule.SLOT_WISHED if wished else Rule.SLOT_PICKED), {
                "slot": arithmetic.written(slot.start)
            }
        case conference_events.OtherSlotsAsked(turn=name) if name == turn:
            return Rule.OTHERS_ASKED, {}
        case conference_events.ConferenceMoved(turn=name, slot=slot) if name == turn:
            return Rule.MOVE_RESETS_NOTHING, {"slot": arithmetic.written(slot.start)}
        case conference_events.ConferenceCancelled(turn=name) if name == turn:
            return Rule.CANCEL_STOPS_NOTHING, {}
        case _:
            return None


def _offered(
    event: conference_events.SlotsOffered, due: datetime | None, entry: str
) -> tuple[Rule, dict[str, str]]:
    in_time = [slot for slot in event.slots if due is None or slot.start <= due]
    rule = Rule.SLOTS_OFFERED if len(in_time) >= ENOUGH else Rule.SLOTS_NOT_ENOUGH
    return rule, {"entry": entry, "count": str(len(in_time)), "offered": str(len(event.slots))}


def by_time(clock: SLAClock) -> Timed | None:
    """Where time alone ended the clock: by which rule, when."""
    if clock.how not in _BY_TIME or clock.ended is None:
        return None
    return _BY_TIME[clock.how], clock.ended, arithmetic.compared(clock.ended, clock.due)


def is_missed(clock: SLAClock) -> bool:
    """As the clock stands, the slot that the member wished for has passed already."""
    return clock.missed_after is not None and clock.ended is None and clock.ends is None


def missed(clock: SLAClock, now: datetime | None) -> list[Timed]:
    """The slot that the member wished for has passed, and nobody was there."""
    after = clock.missed_after
    if after is None or now is None or now <= after:
        return []
    return [(Rule.SLOT_MISSED, after, arithmetic.compared(now, after))]
