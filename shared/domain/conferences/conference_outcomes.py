"""What supporters say of how a conference went: it was held, or the member did not come."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.answers.answering import ContactBody, decide_contact
from shared.domain.conferences import conference_standing
from shared.domain.events.answer_events import Contact
from shared.domain.events.conference_events import NoShowRecorded
from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.errors import ContactBeforeTurn, SlotNotBegun
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import MOST_LETTERS, SupporterId, TurnId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.intake import Text

type Note = Annotated[Text, StringConstraints(max_length=MOST_LETTERS)]


class HeldBody(Frozen):
    """A conference took place."""

    author: SupporterId = Field(description="Who held it: the id of a supporter in the settings.")
    note: Note = Field(default="", description="What was said; for supporters only.")
    at: Instant | None = Field(
        default=None,
        description="When it began; left out: when its slot did, else now. Never in the future.",
    )
    answers_up_to: TurnId | None = Field(
        default=None, description="The last turn that it answered; left out: it answered none."
    )


class NoShowBody(Frozen):
    """The member did not come."""

    author: SupporterId = Field(description="Who waited: the id of a supporter in the settings.")
    note: Note = Field(default="", description="What was tried; for supporters only.")


def decide_held(state: TicketState, given: HeldBody, entry: Entry, now: datetime, house: House) -> Changes:
    """It was held: a contact, which answers the turns it names; begun when said, else at its slot, else now.

    Raises: AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused, NoConferenceAsked; InstantInFuture;
        ContactBeforeTurn.
    """
    conference, done = conference_standing.begun(state, given.author, entry, house)
    if done:
        return Changes()
    slot = conference.picked
    at = given.at or (slot.start if slot and slot.start <= now else None)
    if at and at < state.turn(conference.turn).received:
        raise ContactBeforeTurn
    contact = ContactBody(
        contact=Contact.CONFERENCE,
        author=given.author,
        note=given.note,
        at=at,
        answers_up_to=given.answers_up_to,
    )
    changes = decide_contact(state, contact, entry, now, house)
    first, *others = changes.events
    named = first.but(conference_of=conference.turn)
    return changes.but(events=(named, *others))


def decide_no_show(
    state: TicketState, given: NoShowBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The supporter was there when the slot began, and the member was not. Once a slot.

    Raises: AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused, NoConferenceAsked; ConferenceOver;
        ConferenceNotSet: no slot was picked. SlotNotBegun: it has not begun.
    """
    conference, done = conference_standing.begun(state, given.author, entry, house)
    if done:
        return Changes()
    slot = conference_standing.must_be_set(conference)
    if slot.start > now:
        raise SlotNotBegun
    if conference_standing.has_stayed_away(state, conference.turn, slot):
        return Changes()
    conference_standing.refuse_over(state, conference)
    told = conference_standing.told_of(conference, entry, recorded_at(state, now)) | {"at": slot.start}
    event = NoShowRecorded(**told, author=given.author, slot=slot)
    return Changes(events=(event,), said=(Said(id=entry.id, name=given.author, text=given.note),))
