"""What one event means for one clock: the lines of its reckoning, found by comparing before and after."""

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.events import answer_events, message_events
from shared.domain.events.conference_events import ConferenceDeclined, NoShowRecorded
from shared.domain.events.mail_events import Escalated
from shared.domain.events.note_events import NoteWritten, OwnerNamed
from shared.domain.events.work_events import QuoteAccepted, QuoteDeclined
from shared.domain.explaining import arithmetic
from shared.domain.explaining.conference_reckoning import by_time, conference_rule, is_missed, missed
from shared.domain.explaining.explanations import ReckoningLine, Rule
from shared.domain.explaining.reckoning_step import Step
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.vendor import ClockKind


def lines_of(step: Step) -> list[ReckoningLine]:
    """What the event says of the clock's turn, what it changes of the clock, and what it leaves alone."""
    changed = _changed(step, step.clock) if step.clock else _elsewhere(step)
    return [*_of_turn(step), *_of_conference(step), *changed, *_left_alone(step)]


def _of_turn(step: Step) -> list[ReckoningLine]:
    match step.event:
        case message_events.MessageReceived(turn=step.name, moved_from=""):
            return [step.line(Rule.TURN_RECEIVED, turn=step.name)]
        case message_events.MessageReceived(turn=step.name, moved_from=origin):
            return [step.line(Rule.TURN_MOVED_HERE, turn=step.name, origin=origin)]
        case message_events.EntitlementDecided(turn=step.name, reason=reason) as decided:
            return [step.line(_gate_rule(step, decided), turn=step.name, reason=reason)]
        case message_events.EntitlementSettled(turn=step.name, reason=reason):
            doubted = reason is GateReason.UNVERIFIED
            rule = Rule.GATE_DOUBTED if doubted else Rule.GATE_CONFIRMED
            return [step.line(rule, turn=step.name, reason=reason)]
        case _:
            return []


def _of_conference(step: Step) -> list[ReckoningLine]:
    """What the event says of the conference that this clock's turn asked for."""
    if step.kind is not ClockKind.CONFERENCE:
        return []
    found = conference_rule(step.event, step.name, step.clock.due if step.clock else None)
    if found is None:
        return []
    rule, facts = found
    return [step.line(rule, None, "", **facts)]


def _gate_rule(step: Step, decided: message_events.EntitlementDecided) -> Rule:
    """Why this turn is covered, and from when; or why not."""
    if not decided.covered or decided.clock_from is None:
        return Rule.GATE_NOT_COVERED
    if decided.reason is GateReason.TAKEN:
        return Rule.GATE_TAKEN
    if Mark.LATE in decided.marks:
        return Rule.GATE_LATE
    if decided.clock_from > step.after.turn(decided.turn).received:
        return Rule.GATE_REACTIVATED
    return Rule.GATE_UNVERIFIED if decided.reason is GateReason.UNVERIFIED else Rule.GATE_COVERED


def _elsewhere(step: Step) -> list[ReckoningLine]:
    """There is no such clock after the event: its turn goes on elsewhere, or its promise reached nobody."""
    match step.event:
        case message_events.TurnSplit(turn=step.name, into=into) if step.kind is not ClockKind.PROMISE:
            return [step.line(Rule.SPLIT_MOVES, turn=step.name, ticket=into)]
        case answer_events.AnswerRefused(answer=answer) if step.was and step.kind is ClockKind.PROMISE:
            return [step.line(Rule.ANSWER_REFUSED, entry=answer)]
        case answer_events.AnswerBounced(answer=answer) if step.was and step.kind is ClockKind.PROMISE:
            return [step.line(Rule.ANSWER_BOUNCED, entry=answer)]
        case message_events.EntitlementDecided(turn=step.name, covered=True):
            return _joins_earlier(step)
        case _:
            return _joins_earlier(step) if step.was else []


def _joins_earlier(step: Step) -> list[ReckoningLine]:
    found = [each for each in clocks(step.after) if each.kind is step.kind and step.name in each.turns]
    return [step.line(Rule.REPLY_JOINS_EARLIER, each.start, turn=step.name, clock=each.id) for each in found]


def _changed(step: Step, clock: SLAClock) -> list[ReckoningLine]:
    """The clock starts, takes turns in or lets them go, ends, or runs on as if it had not ended."""
    was = step.was
    before = was.turns if was else (step.name,)
    joined = [step.line(Rule.REPLY_JOINED, turn=turn) for turn in clock.turns if turn not in before]
    left = [step.line(Rule.REPLY_LEFT, turn=turn) for turn in before if turn not in clock.turns]
    started = [] if was else [_started(step, clock)]
    return [*started, *_ended(step, clock), *joined, *(left if was else [])]


def _started(step: Step, clock: SLAClock) -> ReckoningLine:
    if isinstance(step.event, answer_events.PromiseGiven):
        day = step.event.day.isoformat()
        sum_ = arithmetic.ending_of_day(clock, day)
        return step.line(Rule.PROMISE_GIVEN, clock.start, sum_, entry=step.name, day=day)
    asked = step.kind is ClockKind.CONFERENCE
    rule = Rule.CONFERENCE_STARTS if asked else Rule.REPLY_STARTS
    return step.line(rule, clock.start, arithmetic.starting(clock), turn=step.name)


