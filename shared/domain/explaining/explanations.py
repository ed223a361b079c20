"""The explanation of a clock: its reckoning line by line, each by a rule of the contract."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from shared.domain.clocks.clocks import ClockState
from shared.domain.facts.ticket import How
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import ClockKind, Policy


class Rule(StrEnum):
    """The rules by which a line follows; their names are stable."""

    TURN_RECEIVED = "turn.received"
    TURN_MOVED_HERE = "turn.moved_here"
    GATE_COVERED = "gate.covered"
    GATE_UNVERIFIED = "gate.unverified"
    GATE_CONFIRMED = "gate.confirmed"
    GATE_DOUBTED = "gate.doubted"
    GATE_NOT_COVERED = "gate.not_covered"
    GATE_LATE = "gate.late"
    GATE_REACTIVATED = "gate.reactivated"
    GATE_TAKEN = "gate.taken"
    REPLY_STARTS = "reply.starts_at_oldest_unanswered_turn"
    REPLY_JOINED = "reply.joined"
    REPLY_LEFT = "reply.left"
    REPLY_JOINS_EARLIER = "reply.joins_earlier"
    CONFERENCE_STARTS = "conference.starts_when_asked"
    CONFERENCE_HELD = "conference.held"
    SLOTS_OFFERED = "conference.slots_offered"
    SLOTS_NOT_ENOUGH = "conference.too_few_slots_in_time"
    SLOT_PICKED = "conference.slot_picked"
    SLOT_WISHED = "conference.later_slot_wished"
    OTHERS_ASKED = "conference.others_asked"
    CONFERENCE_DECLINED = "conference.declined"
    MOVE_RESETS_NOTHING = "conference.move_resets_nothing"
    CANCEL_STOPS_NOTHING = "conference.cancel_stops_nothing"
    OFFER_MEETS = "conference.met_by_offer"
    NO_CHOICE = "conference.offered_no_choice"
    NO_SHOW = "conference.no_show"
    SLOT_MISSED = "conference.slot_missed"
    PROMISE_GIVEN = "promise.end_of_day"
    PROMISE_KEPT = "promise.kept"
    ANSWER_COUNTS = "answer.names_last_turn_seen"
    ANSWER_NOT_SEEN = "answer.had_not_seen_it"
    ANSWER_NO_CONFERENCE = "answer.holds_no_conference"
    ANSWER_ACCEPTED = "answer.accepted"
    ANSWER_REFUSED = "answer.refused_never_counted"
    ANSWER_BOUNCED = "answer.bounced_never_counted"
    ANSWER_DOUBTED = "answer.put_aside_counts_on"
    UNSENT_TOLD = "answer.unsent_told"
    CONTACT_COUNTS = "contact.answers_turns_named"
    CONTACT_NAMES_NONE = "contact.names_no_turn"
    CONTACT_NOT_SEEN = "contact.did_not_name_it"
    CONTACT_NO_CONFERENCE = "contact.is_no_conference"
    NO_ANSWER_NEEDED = "turn.no_answer_needed"
    QUOTE_ACCEPTED = "quote.accepted"
    QUOTE_DECLINED = "quote.declined"
    ENTRY_WITHDRAWN = "entry.withdrawn"
    ENDING_COUNTS = "ending.earliest_counts"
    CLOSE_STOPS_NOTHING = "close.stops_nothing"
    OWNER_STOPS_NOTHING = "owner.stops_nothing"
    NOTE_STOPS_NOTHING = "note.stops_nothing"
    MERGE_CANCELS = "merge.cancels"
    SPLIT_MOVES = "split.moves"
    LEVEL_TOLD = "level.told"
    SAME_DAY = "same_day.goal"
    STILL_RUNNING = "due.still_to_come"
    IN_TIME = "due.is_inclusive"
    BREACH = "breach.is_a_fact"


class ReckoningLine(Frozen):
    """One step of the reckoning.

    ``number`` is the event's place in the ticket's log, from 1; None where the line follows from those before
    it and from now. ``at`` is the instant that counts, ``local`` the same in the policy's zone with offset.
    ``arithmetic`` is in UTC. ``facts`` are what the rule's sentence names, like turns, entries and levels.
    """

    number: int | None
    event: str
    rule: Rule
    at: Instant
    local: str
    arithmetic: str = ""
    facts: Mapping[str, str] = Field(default_factory=dict)


class Explanation(Frozen):
    """A clock, where it stands now, and why.

    A turn for which no clock of its own runs is explained too: ``state`` is ``not_applicable`` because it is
    ``not_covered`` or has ``joined`` another clock, or ``cancelled`` because it went with a ``split`` or
    ``merged`` ticket, or with an ``answer_refused``. ``see`` names the clock or ticket where it goes on.
    ``turns`` are those that belong to the clock.
    """

    ticket: str
    clock: str
    kind: ClockKind
    state: ClockState
    reason: str = ""
    see: str = ""
    start: Instant | None = None
    due: Instant | None = None
    ended: Instant | None = None
    how: How | None = None
    ended_by: str = ""
    turns: tuple[str, ...] = ()
    policy: Policy | None = None
    zone: str
    now: Instant
    lines: tuple[ReckoningLine, ...]
