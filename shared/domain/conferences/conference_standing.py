"""Where the conference that a turn asked for stands: what was done about it, whether it is over, or owed."""

from datetime import datetime

from shared.domain.clocks.clocks import clock_named, clocks
from shared.domain.facts.conference import Conference, Slot
from shared.domain.facts.ticket import Ending, How, TicketState, refuse_merged
from shared.domain.members.recipients import supporter
from shared.domain.refusals.errors import ConferenceNotSet, ConferenceOver, NoConferenceAsked
from shared.domain.tickets.entries import Entry
from shared.domain.values.house import House
from shared.domain.values.identity import digest
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind

MOST_OFFERED = 20


def conference_of(state: TicketState, turn: str, secret: bytes) -> Conference:
    """What was done about the turn's conference; one to which nothing has happened yet.

    Raises: TurnUnknown, NoConferenceAsked.
    """
    asked = state.turn(turn)
    if asked.kind is not Kind.CONFERENCE or asked.split_into:
        raise NoConferenceAsked
    new = Conference(turn=turn, id=digest(secret, "conference", state.id, turn))
    return state.conference(turn) or new


def begun(state: TicketState, author: str, entry: Entry, house: House) -> tuple[Conference, bool]:
    """The conference that a supporter does something about, and whether this very act has been done before.

    Raises: AuthorUnknown, TicketMergedAway, TurnUnknown, NoConferenceAsked, KeyReused.
    """
    supporter(author, house.vendor)
    refuse_merged(state)
    conference = conference_of(state, entry.about, house.secret)
    return conference, entry.done(state) or entry.at(state).id in state.void


def told_of(conference: Conference, entry: Entry, at: datetime) -> dict[str, object]:
    """What every event of a supporter's act about a conference says."""
    return {
        "recorded": at,
        "at": at,
        "turn": conference.turn,
        "conference": conference.id,
        "entry": entry.id,
        "content": entry.content,
    }


def refuse_over(state: TicketState, conference: Conference) -> None:
    """Raises ``ConferenceOver`` where it has been held, or the member has declined it."""
    if is_conference_over(state, conference):
        raise ConferenceOver


def is_conference_over(state: TicketState, conference: Conference) -> bool:
    """It has been held, or the member has declined it."""
    held = any(each.how is not How.NO_SHOW for each in endings_of(state, conference.turn))
    return held or conference.declined


def endings_of(state: TicketState, turn: str) -> list[Ending]:
    """When the conference of this turn was held, or the member did not come."""
    return [each for each in state.endings if each.conference_of == turn]


def must_be_set(conference: Conference) -> Slot:
    """The slot that is picked. Raises ``ConferenceNotSet``."""
    if conference.picked is None:
        raise ConferenceNotSet
    return conference.picked


def conferences_left_behind(state: TicketState, now: datetime) -> tuple[str, ...]:
    """The turns that have been answered and whose conferences are still to be held, in order."""
    waiting = {turn.id for turn in state.unanswered()}
    asked = [turn.id for turn in state.turns if turn.kind is Kind.CONFERENCE and not turn.split_into]
    left = (turn for turn in asked if turn not in waiting)
    return tuple(turn for turn in left if _runs(state, turn, now) or _is_booked(state, turn, now))


def _runs(state: TicketState, turn: str, now: datetime) -> bool:
    clock = clock_named(state, f"{ClockKind.CONFERENCE}-{turn}")
    return clock is not None and clock.at(now).ended is None


def _is_booked(state: TicketState, turn: str, now: datetime) -> bool:
    """Its time has not passed, and nobody has logged it yet."""
    conference = state.conference(turn)
    picked = conference.picked if conference else None
    logged = any(each.conference_of == turn for each in state.endings)
    return picked is not None and picked.end > now and not logged


def turns_to_confer_about(state: TicketState) -> list[str]:
    """The turns whose conference is still to be held: promised, or set for a time."""
    running = {
        each.started_by for each in clocks(state) if each.kind is ClockKind.CONFERENCE and not each.ended
    }
    known = {each.turn: each for each in state.conferences if each.picked}
    asked = [each.id for each in state.turns if not each.split_into and each.id in running | known.keys()]
    return [turn for turn in asked if turn not in known or not is_conference_over(state, known[turn])]


def has_stayed_away(state: TicketState, turn: str, slot: Slot) -> bool:
    """Whether it is logged that the member did not come to this slot."""
    return any(each.how is How.NO_SHOW and each.at == slot.start for each in endings_of(state, turn))


def picked_slots(state: TicketState) -> tuple[Slot, ...]:
    """The slots at which this ticket's conferences are to be held."""
    over = {each.conference_of for each in state.endings if each.how is not How.NO_SHOW}
    gone = state.merged or state.erased
    standing = [each for each in state.conferences if each.turn not in over and not gone]
    return tuple(each.picked for each in standing if each.picked)


def offered_slots(state: TicketState) -> tuple[Slot, ...]:
    """Of each conference for which none is picked and nothing is logged: the last slots that are on offer."""
    over = {each.conference_of for each in state.endings}
    gone = state.merged or state.erased
    open_ones = [each for each in state.conferences if each.turn not in over and not each.picked and not gone]
    return tuple(slot for each in open_ones for slot in each.on_offer[-MOST_OFFERED:])


def promised_slots(state: TicketState) -> tuple[Slot, ...]:
    """The slots that the member of this ticket has, or may still pick."""
    return (*picked_slots(state), *offered_slots(state))