def _ended(step: Step, clock: SLAClock) -> list[ReckoningLine]:
    """How the end differs from before: it ended, it never did, or something else has ended it."""
    before = (step.was.ended, step.was.ended_by, step.was.how) if step.was else (None, "", None)
    passed = [] if step.was and is_missed(step.was) else missed(clock, step.after.recorded)
    told = [step.line(*each) for each in passed]
    if before == (clock.ended, clock.ended_by, clock.how):
        return told
    undone = _undone(step) if before[0] else []
    if clock.ended is None:
        return [*undone, *told]
    if timed := by_time(clock):
        return [*undone, step.line(*timed)]
    sum_ = arithmetic.compared(clock.ended, clock.due)
    if isinstance(step.event, message_events.TicketMerged):
        return [step.line(Rule.MERGE_CANCELS, clock.ended, sum_, ticket=step.event.into)]
    return [*undone, step.line(_ending_rule(step, clock), clock.ended, sum_, entry=clock.ended_by)]


def _undone(step: Step) -> list[ReckoningLine]:
    match step.event:
        case answer_events.AnswerRefused(answer=answer):
            return [step.line(Rule.ANSWER_REFUSED, entry=answer)]
        case answer_events.AnswerBounced(answer=answer):
            return [step.line(Rule.ANSWER_BOUNCED, entry=answer)]
        case answer_events.EntryWithdrawn(entry=entry):
            return [step.line(Rule.ENTRY_WITHDRAWN, entry=entry)]
        case _:
            return []


def _ending_rule(step: Step, clock: SLAClock) -> Rule:
    """By which rule this event ends the clock; where it only shows what had ended it: the earliest counts."""
    promised, asked = step.kind is ClockKind.PROMISE, step.kind is ClockKind.CONFERENCE
    match step.event:
        case answer_events.AnswerCommitted(answer=clock.ended_by):
            return Rule.PROMISE_KEPT if promised else Rule.ANSWER_COUNTS
        case answer_events.ContactLogged(entry=clock.ended_by):
            met = Rule.CONFERENCE_HELD if asked else Rule.CONTACT_COUNTS
            return Rule.PROMISE_KEPT if promised else met
        case answer_events.TurnEnded(entry=clock.ended_by):
            return Rule.NO_ANSWER_NEEDED
        case ConferenceDeclined(entry=clock.ended_by):
            return Rule.CONFERENCE_DECLINED
        case NoShowRecorded(entry=clock.ended_by):
            return Rule.NO_SHOW
        case _:
            return Rule.ENDING_COUNTS


def _left_alone(step: Step) -> list[ReckoningLine]:
    """What people are told, what confirms, and, while it runs, what might have ended it and did not."""
    clock = step.clock
    if clock is None:
        return []
    match step.event:
        case Escalated(clock=clock.id, levels=levels) as told:
            sums = {level: arithmetic.level_reached(clock, level) for level in levels}
            return [step.line(Rule.LEVEL_TOLD, told.at, sums[level], level=level) for level in levels]
        case QuoteAccepted(quote=quote) | QuoteDeclined(quote=quote):
            return _decided(step, quote, clock)
        case (
            answer_events.AnswerAccepted(answer=clock.ended_by)
            | answer_events.AnswerDoubted(answer=clock.ended_by)
            | answer_events.UnsentTold(clock=clock.id)
        ):
            return [step.line(_OF_DELIVERY[step.event.event], entry=clock.ended_by)]
        case _ if step.was and step.was.ended is None and clock.ended is None:
            return _stops_nothing(step)
        case _:
            return []


def _decided(step: Step, quote: str, clock: SLAClock) -> list[ReckoningLine]:
    """What the member decided about the quote that ended the clock: it stays ended by the quote."""
    answer = step.after.work.quote(quote).answer
    if clock.ended_by != answer or clock.kind is not ClockKind.REPLY:
        return []
    accepted = isinstance(step.event, QuoteAccepted)
    return [step.line(Rule.QUOTE_ACCEPTED if accepted else Rule.QUOTE_DECLINED, entry=answer)]


def _stops_nothing(step: Step) -> list[ReckoningLine]:
    match step.event:
        case message_events.TicketClosed() | message_events.TicketClosedByDesk():
            return [step.line(Rule.CLOSE_STOPS_NOTHING)]
        case OwnerNamed(owner=author) | NoteWritten(author=author):
            return [step.line(_BY_A_SUPPORTER[step.event.event], author=author)]
        case answer_events.AnswerCommitted(answer=answer, answers_up_to=seen) if step.kind is ClockKind.REPLY:
            return [step.line(Rule.ANSWER_NOT_SEEN, entry=answer, turn=seen)]
        case answer_events.AnswerCommitted(answer=answer) if step.kind is ClockKind.CONFERENCE:
            return [step.line(Rule.ANSWER_NO_CONFERENCE, entry=answer)]
        case answer_events.ContactLogged() as logged:
            return _contact_stops_nothing(step, logged)
        case _:
            return []


def _contact_stops_nothing(step: Step, logged: answer_events.ContactLogged) -> list[ReckoningLine]:
    if logged.conference_of not in {"", step.name}:
        return []
    if step.kind is ClockKind.CONFERENCE:
        return [step.line(Rule.CONTACT_NO_CONFERENCE, entry=logged.entry)]
    if step.kind is ClockKind.PROMISE:
        return []
    if logged.answers_up_to is None:
        return [step.line(Rule.CONTACT_NAMES_NONE, entry=logged.entry)]
    return [step.line(Rule.CONTACT_NOT_SEEN, entry=logged.entry, turn=logged.answers_up_to)]


_BY_A_SUPPORTER = {"owner_named": Rule.OWNER_STOPS_NOTHING, "note_written": Rule.NOTE_STOPS_NOTHING}
"""What a supporter does that might look like an answer and is none."""
_OF_DELIVERY = {
    "answer_accepted": Rule.ANSWER_ACCEPTED,
    "answer_doubted": Rule.ANSWER_DOUBTED,
    "unsent_told": Rule.UNSENT_TOLD,
}
"""What is heard of the answer that ended the clock: accepted, put aside, or not left yet."""
