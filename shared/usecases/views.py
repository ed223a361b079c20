"""What the desk shows of tickets: the shapes of its answers, folded from state at one instant."""

from datetime import datetime

from shared.domain.clocks import ClockState, SLAClock, clocks
from shared.domain.events import Mark, TicketEvent
from shared.domain.frozen import Frozen, Instant
from shared.domain.header import TicketHeader
from shared.domain.intake import Kind
from shared.domain.letters import GateReason
from shared.domain.sends import Recipient, Send, SendState
from shared.domain.ticket import How, TicketState
from shared.domain.vendor import ClockKind
from shared.usecases.ticket_rows import WholeTicket


class ClockView(Frozen):
    """One clock. ``seconds_left`` is negative once it is past due; None once it has ended."""

    id: str
    kind: ClockKind
    turn: str
    start: Instant
    due: Instant
    state: ClockState
    ended: Instant | None
    how: How | None
    seconds_left: int | None
    same_day: bool | None


class TurnView(Frozen):
    """One message from the member's side, and whether it is covered."""

    id: str
    kind: Kind
    received: Instant
    covered: bool
    reason: GateReason | None
    marks: tuple[Mark, ...]
    answered: bool
    email: str = ""
    name: str = ""
    product: str = ""
    subject: str = ""
    text: str = ""
    refused_files: tuple[str, ...] = ()


class EntryView(Frozen):
    """What a supporter wrote: an answer, or the note on a logged contact."""

    id: str
    how: How
    at: Instant
    author: str
    answers_up_to: str | None
    text: str = ""


class MailView(Frozen):
    """One mail of the ticket and where it stands."""

    letter: str
    to: Recipient
    cc: tuple[Recipient, ...]
    state: SendState
    attempts: int
    reason: str


class TicketView(Frozen):
    """A whole ticket, for a supporter to read."""

    ticket: str
    kind: Kind
    member: str
    product: str
    owner: str
    closed: Instant | None
    last_turn: str
    turns: tuple[TurnView, ...]
    entries: tuple[EntryView, ...]
    clocks: tuple[ClockView, ...]
    mails: tuple[MailView, ...]
    events: tuple[TicketEvent, ...]


class ActView(Frozen):
    """What an act on a ticket came to."""

    ticket: str
    owner: str
    closed: Instant | None
    unanswered: tuple[str, ...]
    clocks: tuple[ClockView, ...]


def act_view(header: TicketHeader, now: datetime) -> ActView:
    """The ticket after an act, in brief."""
    state = header.state
    return ActView(
        ticket=state.id,
        owner=state.owner,
        closed=state.closed,
        unanswered=tuple(turn.id for turn in state.unanswered()),
        clocks=clock_views(state, now),
    )


def clock_views(state: TicketState, now: datetime) -> tuple[ClockView, ...]:
    """Every clock of the ticket as it stands now."""
    return tuple(_clock_view(clock, now) for clock in clocks(state))


def ticket_view(whole: WholeTicket, member: str, now: datetime) -> TicketView:
    """The ticket as it stands now; ``member`` is the member's own name for itself, "" where unknown."""
    state = whole.header.state
    return TicketView(
        ticket=state.id,
        kind=state.kind,
        member=member,
        product=state.product,
        owner=state.owner,
        closed=state.closed,
        last_turn=state.turns[-1].id,
        turns=_turn_views(whole),
        entries=_entry_views(whole),
        clocks=clock_views(state, now),
        mails=tuple(_mail_view(send) for send in whole.sends),
        events=whole.events,
    )


def _clock_view(clock: SLAClock, now: datetime) -> ClockView:
    left = None if clock.ended else int((clock.due - now).total_seconds())
    return ClockView(
        id=clock.id,
        kind=clock.kind,
        turn=clock.turn,
        start=clock.start,
        due=clock.due,
        state=clock.state(now),
        ended=clock.ended,
        how=clock.how,
        seconds_left=left,
        same_day=clock.ended < clock.same_day_by() if clock.ended else None,
    )


def _turn_views(whole: WholeTicket) -> tuple[TurnView, ...]:
    waiting = {turn.id for turn in whole.header.state.unanswered()}
    return tuple(
        TurnView(
            id=turn.id,
            kind=turn.kind,
            received=turn.received,
            covered=turn.covered,
            reason=turn.reason,
            marks=turn.marks,
            answered=turn.id not in waiting,
            **(whole.said[turn.id].model_dump(exclude={"id"}) if turn.id in whole.said else {}),
        )
        for turn in whole.header.state.turns
    )


def _entry_views(whole: WholeTicket) -> tuple[EntryView, ...]:
    return tuple(
        EntryView(
            id=ending.id,
            how=ending.how,
            at=ending.at,
            author=ending.author,
            answers_up_to=ending.up_to,
            text=whole.said[ending.id].text if ending.id in whole.said else "",
        )
        for ending in whole.header.state.endings
    )


def _mail_view(send: Send) -> MailView:
    return MailView(
        letter=send.letter.letter,
        to=send.to,
        cc=send.cc,
        state=send.state,
        attempts=send.attempts,
        reason=send.reason,
    )
