"""What supporters read: one ticket whole, and the queue of open tickets by due instant."""

import asyncio
from collections.abc import Iterable
from datetime import datetime

from shared.domain.coverage import best_coverage
from shared.domain.errors import TicketUnknown
from shared.domain.events import Mark
from shared.domain.frozen import Frozen, Instant
from shared.domain.gate import MemberFacts
from shared.domain.header import TicketHeader
from shared.domain.intake import Kind
from shared.domain.letters import GateReason
from shared.ports import Desk
from shared.usecases.agenda_rows import AgendaRow, open_list, remove_row
from shared.usecases.member_rows import load_member
from shared.usecases.ticket_rows import load_ticket, load_whole_ticket
from shared.usecases.views import ClockView, TicketView, clock_views, ticket_view

MOST_LISTED = 200


class SubscriptionView(Frozen):
    """Whether the member is covered for the ticket's product now, and why."""

    covered: bool
    reason: GateReason
    until: Instant | None


class QueueEntry(Frozen):
    """One open ticket. ``gated``: its oldest unanswered turn is not covered, so no clock runs for it."""

    ticket: str
    kind: Kind
    member: str
    product: str
    owner: str
    received: Instant
    due: Instant | None
    seconds_left: int | None
    gated: bool
    reason: GateReason | None
    marks: tuple[Mark, ...]
    subscription: SubscriptionView | None
    unanswered: tuple[str, ...]
    clocks: tuple[ClockView, ...]


class QueueView(Frozen):
    """The open tickets, the most urgent first. ``more``: there are others than these."""

    now: Instant
    tickets: tuple[QueueEntry, ...]
    more: bool


async def read_ticket(desk: Desk, ticket: str) -> TicketView:
    """The whole ticket, with what people wrote. Raises ``TicketUnknown``."""
    whole = await load_whole_ticket(desk.store, ticket)
    if whole is None:
        raise TicketUnknown(ticket)
    known = whole.header.state.member
    member = await load_member(desk, known) if known else None
    return ticket_view(whole, member.header.member.id if member else "", desk.clock.now())


async def read_queue(desk: Desk) -> QueueView:
    """The open tickets by due instant. The list is a hint: every row is verified against its ticket."""
    rows = await open_list(desk.store, MOST_LISTED + 1)
    headers = await asyncio.gather(*(_listed(desk, row) for row in rows[:MOST_LISTED]))
    found = [header for header in headers if header]
    members = await _members(desk, {header.state.member for header in found if header.state.member})
    now = desk.clock.now()
    entries = [_entry(desk, header, members.get(header.state.member), now) for header in found]
    return QueueView(now=now, tickets=tuple(entries), more=len(rows) > MOST_LISTED)


async def _listed(desk: Desk, row: AgendaRow) -> TicketHeader | None:
    """The ticket, where it needs the row. What an act left that never committed is removed by the rule."""
    loaded = await load_ticket(desk.store, row.hint.aggregate.removeprefix("ticket-"))
    if loaded and loaded.header.open_row() == row.key:
        return loaded.header
    await remove_row(desk.store, row, desk.clock.now())
    return None


async def _members(desk: Desk, keys: Iterable[str]) -> dict[str, MemberFacts]:
    loaded = await asyncio.gather(*(load_member(desk, key) for key in keys))
    return {member.key: member.facts() for member in loaded if member}


def _entry(desk: Desk, header: TicketHeader, member: MemberFacts | None, now: datetime) -> QueueEntry:
    state = header.state
    running = [clock for clock in clock_views(state, now) if clock.ended is None]
    first = min(running, key=lambda clock: clock.due, default=None)
    turn = (state.unanswered() or state.turns[-1:])[0]
    return QueueEntry(
        ticket=state.id,
        kind=state.kind,
        member=member.member.id if member else "",
        product=state.product,
        owner=state.owner,
        received=turn.received,
        due=first.due if first else None,
        seconds_left=first.seconds_left if first else None,
        gated=not turn.covered,
        reason=turn.reason,
        marks=turn.marks,
        subscription=_subscription(desk, member, state.product, now) if member else None,
        unanswered=tuple(each.id for each in state.unanswered()),
        clocks=clock_views(state, now),
    )


def _subscription(desk: Desk, member: MemberFacts, product: str, now: datetime) -> SubscriptionView:
    names = desk.vendor.product_references(product)
    ours = [each for each in member.subscriptions if not product or each.product in names]
    found = best_coverage(ours, now, desk.vendor.grace)
    return SubscriptionView(covered=found.covered, reason=found.reason, until=found.until)
