"""What comes next in a matter: what waits for its person, and what the vendor owes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from shared.domain.clocks.clocks import SLAClock
from shared.domain.conferences.conference_mail import conference_link
from shared.domain.conferences.conference_standing import is_conference_over
from shared.domain.facts.conference import Conference
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.facts.work import QuoteStatus
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.work_letters import QuoteLetter
from shared.domain.members.recipients import supporter_name
from shared.domain.messages.holding import held_at_door
from shared.domain.sessions.session_offering import is_over, session_link
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import ClockKind, Vendor


class NextStep(StrEnum):
    """What comes next."""

    SESSION = "session"
    SLOTS = "slots"
    BOOKED = "booked"
    QUOTE = "quote"
    HELD = "held"
    GATED = "gated"
    ANSWER = "answer"
    CONFERENCE = "conference"
    PROMISE = "promise"
    LATE = "late"
    CLOSED = "closed"
    ANSWERED = "answered"


class NextView(Frozen):
    """A step, and what it is about: when, until which day, or why a message waits at the gate.

    Of what waits for the person: who offers it, and the link to it; None where only the mail has it.
    ``about``: the turn of a conference.
    """

    step: NextStep
    due: Instant | None = None
    last_day: date | None = None
    reason: GateReason | None = None
    author: str = ""
    about: str = ""
    link: Link | None = None

    def without_link(self) -> Self:
        """The same for somebody who may read of it but not act: a copy of the mail had the page's link."""
        return self.but(link=None)


def sessions_waiting(state: TicketState, person: str, now: datetime, vendor: Vendor) -> list[NextView]:
    """The remote help that this person can still say yes or no to, or join."""
    return [
        NextView(
            step=NextStep.SESSION,
            author=supporter_name(each.author, vendor),
            link=session_link(state, each, now),
        )
        for each in state.sessions
        if each.person == person and not is_over(state, each, now)
    ]


def conferences_waiting(
    state: TicketState, mine: Iterable[Turn], person: str, now: datetime, vendor: Vendor
) -> list[NextView]:
    """The conferences that have a time, and those whose slots this person can still choose among."""
    turns = {turn.id for turn in mine if not turn.split_into}
    steps = []
    for each in state.conferences:
        if each.turn in turns and not is_conference_over(state, each) and (found := _stands(each, now)):
            step, start, host = found
            link = conference_link(state, each, person, now)
            name = supporter_name(host, vendor)
            steps.append(NextView(step=step, due=start, author=name, about=each.turn, link=link))
    return steps


def _stands(conference: Conference, now: datetime) -> tuple[NextStep, datetime, str] | None:
    """Booked or to be chosen, with the instant and the supporter; None where neither."""
    picked = conference.picked
    if picked:
        return (NextStep.BOOKED, picked.start, picked.host) if picked.end > now else None
    to_choose = sorted(
        (slot for slot in conference.on_offer if slot.start > now), key=lambda each: each.start
    )
    return (NextStep.SLOTS, to_choose[0].start, to_choose[0].host) if to_choose else None


def quotes_waiting(state: TicketState, letters: Mapping[str, PersonsAnswer], now: datetime) -> list[NextView]:
    """The quotes that this person was mailed and can still answer. ``letters``: its mails, by answer."""
    return [
        NextView(
            step=NextStep.QUOTE,
            last_day=quote.terms.last_day,
            link=letter.link.but(series=state.link_series),
        )
        for quote in state.work.quotes
        if quote.status(state.void, now) is QuoteStatus.OFFERED
        and isinstance(letter := letters.get(quote.answer), QuoteLetter)
    ]


def what_is_owed(
    state: TicketState,
    mine: Sequence[Turn],
    promised: Iterable[SLAClock],
    waiting: Sequence[NextView],
    now: datetime,
) -> tuple[NextView, ...]:
    """What waits at the gate, then what runs, by due instant; else how the ticket stands.

    Of a conference that has a time, this time has been told; of what is late, that it is.
    """
    gated = [turn for turn in state.unanswered() if turn in mine and not turn.covered]
    waits = NextStep.HELD if held_at_door(state) else NextStep.GATED
    steps = [NextView(step=waits, reason=turn.reason) for turn in gated[:1]]
    booked = {each.about for each in waiting if each.step is NextStep.BOOKED}
    running = [
        clock
        for clock in promised
        if clock.ended is None and not (clock.kind is ClockKind.CONFERENCE and booked & set(clock.turns))
    ]
    if any(now > clock.due for clock in running):
        steps.append(NextView(step=NextStep.LATE))
    in_time = sorted((clock for clock in running if now <= clock.due), key=lambda clock: clock.due)
    steps += [NextView(step=_STEPS[clock.kind], due=clock.due) for clock in in_time]
    stands = () if waiting else (NextView(step=NextStep.CLOSED if state.closed else NextStep.ANSWERED),)
    return tuple(steps) or stands


_STEPS = {
    ClockKind.REPLY: NextStep.ANSWER,
    ClockKind.CONFERENCE: NextStep.CONFERENCE,
    ClockKind.PROMISE: NextStep.PROMISE,
}
