"""The decision to tell people about clocks: what has come to a level and has not been told."""

from datetime import datetime

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.clocks.conference_under_way import told_from
from shared.domain.clocks.digesting import Hold
from shared.domain.events.mail_events import Escalated
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letters import Escalation
from shared.domain.letters.sends import Send
from shared.domain.members.recipients import supporters_for
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.values.identity import operation_id
from shared.domain.values.vendor import Level, Vendor

MOST_SHOWN = 5
"""Of the turns that wait, the oldest so many are shown. An answer to the mail has seen no others."""


def decide_escalation(
    state: TicketState, now: datetime, vendor: Vendor, secret: bytes, hold: Hold | None = None
) -> Changes:
    """One event a clock for the levels that have come, and one mail a supporter with the gravest of them.

    A warning waits until its supporter works, unless it is the last before due. ``hold``: what would go out
    at once is held back for a digest.
    """
    present = (clock.at(now) for clock in clocks(state))
    come = [(clock, levels) for clock in present if (levels := _come(clock, state, now))]
    at = recorded_at(state, now)
    events = tuple(
        Escalated(recorded=at, at=at, clock=clock.id, levels=levels, due=clock.due) for clock, levels in come
    )
    sends = tuple(
        _held(send, hold, secret) if hold and send.not_before == at else send
        for clock, levels in come
        for send in _mails(state, clock, levels[-1], at, vendor, secret)
    )
    return Changes(events=events, sends=sends)


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


def _mails(
    state: TicketState, clock: SLAClock, level: Level, at: datetime, vendor: Vendor, secret: bytes
) -> list[Send]:
    letter = Escalation(
        ticket=state.id,
        clock=clock.kind,
        clock_id=clock.id,
        level=level,
        due=clock.due,
        product=vendor.product_name(state.product),
        turns=clock.turns[:MOST_SHOWN],
    )
    waits = can_wait(clock, level)
    return [
        Send(
            id=operation_id(secret, state.id, clock.id, level, str(clock.due), to.address),
            letter=letter,
            to=to,
            language=language,
            not_before=vendor.works_from(to.address, at) if waits else told_from(state, clock, level, at),
            turn=letter.turns[-1] if letter.turns else "",
        )
        for to, language in supporters_for(state.owner, vendor)
    ]


def _held(send: Send, hold: Hold, secret: bytes) -> Send:
    """The mail held back for the digest; one that waits for working hours is not."""
    digest = hold.digest(secret, send.to.address)
    return send.model_copy(update={"not_before": hold.until, "digest": digest})
