"""From events to state: what each event about a conference changes."""

from shared.domain.events.conference_events import (
    ConferenceCancelled,
    ConferenceDeclined,
    ConferenceMoved,
    ConferenceTaken,
    NoShowRecorded,
    OtherSlotsAsked,
    SlotPicked,
    SlotsOffered,
)
from shared.domain.facts.conference import Act, Conference, Deed, Meeting, Slot
from shared.domain.tickets.ticket import Ending, How, TicketState

type _Act = (
    SlotsOffered | SlotPicked | OtherSlotsAsked | ConferenceDeclined | ConferenceMoved | ConferenceCancelled
)


def offered(event: SlotsOffered, state: TicketState) -> TicketState:
    """The member can choose among these, too."""
    return _with_act(state, event, Deed.OFFERED, event.slots)


def picked(event: SlotPicked, state: TicketState) -> TicketState:
    """The conference has a time."""
    return _with_act(state, event, Deed.PICKED, (event.slot,))


def others_asked(event: OtherSlotsAsked, state: TicketState) -> TicketState:
    """The vendor owes other slots."""
    return _with_act(state, event, Deed.OTHERS_ASKED)


def declined(event: ConferenceDeclined, state: TicketState) -> TicketState:
    """There will be none."""
    return _with_act(state, event, Deed.DECLINED)


def moved(event: ConferenceMoved, state: TicketState) -> TicketState:
    """The conference has another time."""
    return _with_act(state, event, Deed.MOVED, (event.slot,))


def cancelled(event: ConferenceCancelled, state: TicketState) -> TicketState:
    """The conference has no time any more."""
    return _with_act(state, event, Deed.CANCELLED)


def no_show(event: NoShowRecorded, state: TicketState) -> TicketState:
    """An entry of its own, that answers no turn and can be withdrawn."""
    ending = Ending(
        id=event.entry,
        how=How.NO_SHOW,
        at=event.at,
        author=event.author,
        turns=(),
        content=event.content,
        conference_of=event.turn,
    )
    return state.model_copy(update={"endings": (*state.endings, ending)})


def taken(event: ConferenceTaken, state: TicketState) -> TicketState:
    """What was done elsewhere holds on."""
    endings = tuple(_ending(each, event.turn) for each in event.meetings)
    there = state.model_copy(update={"endings": (*state.endings, *endings)})
    if event.taken is None:
        return there
    return _with_conference(there, event.taken.model_copy(update={"turn": event.turn}))


RULES = (offered, picked, others_asked, declined, moved, cancelled, no_show, taken)

_CALENDAR = frozenset({Deed.PICKED, Deed.MOVED, Deed.CANCELLED, Deed.DECLINED})


def _ending(meeting: Meeting, turn: str) -> Ending:
    """It ends the conference's clock here, and keeps no promise that was given here."""
    return Ending(
        id=meeting.entry,
        how=How.NO_SHOW if meeting.no_show else How.HELD,
        at=meeting.at,
        author=meeting.author,
        turns=(),
        content="",
        conference=not meeting.no_show,
        conference_of=turn,
    )


def _with_act(state: TicketState, event: _Act, deed: Deed, slots: tuple[Slot, ...] = ()) -> TicketState:
    before = state.conference(event.turn) or Conference(turn=event.turn, id=event.conference)
    act = Act(deed=deed, at=event.recorded, entry=event.entry, content=event.content, slots=slots)
    in_calendars = deed in _CALENDAR and (slots or before.picked)
    changed = {"acts": (*before.acts, act), "sequence": before.sequence + bool(in_calendars)}
    return _with_conference(state, before.model_copy(update=changed))


def _with_conference(state: TicketState, conference: Conference) -> TicketState:
    others = tuple(each for each in state.conferences if each.turn != conference.turn)
    return state.model_copy(update={"conferences": (*others, conference)})
