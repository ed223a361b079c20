"""Covered or not, and the mails that say so: to whoever wrote the message, and to supporters."""

from datetime import datetime

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.conferences.proposing import told_where_none_is_free
from shared.domain.events.message_events import EntitlementDecided
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.letters.composing import compose
from shared.domain.letters.letters import GateNotice, Letter, NewTicket, NewTurn, Receipt, TakenUp, WhyNow
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.gate import Entitlement
from shared.domain.members.recipients import supporters_for
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.frozen import Frozen
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.holding import WhyHeld
from shared.domain.values.house import House
from shared.domain.values.vendor import ClockKind, Vendor


class Decision(Frozen):
    """What was decided of a turn: the entitlement, from when its clock runs (or None), the member's name.

    ``taken_by`` and ``taken_because``: a supporter's decision, and its reason. ``refused_files``: how many
    of the message's files were not taken, where its sender is to be told. ``held``: why it waits at the door,
    if nobody knows its sender.
    """

    entitlement: Entitlement
    clock_from: datetime | None
    member_name: str = ""
    taken_by: str = ""
    taken_because: str = ""
    refused_files: int = 0
    held: WhyHeld | None = None

    @property
    def waits_at_door(self) -> WhyHeld | None:
        """Why the message is held: only where no member knows its sender."""
        return self.held if self.entitlement.reason is GateReason.UNKNOWN_SENDER else None


def told(
    state: TicketState,
    turn: str,
    decision: Decision,
    to: Recipient,
    at: datetime,
    house: House,
    *,
    waited: bool = False,
) -> tuple[Send, ...]:
    """The mails that say so. ``waited``: it waited at the gate, and is taken up now."""
    vendor = house.vendor
    notice = _to_supporters(state, turn, decision, vendor)
    link = ticket_link(state, to.address, at, house.secret)
    letter = _taken_up if waited else _to_requester
    letters = [((to, state.language), letter(state, turn, decision, link, vendor))]
    letters += [(each, notice) for each in supporters_for(state.owner, vendor)]
    start = str(decision.clock_from)
    sends = tuple(
        compose(house, letter, reader, at, state.id, turn, letter.letter, start, turn=turn)
        for reader, letter in letters
    )
    return (*sends, *told_where_none_is_free(state, turn, at, house))


def entitled(turn: Turn, decision: Decision, at: datetime, vendor: Vendor) -> EntitlementDecided:
    """The event. No clock starts before receipt, even where whoever decides has a clock that is behind."""
    entitlement, start = decision.entitlement, decision.clock_from
    return EntitlementDecided(
        recorded=at,
        at=at,
        turn=turn.id,
        covered=entitlement.covered,
        reason=entitlement.reason,
        member=entitlement.member,
        member_name=decision.member_name,
        product=entitlement.product,
        marks=entitlement.marks,
        clock_from=max(start, turn.received) if start else None,
        policy=vendor.policy if start else None,
        taken_by=decision.taken_by,
        taken_because=decision.taken_because,
    )


def _to_requester(state: TicketState, turn: str, decision: Decision, link: Link, vendor: Vendor) -> Letter:
    entitlement, refused = decision.entitlement, decision.refused_files
    product = vendor.product_name(entitlement.product)
    reply, conference = _dues(state, turn)
    if not entitlement.covered or reply is None:
        return GateNotice(
            ticket=state.id, product=product, reason=entitlement.reason, link=link, refused_files=refused
        )
    return Receipt(
        ticket=state.id,
        product=product,
        reply_due=reply,
        conference_due=conference,
        link=link,
        refused_files=refused,
    )


def _taken_up(state: TicketState, turn: str, decision: Decision, link: Link, vendor: Vendor) -> Letter:
    """Of a message that waited at the gate: a receipt would not say why it comes so late."""
    receipt = _to_requester(state, turn, decision, link, vendor)
    if not isinstance(receipt, Receipt):
        return receipt
    at = state.recorded or receipt.reply_due
    later = [due for due in (receipt.conference_due,) if due and due > at]
    return TakenUp(
        ticket=state.id,
        product=receipt.product,
        why=_why_now(decision),
        reply_due=receipt.reply_due,
        overdue=receipt.reply_due < at,
        conference_due=min(later, default=None),
        link=link,
    )


def _why_now(decision: Decision) -> WhyNow:
    if decision.taken_by:
        return WhyNow.TAKEN
    return WhyNow.REGISTERED if Mark.LATE in decision.entitlement.marks else WhyNow.ACTIVE


def _to_supporters(state: TicketState, turn: str, decision: Decision, vendor: Vendor) -> Letter:
    reply, conference = _dues(state, turn)
    letter = NewTicket if turn == state.turns[0].id else NewTurn
    return letter(
        ticket=state.id,
        kind=state.turn(turn).kind,
        product=vendor.product_name(decision.entitlement.product),
        member=decision.member_name,
        reason=decision.entitlement.reason,
        reply_due=reply,
        conference_due=conference,
    )


def _dues(state: TicketState, turn: str) -> tuple[datetime | None, datetime | None]:
    """Until when this turn is answered (by the clock it belongs to), and its conference held."""
    covered = state.turn(turn).clock_from is not None
    running = [clock for clock in clocks(state) if clock.ended is None]
    replies = [clock.due for clock in running if covered and clock.kind is ClockKind.REPLY]
    return min(replies, default=None), _conference(running, turn)


def _conference(running: list[SLAClock], turn: str) -> datetime | None:
    mine = (clock for clock in running if clock.kind is ClockKind.CONFERENCE and clock.started_by == turn)
    return next((clock.due for clock in mine), None)
