"""The decisions that move turns between tickets: merge and split. Every turn keeps its receipt and its clock.

Two tickets commit apart, so a merge is three steps: the target learns that a ticket is coming (and is not
merged away itself meanwhile), the source is merged and causes the move, the target takes the turns, once.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import Field

from shared.domain.conferences.conference_standing import conferences_left_behind
from shared.domain.events import message_events
from shared.domain.events.conference_events import ConferenceTaken
from shared.domain.events.events import TicketEvent
from shared.domain.events.link_events import AddressProved
from shared.domain.facts.conference import Meeting
from shared.domain.facts.files import FileFacts
from shared.domain.facts.ticket import Ending, How, TicketState, Turn, refuse_full, refuse_merged
from shared.domain.members.recipients import supporter
from shared.domain.messages.receiving import files_kept, next_turn
from shared.domain.refusals import errors
from shared.domain.tickets.changes import Changes, MoveTurns, Said, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import SupporterId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.identity import digest
from shared.domain.values.intake import Kind

PREPARED_FOR = timedelta(minutes=10)


class SplitBody(Frozen):
    """Who splits the turn off."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")


class MergeBody(Frozen):
    """Where the ticket's matter goes on."""

    into: str = Field(pattern=r"^[a-z2-7]{16}$", description="The reference of the ticket that goes on.")
    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")


def decide_preparing(
    target: TicketState, given: MergeBody, source: TicketState, now: datetime, house: House
) -> Changes:
    """The target learns that the source is coming; repeated, it changes nothing.

    Raises:
        AuthorUnknown, MergedIntoItself.
        TicketFull: it cannot take what comes.
        TicketMergedAway: the target has been merged itself.
    """
    refuse_full(target, source)
    named = supporter(given.author, house.vendor)
    refuse_merged(target)
    if target.id == source.id:
        raise errors.MergedIntoItself
    if _prepared(target, now, source.id):
        return Changes()
    at = recorded_at(target, now)
    return Changes(
        events=(message_events.MergePrepared(recorded=at, at=at, source=source.id, author=named.id),)
    )


