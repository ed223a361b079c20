"""What supporters did with a ticket, as it is shown: answers, contacts, notes, promises."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from shared.domain.clocks.clocks import ClockState, clocks
from shared.domain.events.answer_events import AnswerCommitted
from shared.domain.facts.second_answers import SecondAnswerOutcome
from shared.domain.facts.ticket import How, TicketState
from shared.domain.tickets.changes import Said
from shared.domain.values.authority import By
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import ClockKind
from shared.usecases.records.ticket_rows import WholeTicket


class EntryView(Frozen):
    """What a supporter did: an answer, a logged contact with its note, or a turn ended with its reason.

    ``files``: the names of those that went with it. ``by``: whose word it is that ``author`` did it.
    """

    id: str
    how: How
    at: Instant
    author: str
    by: By
    turns: tuple[str, ...]
    text: str = ""
    files: tuple[str, ...] = ()


class NoteView(Frozen):
    """An internal note of a supporter's; no member sees it. ``by``: as an entry's."""

    id: str
    author: str
    by: By
    at: Instant
    text: str


class SecondAnswerView(Frozen):
    """An answer by mail to what another supporter had answered, ``first``: held ``until`` its author says so.

    ``became``: what has become of it; None while it is held.
    """

    id: str
    author: str
    turn: str
    first: str
    at: Instant
    until: Instant
    became: SecondAnswerOutcome | None
    text: str


class PromiseView(Frozen):
    """More was promised by the end of a day. ``kept_by`` is the entry that kept it, "" while none has."""

    clock: str
    answer: str
    author: str
    given: Instant
    day: date
    due: Instant
    state: ClockState
    kept_by: str


def entry_views(whole: WholeTicket) -> tuple[EntryView, ...]:
    """What ended or answered turns, in order, with its words."""
    known = _known_by(whole)
    return tuple(
        EntryView.of(
            ending,
            by=known[ending.id],
            text=whole.said[ending.id].text if ending.id in whole.said else ending.reason,
            files=tuple(each.name for each in whole.said.get(ending.id, Said(id="")).files),
        )
        for ending in whole.header.state.endings
    )


def undelivered_answers(whole: WholeTicket) -> tuple[EntryView, ...]:
    """The answers that were refused or came back, in order, with their words: they have ended nothing."""
    void, said = set(whole.header.state.void), whole.said
    return tuple(
        EntryView(
            id=each.answer,
            how=How.ANSWER,
            at=each.at,
            author=each.author,
            by=each.by,
            turns=(),
            text=said[each.answer].text if each.answer in said else "",
            files=tuple(file.name for file in said.get(each.answer, Said(id="")).files),
        )
        for each in whole.events
        if isinstance(each, AnswerCommitted) and each.answer in void
    )


def note_views(whole: WholeTicket) -> tuple[NoteView, ...]:
    """The internal notes, in order."""
    texts, known = {name: said.text for name, said in whole.said.items()}, _known_by(whole)
    return tuple(
        NoteView.of(note, by=known[note.id], text=texts.get(note.id, "")) for note in whole.header.state.notes
    )


def second_answer_views(whole: WholeTicket) -> tuple[SecondAnswerView, ...]:
    """The answers by mail that were held, in order, with their words."""
    said = whole.said
    return tuple(
        SecondAnswerView.of(each, text=said[each.id].text if each.id in said else "")
        for each in whole.header.state.second_answers
    )


def promise_views(state: TicketState, now: datetime) -> tuple[PromiseView, ...]:
    """Each promise with the clock that it started; one whose answer was refused was never given."""
    return tuple(
        PromiseView.of(promise, clock=clock.id, due=clock.due, state=clock.state(now), kept_by=clock.ended_by)
        for promise in state.promises
        for clock in clocks(state)
        if (clock.kind, clock.started_by) == (ClockKind.PROMISE, promise.answer)
    )


def _known_by(whole: WholeTicket) -> Mapping[str, By]:
    """By what was known who made each entry: as the first event that names it says."""
    known: dict[str, By] = defaultdict(lambda: By.UNTOLD)
    for event in whole.events:
        for place in ("answer", "entry", "note"):
            if name := getattr(event, place, ""):
                known.setdefault(name, event.by)
    return known
