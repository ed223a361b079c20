"""What supporters say of how a conference went: it was held, or the member did not come."""

from datetime import datetime

from shared.domain.answers.answering import ContactGiven, decide_contact
from shared.domain.conferences.conference_mail import Desktop
from shared.domain.conferences.conferring import (
    ActGiven,
    begun,
    endings_of,
    must_be_set,
    refuse_over,
    told_of,
)
from shared.domain.events.answer_events import Contact
from shared.domain.events.conference_events import NoShowRecorded
from shared.domain.facts.ticket import How, TicketState
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.values.errors import ContactBeforeTurn, KeyReused, SlotNotBegun


def decide_held(
    state: TicketState, given: ActGiven, note: ContactGiven, now: datetime, desk: Desktop
) -> Changes:
    """It was held; it began at ``note.at``, else when its slot did, else now.

    Raises: AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused, NoConferenceAsked; InstantInFuture;
        ContactBeforeTurn.
    """
    conference, _ = begun(state, given, desk)
    if _entered(state, given):
        return Changes()
    slot = conference.picked
    began = slot.start if slot and slot.start <= now else None
    at = note.at or began
    if at and at < state.turn(given.turn).received:
        raise ContactBeforeTurn
    logged = note.model_copy(update={"contact": Contact.CONFERENCE, "at": at})
    changes = decide_contact(state, logged, now, desk.vendor)
    first, *others = changes.events
    named = first.model_copy(update={"conference_of": given.turn})
    return changes.model_copy(update={"events": (named, *others)})


def decide_no_show(state: TicketState, given: ActGiven, now: datetime, desk: Desktop) -> Changes:
    """The supporter was there when the slot began, and the member was not. Once a slot.

    Raises: AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused, NoConferenceAsked; ConferenceOver;
        ConferenceNotSet: no slot was picked. SlotNotBegun: it has not begun.
    """
    conference, _ = begun(state, given, desk)
    if _entered(state, given):
        return Changes()
    slot = must_be_set(conference)
    if slot.start > now:
        raise SlotNotBegun
    if any(each.how is How.NO_SHOW and each.at == slot.start for each in endings_of(state, given.turn)):
        return Changes()
    refuse_over(state, conference)
    told = told_of(given, conference, recorded_at(state, now)) | {"at": slot.start}
    event = NoShowRecorded(**told, author=given.author, slot=slot)
    return Changes(events=(event,), said=(Said(id=given.entry, name=given.author, text=given.reason),))


def _entered(state: TicketState, given: ActGiven) -> bool:
    before = next((each for each in state.endings if each.id == given.entry), None)
    if before and before.content != given.content:
        raise KeyReused(state.id)
    return before is not None or given.entry in state.void
