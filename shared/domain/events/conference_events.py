"""What can happen to a conference that a turn asked for. That it was held is a logged contact naming it."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.conference import Act, Conference, Deed, Meeting, Slot
from shared.domain.facts.ticket import Ending, How, TicketState
from shared.domain.values.attendance import Attendance


class _OfConference(Event):
    """``turn`` asked for it; ``conference`` is its id; ``entry`` and ``content`` tell a repetition."""

    turn: str
    conference: str
    entry: str
    content: str = ""

    def _done(self, state: TicketState, deed: Deed, *slots: Slot) -> TicketState:
        before = state.conference(self.turn) or Conference(turn=self.turn, id=self.conference)
        act = Act(deed=deed, at=self.recorded, entry=self.entry, content=self.content, slots=slots)
        return state.with_conference(before.with_act(act))


class SlotsOffered(_OfConference):
    """A supporter offers these slots. ``late_because``: why some start after the clock's due instant."""

    event: Literal["slots_offered"] = "slots_offered"
    author: str
    slots: tuple[Slot, ...]
    late_because: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        return self._done(state, Deed.OFFERED, *self.slots)


class SlotPicked(_OfConference):
    """The member picks a slot of those offered, perhaps another than before, by ``person``'s link."""

    event: Literal["slot_picked"] = "slot_picked"
    slot: Slot
    person: str

    def _effect(self, state: TicketState) -> TicketState:
        return self._done(state, Deed.PICKED, self.slot)


class OtherSlotsAsked(_OfConference):
    """None of the slots suits the member, who asks for others; the words stand beside, under the entry."""

    event: Literal["other_slots_asked"] = "other_slots_asked"
    person: str

    def _effect(self, state: TicketState) -> TicketState:
        return self._done(state, Deed.OTHERS_ASKED)


class ConferenceDeclined(_OfConference):
    """The member wants no conference any more: by its link, or by word to the supporter ``author``."""

    event: Literal["conference_declined"] = "conference_declined"
    person: str = ""
    author: str = ""
    reason: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        return self._done(state, Deed.DECLINED)


class ConferenceMoved(_OfConference):
    """A supporter sets another time or place for the picked conference. It never resets the clock."""

    event: Literal["conference_moved"] = "conference_moved"
    author: str
    slot: Slot
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return self._done(state, Deed.MOVED, self.slot)


class ConferenceCancelled(_OfConference):
    """A supporter takes back what was picked and offered. The clock is not stopped by it."""

    event: Literal["conference_cancelled"] = "conference_cancelled"
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return self._done(state, Deed.CANCELLED)


class InvitationAnswered(_OfConference):
    """The member's calendar has answered the invitation: noted, and the conference stands as it did."""

    event: Literal["invitation_answered"] = "invitation_answered"
    attendance: Attendance

    def _effect(self, state: TicketState) -> TicketState:
        before = state.conference(self.turn) or Conference(turn=self.turn, id=self.conference)
        return state.with_conference(before.but(attendance=self.attendance))


class NoShowRecorded(_OfConference):
    """The supporter was there and the member was not. ``at``: when the slot began."""

    event: Literal["no_show_recorded"] = "no_show_recorded"
    author: str
    slot: Slot

    def _effect(self, state: TicketState) -> TicketState:
        """An entry of its own, that answers no turn and can be withdrawn."""
        ending = Ending(
            id=self.entry,
            how=How.NO_SHOW,
            at=self.at,
            author=self.author,
            turns=(),
            content=self.content,
            conference_of=self.turn,
        )
        return state.with_ending(ending)


class ConferenceSettled(Event):
    """Time alone ended the conference's clock, at ``at``. Known without it; it keeps the lists true."""

    event: Literal["conference_settled"] = "conference_settled"
    turn: str
    how: Literal["offer", "offered_no_choice"]

    def _effect(self, state: TicketState) -> TicketState:
        """Nothing: the clock ends by itself."""
        return state


class ConferenceTaken(Event):
    """The turn came from another ticket, with what was done there about its conference."""

    event: Literal["conference_taken"] = "conference_taken"
    turn: str
    taken: Conference | None = None
    meetings: tuple[Meeting, ...] = ()

    def _effect(self, state: TicketState) -> TicketState:
        """What was done elsewhere holds on."""
        there = state.with_ending(*(self._ending(each) for each in self.meetings))
        return there.with_conference(self.taken.but(turn=self.turn)) if self.taken else there

    def _ending(self, meeting: Meeting) -> Ending:
        """It ends the conference's clock here, and keeps no promise that was given here."""
        return Ending(
            id=meeting.entry,
            how=How.NO_SHOW if meeting.no_show else How.HELD,
            at=meeting.at,
            author=meeting.author,
            turns=(),
            content="",
            conference=not meeting.no_show,
            conference_of=self.turn,
        )


ConferenceEvent = (
    SlotsOffered
    | SlotPicked
    | OtherSlotsAsked
    | ConferenceDeclined
    | ConferenceMoved
    | ConferenceCancelled
    | InvitationAnswered
    | NoShowRecorded
    | ConferenceSettled
    | ConferenceTaken
)
