"""What supporters read: one ticket whole, and the queue of open tickets by due instant."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from shared.domain.agenda.header import TicketHeader
from shared.domain.clocks.clocks import next_due
from shared.domain.facts.ticket import Turn
from shared.domain.members.coverage import best_coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.messages.gating import gated_turns
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import reason_words
from shared.ports.desk import Desk
from shared.usecases.records.agenda_rows import AgendaRow, open_list, remove_row
from shared.usecases.records.member_rows import load_member, member_id
from shared.usecases.records.ticket_rows import known_whole_ticket, load_ticket
from shared.usecases.views.file_views import with_files
from shared.usecases.views.ticket_views import TicketView, ticket_view
from shared.usecases.views.views import ClockView, clock_views

MOST_LISTED = 200
_MOST_PAGES = 25


class QueueState(StrEnum):
    """Which of the tickets that are not closed: those with something at the gate, the others, or all."""

    GATED = "gated"
    OPEN = "open"
    ALL = "all"


class SubscriptionView(Frozen):
    """Whether the member is covered for the ticket's product now, and why."""

    covered: bool
    reason: GateReason
    until: Instant | None


class GatedTurn(Frozen):
    """A turn that waits at the gate: no clock runs for it. ``reason_words``: why, as the reader reads it."""

    turn: str
    received: Instant
    reason: GateReason | None
    reason_words: str


class QueueEntry(Frozen):
    """One open ticket. ``gated``: its oldest unanswered turn is not covered, so no clock runs for it.

    ``reason_words`` says that turn's ``reason`` in the reader's language. ``at_gate`` has every turn that
    waits at the gate: there may be some beside a turn whose clock runs.
    """

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
    reason_words: str
    at_gate: tuple[GatedTurn, ...]
    marks: tuple[Mark, ...]
    subscription: SubscriptionView | None
    unanswered: tuple[str, ...]
    clocks: tuple[ClockView, ...]


class QueueView(Frozen):
    """The open tickets, the most urgent first. ``more``: there are others than these."""

    now: Instant
    tickets: tuple[QueueEntry, ...]
    more: bool


async def read_ticket(desk: Desk, ticket: str, language: Language = Language.ENGLISH) -> TicketView:
    """The whole ticket, with what people wrote and the files they sent. Raises ``TicketUnknown``."""
    whole = await known_whole_ticket(desk.store, ticket)
    member = await member_id(desk, whole.header.state.member)
    view = ticket_view(whole, member, desk.clock.now(), lambda address: address_key(desk.secret, address))
    return await with_files(desk, whole, view, language)


async def read_queue(
    desk: Desk, wanted: QueueState = QueueState.ALL, language: Language = Language.SWEDISH
) -> QueueView:
    """The open tickets by due instant. The list is a hint: every row is verified against its ticket."""
    found, more = await _found(desk, wanted)
    members = await _members(desk, {header.state.member for header in found if header.state.member})
    now = desk.clock.now()
    entries = [_entry(desk, header, members.get(header.state.member), now, language) for header in found]
    return QueueView(now=now, tickets=tuple(entries), more=more)


async def _found(desk: Desk, wanted: QueueState) -> tuple[list[TicketHeader], bool]:
    """The first of the wanted tickets, and whether there may be more; looks through 5 000 at most."""
    found: list[TicketHeader] = []
    after = ""
    for _ in range(_MOST_PAGES):
        rows = await open_list(desk.store, MOST_LISTED + 1, after)
        headers = await asyncio.gather(*(_listed(desk, row) for row in rows[:MOST_LISTED]))
        found += [header for header in headers if header and _is_wanted(header, wanted)]
        more = len(rows) > MOST_LISTED
        if not more or len(found) >= MOST_LISTED:
            return found[:MOST_LISTED], more or len(found) > MOST_LISTED
        after = rows[MOST_LISTED - 1].key
    return found, True


def _is_wanted(header: TicketHeader, wanted: QueueState) -> bool:
    """A ticket whose one turn is gated and whose other has a clock is in both lists."""
    gated = gated_turns(header.state)
    match wanted:
        case QueueState.GATED:
            return bool(gated)
        case QueueState.OPEN:
            return not gated or next_due(header.state) is not None
        case _:
            return True


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


def _entry(
    desk: Desk, header: TicketHeader, member: MemberFacts | None, now: datetime, language: Language
) -> QueueEntry:
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
        reason_words=_in_words(turn.reason, language),
        at_gate=tuple(_gated_turn(each, language) for each in gated_turns(state)),
        marks=turn.marks,
        subscription=_subscription(desk, member, state.product, now) if member else None,
        unanswered=tuple(each.id for each in state.unanswered()),
        clocks=clock_views(state, now),
    )


def _gated_turn(turn: Turn, language: Language) -> GatedTurn:
    words = _in_words(turn.reason, language)
    return GatedTurn(turn=turn.id, received=turn.received, reason=turn.reason, reason_words=words)


def _in_words(reason: GateReason | None, language: Language) -> str:
    """Why a turn is covered or not, as a supporter reads it."""
    return reason_words(reason, language).short if reason else ""


def _subscription(desk: Desk, member: MemberFacts, product: str, now: datetime) -> SubscriptionView:
    names = desk.vendor.product_references(product)
    ours = [each for each in member.subscriptions if not product or each.product in names]
    found = best_coverage(ours, now, desk.vendor.grace)
    return SubscriptionView(covered=found.covered, reason=found.reason, until=found.until)
