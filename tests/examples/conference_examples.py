"""Events of a conference, written short, for tests that start from a log. Hours count from the request."""

from datetime import datetime, timedelta

from shared.domain.events.answer_events import Contact, ContactLogged
from shared.domain.events.conference_events import (
    ConferenceCancelled,
    ConferenceDeclined,
    ConferenceMoved,
    NoShowRecorded,
    OtherSlotsAsked,
    SlotPicked,
    SlotsOffered,
)
from shared.domain.events.events import TicketEvent
from shared.domain.facts.conference import Slot, Way
from shared.domain.values.intake import Kind
from tests.examples.event_examples import HOUR, TEN, turn

ASKED = turn("m1", TEN, Kind.CONFERENCE)
DUE = TEN + 36 * HOUR
LEAST = timedelta(microseconds=1)


def hour(number: float) -> datetime:
    """So many hours after the conference was asked for."""
    return TEN + number * HOUR


def slot(start: float) -> Slot:
    """Half an hour with Anna from this hour on."""
    begins = hour(start)
    return Slot(id=f"s{start}", start=begins, end=begins + HOUR / 2, way=Way.TELEPHONE, host="anna")


def _said(at: float, what: str) -> dict[str, object]:
    return {
        "recorded": hour(at),
        "at": hour(at),
        "turn": "m1",
        "conference": "c",
        "entry": f"{what}-{at}",
    }


def offered(at: float, *starts: float) -> SlotsOffered:
    """Anna offers these."""
    return SlotsOffered.model_validate(
        {**_said(at, "offer"), "author": "anna", "slots": tuple(slot(start) for start in starts)}
    )


def picked(at: float, start: float) -> SlotPicked:
    """The member picks this one."""
    return SlotPicked.model_validate({**_said(at, "pick"), "slot": slot(start), "person": "p"})


def others_asked(at: float) -> OtherSlotsAsked:
    """None of them suits."""
    return OtherSlotsAsked.model_validate({**_said(at, "others"), "person": "p"})


def declined(at: float) -> ConferenceDeclined:
    """The member wants it no more."""
    return ConferenceDeclined.model_validate({**_said(at, "decline"), "person": "p"})


def moved(at: float, start: float) -> ConferenceMoved:
    """Anna sets another time."""
    return ConferenceMoved.model_validate(
        {**_said(at, "move"), "author": "anna", "slot": slot(start), "reason": "ill"}
    )


def cancelled(at: float) -> ConferenceCancelled:
    """Anna takes everything back."""
    return ConferenceCancelled.model_validate({**_said(at, "cancel"), "author": "anna", "reason": "ill"})


def no_show(at: float, start: float) -> NoShowRecorded:
    """Anna was there alone."""
    told = {**_said(at, "absent"), "at": hour(start), "author": "anna", "slot": slot(start)}
    return NoShowRecorded.model_validate(told)


def held(at: float, began: float) -> ContactLogged:
    """It was held, and logged then."""
    return ContactLogged(
        recorded=hour(at),
        at=hour(began),
        contact=Contact.CONFERENCE,
        entry=f"held-{at}",
        author="anna",
        content="c",
        conference_of="m1",
    )


type Log = tuple[TicketEvent, ...]
