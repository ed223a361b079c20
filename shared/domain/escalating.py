"""The decision to tell people about clocks: what has come to a level and has not been told."""

from datetime import datetime

from shared.domain.changes import Changes, recorded_at
from shared.domain.clocks import SLAClock, clocks
from shared.domain.events import Escalated
from shared.domain.identity import operation_id
from shared.domain.letters import Escalation
from shared.domain.recipients import supporters_for
from shared.domain.sends import Send
from shared.domain.ticket import TicketState
from shared.domain.vendor import Level, Vendor


def decide_escalation(state: TicketState, now: datetime, vendor: Vendor, secret: bytes) -> Changes:
    """One event a clock for the levels that have come, and one mail a supporter with the gravest of them."""
    come = [(clock, levels) for clock in clocks(state) if (levels := _come(clock, state, now))]
    at = recorded_at(state, now)
    events = tuple(
        Escalated(recorded=at, at=at, clock=clock.id, levels=levels, due=clock.due) for clock, levels in come
    )
    sends = tuple(
        send for clock, levels in come for send in _mails(state, clock, levels[-1], at, vendor, secret)
    )
    return Changes(events=events, sends=sends)


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
        level=level,
        due=clock.due,
        product=vendor.product_name(state.product),
    )
    return [
        Send(
            id=operation_id(secret, state.id, clock.id, level, str(clock.due), to.address),
            letter=letter,
            to=to,
            language=language,
            not_before=at,
        )
        for to, language in supporters_for(state.owner, vendor)
    ]
