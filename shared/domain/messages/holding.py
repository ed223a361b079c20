"""A stranger's request waits at the door: held, let through by its writer, thrown away by a supporter."""

from datetime import datetime

from shared.domain.events.holding_events import TicketDropped, TicketHeld, TicketLetThrough
from shared.domain.facts.holding import Held
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.composing import compose
from shared.domain.letters.letters import ConfirmAddress
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import Entitlement
from shared.domain.members.recipients import supporter
from shared.domain.messages.telling import Decision, entitled, told
from shared.domain.refusals.flood_errors import TicketNotHeld
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.fields import ReasonBody
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.holding import WhyHeld
from shared.domain.values.house import House


def decide_held(
    state: TicketState, turn: str, decision: Decision, to: Recipient, now: datetime, house: House
) -> Changes:
    """The turn is not covered and its ticket waits at the door: its writer alone is told, and may confirm."""
    at = recorded_at(state, now)
    decided = entitled(state.turn(turn), decision, at, house.vendor)
    events = (decided, TicketHeld(recorded=at, at=at, because=decision.waits_at_door or WhyHeld.UNPROVED))
    link = ticket_link(state, to.address, at, house.secret)
    letter = ConfirmAddress(ticket=state.id, link=link)
    return Changes(
        events=events,
        sends=(compose(house, letter, (to, state.language), at, state.id, turn, letter.letter, turn=turn),),
    )


def decide_letting_through(state: TicketState, to: Recipient, now: datetime, house: House) -> Changes:
    """Whoever reads the address has said so: what was held waits at the gate now, and all are told."""
    waits = held_at_door(state)
    if waits is None:
        return Changes()
    at = recorded_at(state, now)
    turn = state.unanswered()[0]
    entitlement = Entitlement(
        covered=False,
        reason=turn.reason or GateReason.UNKNOWN_SENDER,
        member=state.member,
        product=state.product,
    )
    decision = Decision(entitlement=entitlement, clock_from=None, member_name=state.member_name)
    event = TicketLetThrough(recorded=at, at=at)
    after = event.on(state)
    return Changes(events=(event,), sends=told(after, turn.id, decision, to, at, house))


def held_at_door(state: TicketState) -> Held | None:
    """Since when and why the ticket waits at the door; None once nothing of it does."""
    waits = any(not turn.covered for turn in state.unanswered())
    return state.held if waits and not (state.merged or state.closed) else None


def decide_dropping(
    state: TicketState, given: ReasonBody, to: Recipient, now: datetime, house: House
) -> Changes:
    """A supporter throws away as spam what is held: closed, told to nobody, readable. Again: nothing.

    Raises:
        AuthorUnknown, TicketMergedAway.
        TicketNotHeld: it does not wait at the door; it may have been confirmed or taken meanwhile.
    """
    del to
    author = supporter(given.author, house.vendor)
    if state.dropped and state.closed:
        return Changes()
    refuse_merged(state)
    if held_at_door(state) is None:
        raise TicketNotHeld(state.id)
    at = recorded_at(state, now)
    return Changes(events=(TicketDropped(recorded=at, at=at, author=author.id, reason=given.reason),))
