"""The decision to tell people about clocks: what has come to a level and has not been told."""

from datetime import datetime, timedelta

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.clocks.digesting import CatchUp
from shared.domain.events.mail_events import Escalated
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import compose
from shared.domain.letters.letters import Escalation
from shared.domain.letters.sends import Send
from shared.domain.members.recipients import supporters_for
from shared.domain.tickets.changes import Changes, as_many_as_fit, recorded_at
from shared.domain.values.house import House
from shared.domain.values.vendor import ClockKind, Level

MOST_SHOWN = 5
"""Of the turns that wait, the oldest so many are shown. An answer to the mail has seen no others."""

TO_LOG_IT = timedelta(minutes=30)
"""How long after the end of a slot its supporter has to log what became of it."""


def told_from(state: TicketState, clock: SLAClock, level: Level, at: datetime) -> datetime:
    """When the mail about this level is to leave: at once, or when the conference could have been logged.

    The breach itself is a fact from its own instant on; only the mail waits.
    """
    conference = state.conference(clock.started_by) if clock.kind is ClockKind.CONFERENCE else None
    slot = conference.picked if conference else None
    if level is Level.BREACH and slot and slot.start <= at < slot.end + TO_LOG_IT:
        return slot.end + TO_LOG_IT
    return at


def held_after_all(clock: SLAClock) -> bool:
    """A conference clock that looked breached and was met in time, as was logged since."""
    return clock.kind is ClockKind.CONFERENCE and clock.ended is not None and clock.ended <= clock.due


def decide_escalation(
    state: TicketState, now: datetime, house: House, hold: CatchUp | None = None
) -> Changes:
    """One event a clock for the levels that have come, and one mail a supporter with the gravest of them.

    As many clocks as one transaction carries: where more have come, the decision is to be made again.
    A warning waits until its supporter works, unless it is the last before due. ``hold``: what would go out
    at once is held back for a digest.
    """
    present = (clock.at(now) for clock in clocks(state))
    come = [(clock, levels) for clock in present if (levels := _come(clock, state, now))]
    at = recorded_at(state, now)
    return as_many_as_fit(_told(state, clock, levels, at, house, hold) for clock, levels in come)


def _told(
    state: TicketState,
    clock: SLAClock,
    levels: tuple[Level, ...],
    at: datetime,
    house: House,
    hold: CatchUp | None,
) -> Changes:
    """One clock's levels are told."""
    event = Escalated(recorded=at, at=at, clock=clock.id, levels=levels, due=clock.due)
    mails = _mails(state, clock, levels[-1], at, house)
    sends = (_held(send, hold, house.secret) if hold and send.not_before == at else send for send in mails)
    return Changes(events=(event,), sends=tuple(sends))


def can_wait(clock: SLAClock, level: Level) -> bool:
    """A warning after which another one comes before due. The last one, and a breach, are told at once."""
    warnings = sorted(
        (each for each in clock.levels() if each[0] is not Level.BREACH), key=lambda each: each[1]
    )
    return level in {each for each, _ in warnings[:-1]}


def _come(clock: SLAClock, state: TicketState, now: datetime) -> tuple[Level, ...]:
    """The untold levels that have come, the gravest last."""
    untold = sorted(clock.untold(state.told), key=lambda each: each[1])
    return tuple(level for level, instant in untold if instant <= now)


def _mails(state: TicketState, clock: SLAClock, level: Level, at: datetime, house: House) -> list[Send]:
    vendor, due, turns = house.vendor, clock.due, clock.turns[:MOST_SHOWN]
    letter = Escalation(
        ticket=state.id,
        clock=clock.kind,
        clock_id=clock.id,
        level=level,
        due=due,
        member=state.member_name,
        product=vendor.product_name(state.product),
        turns=turns,
    )
    waits, told = can_wait(clock, level), told_from(state, clock, level, at)
    keys, turn = (state.id, clock.id, level, str(due)), turns[-1] if turns else ""
    return [
        compose(
            house, letter, each, vendor.works_from(each[0].address, at) if waits else told, *keys, turn=turn
        )
        for each in supporters_for(state.owner, vendor)
    ]


def _held(send: Send, hold: CatchUp, secret: bytes) -> Send:
    """The mail held back for the digest, unless that is not waited for any more."""
    if hold.until <= send.not_before:
        return send
    digest = hold.digest(secret, send.to.address)
    return send.model_copy(update={"not_before": hold.until, "digest": digest})