def decide_merging(
    source: TicketState, given: MergeBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The source's matter goes on in the target: its clocks are cancelled, its unanswered turns move.

    Raises:
        AuthorUnknown.
        TicketMergedAway: it has been merged already, elsewhere; into the same ticket again changes nothing.
        MergeRefused: another ticket is being merged into this one just now.
        ConferenceLeftBehind: one is still to be held for a turn that was answered, and would stay behind.
    """
    del entry
    named = supporter(given.author, house.vendor)
    if source.merged and source.merged.into == given.into:
        return Changes()
    refuse_merged(source)
    if _prepared(source, now):
        raise errors.MergeRefused
    if conferences_left_behind(source, now):
        raise errors.ConferenceLeftBehind
    at = recorded_at(source, now)
    moved = MoveTurns(cause="merge", to=given.into, turns=tuple(turn.id for turn in source.unanswered()))
    event = message_events.TicketMerged(recorded=at, at=at, into=given.into, author=named.id)
    return Changes(events=(event,), effects=(moved,))


def decide_splitting(
    state: TicketState, given: SplitBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The turn that the entry is about goes on in a ticket of its own, named in its ``split_into``, soon.

    Split off before, it changes nothing.

    Raises:
        AuthorUnknown, TurnUnknown, TicketMergedAway.
        SplitRefused: the turn has been answered, or is the only one.
    """
    named, turn = supporter(given.author, house.vendor), entry.about
    refuse_merged(state)
    if state.turn(turn).split_into:
        return Changes()
    here = [each.id for each in state.turns if not each.split_into]
    if turn not in {each.id for each in state.unanswered()} or here == [turn]:
        raise errors.SplitRefused
    at = recorded_at(state, now)
    into = digest(house.secret, "split", state.id, turn)
    event = message_events.TurnSplit(recorded=at, at=at, turn=turn, into=into, author=named.id)
    return Changes(events=(event,), effects=(MoveTurns(cause="split", to=into, turns=(turn,)),))


def decide_taking_turns(
    target: TicketState, source: TicketState, turns: tuple[str, ...], said: Mapping[str, Said], now: datetime
) -> Changes:
    """The target takes the source's turns, each with its own receipt, entitlement and policy; once.

    As many as one transaction carries: where there are more, the decision is to be made again.
    """
    at = recorded_at(target, now)
    changes = Changes()
    for turn in (source.turn(name) for name in turns_to_take(target, source, turns)):
        name = next_turn(changes.state_after(target))
        words = said.get(turn.id, Said(id=turn.id)).but(id=name)
        taken = Changes(events=_moved(source, turn, name, at), said=(words,))
        taken += _with_its_conference(source, turn, name, said, at)
        if changes.events and not (changes + taken).fits():
            return changes
        changes += taken
    if changes == Changes() and not _awaits(target, source.id):
        return changes
    events = (*_proved(target, source, at), message_events.TurnsTaken(recorded=at, at=at, source=source.id))
    return changes + Changes(events=events)


def turns_to_take(target: TicketState, source: TicketState, turns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the source's turns that the target has not taken yet."""
    known = {turn.moved_from for turn in target.turns}
    return tuple(name for name in turns if _origin(source, source.turn(name)) not in known)


def _proved(target: TicketState, source: TicketState, at: datetime) -> tuple[AddressProved, ...]:
    """Whoever has proved its address where the turns come from has proved it."""
    new = [person for person in source.proved if person not in target.proved]
    return tuple(AddressProved(recorded=at, at=at, person=person) for person in new)


def _moved(source: TicketState, turn: Turn, name: str, at: datetime) -> tuple[TicketEvent, ...]:
    message = message_events.MessageReceived(
        recorded=at,
        at=turn.received,
        turn=name,
        kind=turn.kind,
        product=source.product,
        language=source.language,
        channel="moved",
        requester=source.requester,
        content=turn.content,
        entry=turn.entry,
        moved_from=_origin(source, turn),
        merged_at=source.merged.at if source.merged and not turn.split_into else turn.merged_at,
    )
    files = tuple(FileFacts(**each.model_dump(exclude={"turn"})) for each in source.files_of(turn.id))
    return (message, *files_kept(message, files), *_moved_decision(source, turn, name, at))


def _moved_decision(source: TicketState, turn: Turn, name: str, at: datetime) -> tuple[TicketEvent, ...]:
    """What was decided of the turn holds on."""
    if turn.reason is None:
        return ()
    decided = message_events.EntitlementDecided(
        recorded=at,
        at=at,
        turn=name,
        covered=turn.covered,
        reason=turn.reason,
        member=source.member,
        member_name=source.member_name,
        product=source.product,
        marks=turn.marks,
        clock_from=turn.clock_from,
        policy=turn.policy,
        taken_by=turn.taken_by,
        taken_because=turn.taken_because,
    )
    return (decided,)


def _origin(source: TicketState, turn: Turn) -> str:
    return f"{source.id}-{turn.id}"


def _with_its_conference(
    source: TicketState, turn: Turn, name: str, said: Mapping[str, Said], at: datetime
) -> Changes:
    """What was done about the turn's conference goes with it: the slots, their places, what took place."""
    if turn.kind is not Kind.CONFERENCE:
        return Changes()
    conference = source.conference(turn.id)
    endings = [each for each in source.endings if _was_held_for(each, turn)]
    if conference is None and not endings:
        return Changes()
    meetings = tuple(
        Meeting(entry=each.id, at=each.at, author=each.author, no_show=each.how is How.NO_SHOW)
        for each in endings
    )
    event = ConferenceTaken(recorded=at, at=at, turn=name, taken=conference, meetings=meetings)
    acts = conference.acts if conference else ()
    names = [*(each.id for each in endings), *(slot.id for act in acts for slot in act.slots)]
    names += [act.entry for act in acts]
    return Changes(events=(event,), said=tuple(said[each] for each in dict.fromkeys(names) if each in said))


def _was_held_for(ending: Ending, turn: Turn) -> bool:
    unnamed = ending.conference and not ending.conference_of and ending.at >= turn.received
    return ending.conference_of == turn.id or unnamed


def _awaits(target: TicketState, source: str) -> bool:
    return any(each.into == source for each in target.taking)


def _prepared(state: TicketState, now: datetime, source: str = "") -> bool:
    """A merge into this ticket (of this source) is under way; one that never came is forgotten."""
    return any(now - each.at < PREPARED_FOR and (not source or each.into == source) for each in state.taking)
