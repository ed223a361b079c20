"""What can happen to a conference that a turn asked for. That it was held is a logged contact naming it."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.conference import Conference, Meeting, Slot


class _OfConference(Event):
    """``turn`` asked for it; ``conference`` is its id; ``entry`` and ``content`` tell a repetition."""

    turn: str
    conference: str
    entry: str
    content: str = ""


class SlotsOffered(_OfConference):
    """A supporter offers these slots. ``late_because``: why some start after the clock's due instant."""

    event: Literal["slots_offered"] = "slots_offered"
    author: str
    slots: tuple[Slot, ...]
    late_because: str = ""


class SlotPicked(_OfConference):
    """The member picks a slot of those offered, perhaps another than before, by ``person``'s link."""

    event: Literal["slot_picked"] = "slot_picked"
    slot: Slot
    person: str


class OtherSlotsAsked(_OfConference):
    """None of the slots suits the member, who asks for others; the words stand beside, under the entry."""

    event: Literal["other_slots_asked"] = "other_slots_asked"
    person: str


class ConferenceDeclined(_OfConference):
    """The member wants no conference any more: by its link, or by word to the supporter ``author``."""

    event: Literal["conference_declined"] = "conference_declined"
    person: str = ""
    author: str = ""
    reason: str = ""


class ConferenceMoved(_OfConference):
    """A supporter sets another time or place for the picked conference. It never resets the clock."""

    event: Literal["conference_moved"] = "conference_moved"
    author: str
    slot: Slot
    reason: str


class ConferenceCancelled(_OfConference):
    """A supporter takes back what was picked and offered. The clock is not stopped by it."""

    event: Literal["conference_cancelled"] = "conference_cancelled"
    author: str
    reason: str


class NoShowRecorded(_OfConference):
    """The supporter was there and the member was not. ``at``: when the slot began."""

    event: Literal["no_show_recorded"] = "no_show_recorded"
    author: str
    slot: Slot


class ConferenceSettled(Event):
    """Time alone ended the conference's clock, at ``at``. Known without it; it keeps the lists true."""

    event: Literal["conference_settled"] = "conference_settled"
    turn: str
    how: Literal["offer", "offered_no_choice"]


class ConferenceTaken(Event):
    """The turn came from another ticket, with what was done there about its conference."""

    event: Literal["conference_taken"] = "conference_taken"
    turn: str
    taken: Conference | None = None
    meetings: tuple[Meeting, ...] = ()


ConferenceEvent = (
    SlotsOffered
    | SlotPicked
    | OtherSlotsAsked
    | ConferenceDeclined
    | ConferenceMoved
    | ConferenceCancelled
    | NoShowRecorded
    | ConferenceSettled
    | ConferenceTaken
)
