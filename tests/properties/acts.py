"""Random acts, each through the real decisions; what these refuse does not happen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from shared.domain.answers.answering import (
    Addressees,
    AnswerBody,
    AnswerFacts,
    ContactBody,
    decide_answer,
    decide_contact,
)
from shared.domain.answers.closing import (
    CloseBody,
    OwnerBody,
    decide_close,
    decide_no_answer_needed,
    decide_owner,
    decide_withdrawing,
)
from shared.domain.clocks.escalating import decide_escalation
from shared.domain.events.answer_events import Contact
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import Entitlement
from shared.domain.messages.gating import gated_turns, reconsidered
from shared.domain.messages.merging import (
    MergeBody,
    SplitBody,
    decide_merging,
    decide_preparing,
    decide_splitting,
    decide_taking_turns,
    turns_to_take,
)
from shared.domain.messages.receiving import Message, decide_entitled, decide_message, next_turn
from shared.domain.messages.telling import Decision
from shared.domain.refusals.error_sorts import Refused
from shared.domain.tickets.changes import Changes, MoveTurns, Said
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from tests.properties.files_sent import some_files
from tests.properties.history import History

REQUESTER = Recipient(address="eva@acme.example.org")
AUTHORS = ("anna", "bo")
COVERED = Entitlement(covered=True, reason=GateReason.SUBSCRIBED, member="acme", product="planner")
UNVERIFIED = COVERED.model_copy(update={"reason": GateReason.UNVERIFIED, "marks": (Mark.UNVERIFIED,)})
LAPSED = Entitlement(covered=False, reason=GateReason.LAPSED, member="acme", product="planner")
UNKNOWN_WRITER = COVERED.model_copy(update={"marks": (Mark.SENDER_UNVERIFIED,)})
TAKEN = COVERED.model_copy(update={"reason": GateReason.TAKEN})

type Act = Callable[[History, str, Random], Changes]


def message(history: History, name: str, rng: Random, kind: Kind | None = None) -> Changes:
    """A message comes, or is written down by a supporter some hours after the call."""
    state, now = history.ticket(name).state, history.now
    refuse_merged(state)
    received = _before(now, rng) if rng.random() < 0.15 else now
    rules = (COVERED, COVERED, UNVERIFIED, UNKNOWN_WRITER, LAPSED) if kind is None else (COVERED,)
    entitlement = rng.choice(rules)
    sent = Message(
        said=Said(id=next_turn(state), email=REQUESTER.address),
        kind=kind or rng.choice(list(Kind)),
        language=Language.SWEDISH,
        channel="form",
        requester="r",
        content="c",
        received=received,
        files=some_files(len(history.commits), rng),
    )
    decision = Decision(entitlement=entitlement, clock_from=received if entitlement.covered else None)
    return decide_message(state, sent, decision, now, history.house)


def answer(history: History, name: str, rng: Random) -> Changes:
    """An answer that has seen some of the turns; perhaps with a promise, perhaps closing."""
    state, now = history.ticket(name).state, history.now
    given = AnswerBody(
        author=rng.choice(AUTHORS),
        text="Press save.",
        answers_up_to=_turn(state, rng),
        promised=(now + timedelta(days=rng.randrange(5))).date() if rng.random() < 0.3 else None,
        close=rng.random() < 0.2,
    )
    people = [Addressees(to=REQUESTER)]
    people += [Addressees(to=Recipient(address="rune@acme.example.org"))] if rng.random() < 0.2 else []
    facts = AnswerFacts(entry=entry_of(history), addressees=tuple(people))
    return decide_answer(state, given, facts, now, history.house)


def contact(history: History, name: str, rng: Random) -> Changes:
    """A call, conference or session, just now or some time ago, that answers some turns or none."""
    state, now = history.ticket(name).state, history.now
    given = ContactBody(
        contact=rng.choice(list(Contact)),
        author=rng.choice(AUTHORS),
        at=_before(now, rng) if rng.random() < 0.6 else None,
        answers_up_to=_turn(state, rng) if rng.random() < 0.7 else None,
    )
    return decide_contact(state, given, entry_of(history), now, history.house)


def no_answer_needed(history: History, name: str, rng: Random) -> Changes:
    """A turn that needs no answer."""
    state = history.ticket(name).state
    turn = _turn(state, rng)
    ended = ReasonBody(author="bo", reason="thanks")
    return decide_no_answer_needed(state, ended, entry_of(history, turn), history.now, history.house)


def withdrawal(history: History, name: str, rng: Random) -> Changes:
    """An entry was a mistake."""
    state = history.ticket(name).state
    entry = rng.choice([each.id for each in state.endings] or [""])
    given = ReasonBody(author="anna", reason="a mistake")
    return decide_withdrawing(state, given, entry_of(history, entry), history.now, history.house)


def close(history: History, name: str, rng: Random) -> Changes:
    """The ticket is closed, with or without a reason."""
    given = CloseBody(author="anna", reason=rng.choice(("", "a duplicate")))
    return decide_close(history.ticket(name).state, given, entry_of(history), history.now, history.house)


def owner(history: History, name: str, rng: Random) -> Changes:
    """Somebody is named owner."""
    given = OwnerBody(owner=rng.choice(AUTHORS))
    return decide_owner(history.ticket(name).state, given, entry_of(history), history.now, history.house)


def scan(history: History, name: str, rng: Random) -> Changes:
    """The timer looks at the ticket."""
    del rng
    return decide_escalation(history.ticket(name).state, history.now, history.house)


def gate(history: History, name: str, rng: Random) -> Changes:
    """The gate is asked anew for a waiting turn, or a supporter takes it."""
    state, now = history.ticket(name).state, history.now
    waiting = gated_turns(state)
    if not waiting:
        return Changes()
    turn = rng.choice(waiting)
    then, at_present = rng.choice(((COVERED, COVERED), (LAPSED, COVERED), (LAPSED, LAPSED)))
    decision = reconsidered(turn, then, at_present, now)
    if rng.random() < 0.3:
        decision = Decision(entitlement=TAKEN, clock_from=now)
    if decision is None:
        return Changes()
    return decide_entitled(state, turn.id, decision, REQUESTER, now, history.house)


def split(history: History, name: str, rng: Random) -> Changes:
    """A turn goes on in a ticket of its own."""
    state = history.ticket(name).state
    entry = entry_of(history, _turn(state, rng))
    return decide_splitting(state, SplitBody(author="bo"), entry, history.now, history.house)


def merge(history: History, name: str, rng: Random) -> Changes:
    """The ticket is merged into another, in the two steps that commit apart."""
    state, into = history.ticket(name).state, rng.choice(history.live())
    given = MergeBody.model_construct(into=into, author="anna")  # the tickets here have short names
    prepared = decide_preparing(history.ticket(into).state, given, state, history.now, history.house)
    history.commit("prepare", into, prepared)
    state = history.ticket(name).state
    return decide_merging(state, given, entry_of(history), history.now, history.house)


def move(history: History, name: str, rng: Random) -> Changes:
    """What the ticket has still to cause elsewhere is caused, sometimes without its being noted."""
    ticket = history.ticket(name)
    effect = ticket.header.effects[0] if ticket.header.effects else None
    if isinstance(effect, MoveTurns):
        _apply(history, ticket.state, effect)
        if rng.random() < 0.6:
            history.caused(name)
    return Changes()


def _apply(history: History, source: TicketState, effect: MoveTurns) -> None:
    """As ``move_turns`` does: a ticket that was merged itself passes the turns on."""
    target, turns = history.ticket(effect.to).state, effect.turns
    while target.merged:
        turns = turns_to_take(target, source, turns)
        target = history.ticket(target.merged.into).state
    changes = decide_taking_turns(target, source, turns, {}, history.now)
    history.commit("take", target.id, changes)


def try_act(act: Act, history: History, name: str, rng: Random) -> None:
    """Let the act happen, unless it is refused."""
    try:
        changes = act(history, name, rng)
    except Refused:
        return
    history.commit(act.__name__, name, changes)


def entry_of(history: History, about: str = "") -> Entry:
    """What no other act of the history has."""
    return Entry(id=f"e{len(history.commits)}", content="c", about=about)


def _turn(state: TicketState, rng: Random) -> str:
    return rng.choice(state.turns).id


def _before(now: datetime, rng: Random) -> datetime:
    return now - timedelta(seconds=rng.choice((1, 600, 7200, 90_000)) * rng.random())


def instants_of(history: History) -> list[datetime]:
    """Where something is due: each clock's levels and due instants."""
    found = [
        (clock.due, *(instant for _, instant in clock.levels()))
        for name in history.live()
        for clock in history.ticket(name).clocks.values()
    ]
    slots = [
        (slot.start, slot.end)
        for name in history.live()
        for conference in history.ticket(name).state.conferences
        for act in conference.acts
        for slot in act.slots
    ]
    return [instant for each in (*found, *slots) for instant in each]
