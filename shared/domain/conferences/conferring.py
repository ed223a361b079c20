"""What supporters decide about a conference: to offer slots, to move it, to call it off."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from shared.domain.conferences import conference_mail
from shared.domain.conferences.conference_standing import begun, must_be_set, refuse_over, told_of
from shared.domain.events import conference_events
from shared.domain.facts.conference import Conference, Slot, Way
from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.errors import NoConferenceAsked, SlotAfterDue, SlotPassed
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import LATEST_DAY, Reason, SupporterId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.intake import Line, Text

MOST_SLOTS = 10
MOST_HOURS = 8
USUAL_LENGTH = timedelta(minutes=30)
LATEST_START = datetime.combine(LATEST_DAY, time.min, UTC)
_HOUR = 3600

type Place = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
type Why = Annotated[Text, StringConstraints(strip_whitespace=True, max_length=2000)]


class SlotBody(Frozen):
    """A time at which people can meet, and where."""

    start: Instant = Field(le=LATEST_START, description="When it begins, like `2026-03-02T09:00:00Z`.")
    end: Instant | None = Field(default=None, description="When it ends; left out: half an hour later.")
    way: Way = Field(description="How people meet.")
    place: Place = Field(description="The number to call, or the join link (`https`) of the meeting.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.end and not 0 < (self.end - self.start).total_seconds() <= MOST_HOURS * _HOUR:
            message = f"Put end after start, by {MOST_HOURS} hours at most."
            raise ValueError(message)
        if self.way is Way.TEAMS and not self.place.startswith("https://"):
            message = "Give the Teams meeting's join link as place. It begins with https://."
            raise ValueError(message)
        return self

    def slot(self, entry: Entry, number: str, host: str) -> Slot:
        """The slot with an id of its own within the ticket; this supporter will be there."""
        end = self.end or self.start + USUAL_LENGTH
        return Slot(id=f"{entry.id}s{number}", start=self.start, end=end, way=self.way, host=host)


class OfferBody(Frozen):
    """Slots for a conference, which the requester is mailed."""

    author: SupporterId = Field(description="Who offers and will be there: the id of a supporter.")
    slots: tuple[SlotBody, ...] = Field(
        min_length=1,
        max_length=MOST_SLOTS,
        description="The slots. Two that start before due keep the promise.",
    )
    after_due: bool = Field(
        default=False, description="Offer slots that start after due all the same; `reason` must say why."
    )
    reason: Why = Field(default="", description="Why slots after due are offered; it stays in the ticket.")

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if self.after_due and not self.reason:
            message = "Say in reason why the slots are after the deadline."
            raise ValueError(message)
        return self


class MoveBody(SlotBody):
    """Another time or place for a conference that was picked."""

    author: SupporterId = Field(description="Who moves it and will be there: the id of a supporter.")
    reason: Reason = Field(description="Why; it stays in the ticket.")


class CancelBody(Frozen):
    """A conference is called off."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")
    reason: Reason = Field(description="Why; it stays in the ticket.")
    declined: bool = Field(
        default=False, description="The member said that it wants none any more: the clock is cancelled."
    )


class ConferenceFacts(Frozen):
    """What an act needs beside the ticket: who asked for the conference, and the places of its slots.

    ``entry.about`` is the turn that asked. ``places``: the numbers and addresses, by slot.
    """

    entry: Entry
    party: conference_mail.Party
    places: Mapping[str, str] = Field(default_factory=dict)


def decide_offer(
    state: TicketState, given: OfferBody, facts: ConferenceFacts, now: datetime, house: House
) -> Changes:
    """The requester is mailed the slots, with a link to pick one.

    Raises:
        AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused.
        NoConferenceAsked: the turn asks for none, or has gone elsewhere.
        ConferenceOver: it has been held, or the member has declined it.
        SlotPassed: a slot starts no later than now.
        SlotAfterDue: a slot starts after due, and no reason is given.
    """
    entry, author = facts.entry, given.author
    conference, done = begun(state, author, entry, house)
    if done:
        return Changes()
    refuse_over(state, conference)
    slots = tuple(each.slot(entry, str(place), author) for place, each in enumerate(given.slots, start=1))
    because = given.reason if given.after_due else ""
    _refuse_slots(state, conference.turn, slots, because, now)
    at = recorded_at(state, now)
    event = conference_events.SlotsOffered(
        **told_of(conference, entry, at), author=author, slots=slots, late_because=because
    )
    said = tuple(
        Said(id=slot.id, name=author, place=each.place) for slot, each in zip(slots, given.slots, strict=True)
    )
    changes = Changes(events=(event,), said=said)
    after = changes.state_after(state)
    return changes + Changes(
        sends=conference_mail.offer_mail(after, _of(after, entry), facts.party, at, house)
    )


def decide_move(
    state: TicketState, given: MoveBody, facts: ConferenceFacts, now: datetime, house: House
) -> Changes:
    """The conference is at another time or place; both sides' calendars are told. The clock stays as it is.

    Raises: as ``decide_offer``, and ``ConferenceNotSet`` where no time was picked.
    """
    entry, party = facts.entry, facts.party
    conference, done = begun(state, given.author, entry, house)
    if done:
        return Changes()
    refuse_over(state, conference)
    must_be_set(conference)
    slot = given.slot(entry, "m", given.author)
    if slot.start <= now:
        raise SlotPassed
    at = recorded_at(state, now)
    told = told_of(conference, entry, at)
    event = conference_events.ConferenceMoved(**told, author=given.author, slot=slot, reason=given.reason)
    said = Said(id=slot.id, name=given.author, place=given.place)
    changes = Changes(events=(event,), said=(said,))
    after = changes.state_after(state)
    sends = conference_mail.set_mails(after, _of(after, entry), given.place, party, at, house)
    left = conference_mail.handed_over_mails(
        after, conference.turn, conference.picked, facts.places, at, house
    )
    return changes + Changes(sends=(*sends, *left))


def decide_cancel(
    state: TicketState, given: CancelBody, facts: ConferenceFacts, now: datetime, house: House
) -> Changes:
    """What was picked and offered is taken back. ``declined``: the member said that it wants none any more.

    Raises: AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused, NoConferenceAsked, ConferenceOver;
        ``ConferenceNotSet`` where there is nothing to take back.
    """
    entry, declined = facts.entry, given.declined
    conference, done = begun(state, given.author, entry, house)
    if done:
        return Changes()
    refuse_over(state, conference)
    if not declined and not conference.on_offer:
        must_be_set(conference)
    at = recorded_at(state, now)
    kind = conference_events.ConferenceDeclined if declined else conference_events.ConferenceCancelled
    event = kind(**told_of(conference, entry, at), author=given.author, reason=given.reason)
    changes = Changes(events=(event,))
    if conference.picked is None:
        return changes
    after, place = changes.state_after(state), facts.places.get(conference.picked.id, "")
    told, party = _of(after, entry), facts.party
    mails = conference_mail.off_mails(
        after, told, conference.picked, place, party, at, house, by_member=declined
    )
    return changes + Changes(sends=mails)


def _refuse_slots(
    state: TicketState, turn: str, slots: Sequence[Slot], late_because: str, now: datetime
) -> None:
    due = conference_mail.conference_due(state, turn)
    if any(slot.start <= now for slot in slots):
        raise SlotPassed
    if due and not late_because and any(slot.start > due for slot in slots):
        raise SlotAfterDue


def _of(state: TicketState, entry: Entry) -> Conference:
    found = state.conference(entry.about)
    if found is None:
        raise NoConferenceAsked
    return found
