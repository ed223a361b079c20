"""What supporters read: one ticket whole, and the queue of open tickets by due instant."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import partial

from shared.domain.agenda.agenda import Place
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
from shared.usecases.records.member_rows import load_member, member_id
from shared.usecases.records.ticket_rows import known_whole_ticket
from shared.usecases.views.file_views import with_files
from shared.usecases.views.queue_pages import MOST_COUNTED, queue_page
from shared.usecases.views.ticket_views import TicketView, ticket_view
from shared.usecases.views.views import ClockView, clock_views


class QueueState(StrEnum):
    """Which of the tickets that are not closed: those with something at the gate, the others, or all.

    Of the others: those on which a clock ``runs``, and those that are answered and ``silent``.
    """

    GATED = "gated"
    OPEN = "open"
    ALL = "all"
    RUNNING = "running"
    SILENT = "silent"


_LISTS: dict[QueueState, tuple[Place, ...]] = {
    QueueState.ALL: tuple(Place),
    QueueState.GATED: (Place.RUNNING, Place.WAITING),
    QueueState.OPEN: (Place.RUNNING, Place.SILENT),
    QueueState.RUNNING: (Place.RUNNING,),
    QueueState.SILENT: (Place.SILENT,),
}


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


class Count(Frozen):
    """How many tickets: exactly, or ``more_than`` 1 000."""

    tickets: int
    more_than: bool


class Counts(Frozen):
    """How many tickets stand in each of the lists that were asked for; the others are null."""

    running: Count | None = None
    at_gate: Count | None = None
    silent: Count | None = None


class QueueView(Frozen):
    """The open tickets, the most urgent first. ``more``: there are others than these, after ``next``.

    ``next``: give it as ``after`` to read on; "" on the last page. ``counts``: on the first page only.
    """

    now: Instant
    tickets: tuple[QueueEntry, ...]
    more: bool
    next: str = ""
    counts: Counts | None = None


async def read_ticket(desk: Desk, ticket: str, language: Language = Language.ENGLISH) -> TicketView:
    """The whole ticket, with what people wrote and the files they sent. Raises ``TicketUnknown``."""
    whole = await known_whole_ticket(desk.store, ticket)
    member = await member_id(desk, whole.header.state.member)
    view = ticket_view(whole, member, desk.clock.now(), lambda address: address_key(desk.secret, address))
    return await with_files(desk, whole, view, language)


async def read_queue(
    desk: Desk, wanted: QueueState = QueueState.ALL, language: Language = Language.SWEDISH, after: str = ""
) -> QueueView:
    """A page of the open tickets: what runs by due instant, what waits at the gate, what is silent."""
    page = await queue_page(desk, _LISTS[wanted], partial(_is_wanted, wanted=wanted), after)
    found = page.tickets
    members = await _members(desk, {header.state.member for header in found if header.state.member})
    now = desk.clock.now()
    entries = [_entry(desk, header, members.get(header.state.member), now, language) for header in found]
    return QueueView(
        now=now,
        tickets=tuple(entries),
        more=bool(page.next),
        next=page.next,
        counts=None if after else _counts(page.counts),
    )


def _counts(found: Mapping[Place, int]) -> Counts:
    counted = {
        place: Count(tickets=min(number, MOST_COUNTED), more_than=number > MOST_COUNTED)
        for place, number in found.items()
    }
    return Counts(
        running=counted.get(Place.RUNNING),
        at_gate=counted.get(Place.WAITING),
        silent=counted.get(Place.SILENT),
    )


def _is_wanted(header: TicketHeader, wanted: QueueState) -> bool:
    """A ticket whose one turn is gated and whose other has a clock is in both lists."""
    gated, runs = gated_turns(header.state), next_due(header.state) is not None
    match wanted:
        case QueueState.GATED:
            return bool(gated)
        case QueueState.OPEN:
            return runs or not gated
        case QueueState.RUNNING:
            return runs
        case QueueState.SILENT:
            return not gated and not runs
        case _:
            return True


async def _members(desk: Desk, keys: Iterable[str]) -> dict[str, MemberFacts]:
    loaded = await asyncio.gather(*(load_member(desk, key) for key in keys))
    return {member.key: member.facts(desk.vendor) for member in loaded if member}


def _entry(
    desk: Desk, header: TicketHeader, member: MemberFacts | None, now: datetime, language: Language
) -> QueueEntry:
    state = header.state
    running = [clock for clock in clock_views(state, now) if clock.ended is None]
    first = min(running, key=lambda clock: clock.due, default=None)
    turn = (state.unanswered() or state.turns[-1:])[0]
    return QueueEntry.of(
        turn,
        ticket=state.id,
        kind=state.kind,
        member=member.member.id if member else "",
        product=state.product,
        owner=state.owner,
        due=first.due if first else None,
        seconds_left=first.seconds_left if first else None,
        gated=not turn.covered,
        reason_words=_in_words(turn.reason, language),
        at_gate=tuple(_gated_turn(each, language) for each in gated_turns(state)),
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
