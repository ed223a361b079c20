"""What supporters decide about a conference: to offer slots, to move it, to call it off."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import Field

from shared.domain.conferences.conference_mail import (
    Desktop,
    Party,
    conference_due,
    handed_over_mails,
    off_mails,
    offer_mail,
    set_mails,
)
from shared.domain.events.conference_events import (
    ConferenceCancelled,
    ConferenceDeclined,
    ConferenceMoved,
    SlotsOffered,
)
from shared.domain.facts.conference import Conference, Slot
from shared.domain.facts.ticket import Ending, How, TicketState, refuse_merged
from shared.domain.members.recipients import supporter
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.values.errors import (
    ConferenceNotSet,
    ConferenceOver,
    KeyReused,
    NoConferenceAsked,
    SlotAfterDue,
    SlotPassed,
)
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import digest
from shared.domain.values.intake import Kind


class Placed(Frozen):
    """A slot, and the number or address at which people meet then. ``places``: those of others, by slot."""

    slot: Slot
    place: str
    places: Mapping[str, str] = Field(default_factory=dict)


class ActGiven(Frozen):
    """What a supporter does about the conference of a turn. ``entry`` and ``content`` tell a repetition.

    ``reason``: why; for slots after due, why these are offered.
    """

    entry: str
    content: str
    author: str
    turn: str
    reason: str = ""


def decide_offer(
    state: TicketState, given: ActGiven, offered: Sequence[Placed], party: Party, now: datetime, desk: Desktop
) -> Changes:
    """The requester is mailed the slots, with a link to pick one.

    Raises:
        AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused.
        NoConferenceAsked: the turn asks for none, or has gone elsewhere.
        ConferenceOver: it has been held, or the member has declined it.
        SlotPassed: a slot starts no later than now.
        SlotAfterDue: a slot starts after due, and no reason is given.
    """
    conference, done = begun(state, given, desk)
    if done:
        return Changes()
    refuse_over(state, conference)
    slots = tuple(each.slot for each in offered)
    _refuse_slots(state, given, slots, now)
    at = recorded_at(state, now)
    event = SlotsOffered(
        **told_of(given, conference, at), author=given.author, slots=slots, late_because=given.reason
    )
    said = tuple(Said(id=each.slot.id, name=given.author, subject=each.place) for each in offered)
    changes = Changes(events=(event,), said=said)
    after = changes.state_after(state)
    return changes + Changes(sends=offer_mail(after, _of(after, given), party, at, desk))


def decide_move(
    state: TicketState, given: ActGiven, to: Placed, party: Party, now: datetime, desk: Desktop
) -> Changes:
    """The conference is at another time or place; both sides' calendars are told. The clock stays as it is.

    Raises: as ``decide_offer``, and ``ConferenceNotSet`` where no time was picked.
    """
    conference, done = begun(state, given, desk)
    if done:
        return Changes()
    refuse_over(state, conference)
    must_be_set(conference)
    if to.slot.start <= now:
        raise SlotPassed
    at = recorded_at(state, now)
    event = ConferenceMoved(
        **told_of(given, conference, at), author=given.author, slot=to.slot, reason=given.reason
    )
    changes = Changes(events=(event,), said=(Said(id=to.slot.id, name=given.author, subject=to.place),))
    after = changes.state_after(state)
    sends = set_mails(after, _of(after, given), to.place, party, at, desk)
    left = handed_over_mails(after, given.turn, conference.picked, to.places, at, desk)
    return changes + Changes(sends=(*sends, *left))


def decide_cancel(
    state: TicketState,
    given: ActGiven,
    place: str,
    party: Party,
    now: datetime,
    desk: Desktop,
    *,
    declined: bool,
) -> Changes:
    """What was picked and offered is taken back. ``declined``: the member said that it wants none any more.

    Raises: AuthorUnknown, TurnUnknown, TicketMergedAway, KeyReused, NoConferenceAsked, ConferenceOver;
        ``ConferenceNotSet`` where there is nothing to take back.
    """
    conference, done = begun(state, given, desk)
    if done:
        return Changes()
    refuse_over(state, conference)
    if not declined and not conference.on_offer:
        must_be_set(conference)
    at = recorded_at(state, now)
    kind = ConferenceDeclined if declined else ConferenceCancelled
    event = kind(**told_of(given, conference, at), author=given.author, reason=given.reason)
    changes = Changes(events=(event,))
    if conference.picked is None:
        return changes
    after = changes.state_after(state)
    told = _of(after, given)
    mails = off_mails(after, told, conference.picked, place, party, at, desk, by_member=declined)
    return changes + Changes(sends=mails)


def conference_of(state: TicketState, turn: str, secret: bytes) -> Conference:
    """What was done about the turn's conference; one to which nothing has happened yet.

    Raises: TurnUnknown, NoConferenceAsked.
    """
    asked = state.turn(turn)
    if asked.kind is not Kind.CONFERENCE or asked.split_into:
        raise NoConferenceAsked
    new = Conference(turn=turn, id=digest(secret, "conference", state.id, turn))
    return state.conference(turn) or new


def refuse_over(state: TicketState, conference: Conference) -> None:
    """Raises ``ConferenceOver`` where it has been held, or the member has declined it."""
    if is_conference_over(state, conference):
        raise ConferenceOver


def is_conference_over(state: TicketState, conference: Conference) -> bool:
    """It has been held, or the member has declined it."""
    held = any(each.how is not How.NO_SHOW for each in endings_of(state, conference.turn))
    return held or conference.declined


def begun(state: TicketState, given: ActGiven, desk: Desktop) -> tuple[Conference, bool]:
    """The conference, and whether this very act has been done before."""
    supporter(given.author, desk.vendor)
    refuse_merged(state)
    conference = conference_of(state, given.turn, desk.secret)
    done = conference.done(given.entry)
    if done and done.content != given.content:
        raise KeyReused(state.id)
    return conference, done is not None


def endings_of(state: TicketState, turn: str) -> list[Ending]:
    """When the conference of this turn was held, or the member did not come."""
    return [each for each in state.endings if each.conference_of == turn]


def must_be_set(conference: Conference) -> Slot:
    """The slot that is picked. Raises ``ConferenceNotSet``."""
    if conference.picked is None:
        raise ConferenceNotSet
    return conference.picked


def _refuse_slots(state: TicketState, given: ActGiven, slots: Sequence[Slot], now: datetime) -> None:
    due = conference_due(state, given.turn)
    if any(slot.start <= now for slot in slots):
        raise SlotPassed
    if due and not given.reason and any(slot.start > due for slot in slots):
        raise SlotAfterDue


def _of(state: TicketState, given: ActGiven) -> Conference:
    found = state.conference(given.turn)
    if found is None:
        raise NoConferenceAsked
    return found


def told_of(given: ActGiven, conference: Conference, at: datetime) -> dict[str, object]:
    """What every event about a conference says."""
    return {
        "recorded": at,
        "at": at,
        "turn": given.turn,
        "conference": conference.id,
        "entry": given.entry,
        "content": given.content,
    }
