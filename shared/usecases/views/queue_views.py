"""What a supporter is shown of the queue: a row for each ticket, and how many stand in each list."""

from collections.abc import Mapping
from datetime import datetime

from shared.domain.agenda.agenda import Place
from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.members.coverage import best_coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.messages.gating import gated_turns
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language, Vendor
from shared.mail.vocabulary import reason_words
from shared.usecases.lanes.lane_rows import Backlog
from shared.usecases.views.queue_pages import MOST_COUNTED
from shared.usecases.views.queue_words import QueueWords, RequesterView, turn_told
from shared.usecases.views.views import ClockView, clock_views


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
    """One ticket. ``gated``: its oldest unanswered turn is not covered, so no clock runs for it.

    ``code``: what mails and people call it by. ``requester``: who wrote that turn, else the last one;
    ``subject``: of that message, else of the first. ``company``: what the member is called; null where none
    is known. ``closed`` and ``merged_into`` are of tickets that were looked up by their code.

    ``reason_words`` says that turn's ``reason`` in the reader's language. ``at_gate`` has every turn that
    waits at the gate: there may be some beside a turn whose clock runs.
    """

    ticket: str
    code: str
    kind: Kind
    member: str
    company: str | None
    requester: RequesterView
    subject: str
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
    closed: Instant | None
    merged_into: str


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

    ``next``: give it as ``after`` to read on; "" on the last page. ``counts``, and the mails that are
    ``waiting`` for their part of the provider's quota: on the first page only.
    """

    now: Instant
    tickets: tuple[QueueEntry, ...]
    more: bool
    next: str = ""
    counts: Counts | None = None
    waiting: tuple[Backlog, ...] = ()


def counts_of(found: Mapping[Place, int]) -> Counts:
    """These numbers as they are shown; a number above 1 000 stands for more."""
    counted = {
        place: Count(tickets=min(number, MOST_COUNTED), more_than=number > MOST_COUNTED)
        for place, number in found.items()
    }
    return Counts(
        running=counted.get(Place.RUNNING),
        at_gate=counted.get(Place.WAITING),
        silent=counted.get(Place.SILENT),
    )


def queue_entry(
    vendor: Vendor,
    header: TicketHeader,
    member: MemberFacts | None,
    words: QueueWords,
    now: datetime,
    language: Language,
) -> QueueEntry:
    """The ticket's row. ``member``: the one that it counts for, where it is known."""
    state = header.state
    turn = turn_told(state)
    return QueueEntry.of(
        turn,
        ticket=state.id,
        code=short_code(state.id),
        kind=state.kind,
        member=member.member.id if member else "",
        company=(member.member.name if member else state.member_name) or None,
        requester=words.requester,
        subject=words.subject,
        product=state.product,
        owner=state.owner,
        gated=not turn.covered,
        reason_words=_in_words(turn.reason, language),
        at_gate=tuple(_gated_turn(each, language) for each in gated_turns(state)),
        subscription=_subscription(vendor, member, state.product, now) if member else None,
        **_standing(state, now),
    )


def _standing(state: TicketState, now: datetime) -> dict[str, object]:
    """Where the ticket stands: what waits, by when, or where its matter goes on."""
    shown = clock_views(state, now)
    running = [clock for clock in shown if clock.ended is None]
    first = min(running, key=lambda clock: clock.due, default=None)
    return {
        "due": first.due if first else None,
        "seconds_left": first.seconds_left if first else None,
        "unanswered": tuple(each.id for each in state.unanswered()),
        "clocks": shown,
        "closed": state.closed,
        "merged_into": state.merged.into if state.merged else "",
    }


def _gated_turn(turn: Turn, language: Language) -> GatedTurn:
    words = _in_words(turn.reason, language)
    return GatedTurn(turn=turn.id, received=turn.received, reason=turn.reason, reason_words=words)


def _in_words(reason: GateReason | None, language: Language) -> str:
    """Why a turn is covered or not, as a supporter reads it."""
    return reason_words(reason, language).short if reason else ""


def _subscription(vendor: Vendor, member: MemberFacts, product: str, now: datetime) -> SubscriptionView:
    names = vendor.product_references(product)
    ours = [each for each in member.subscriptions if not product or each.product in names]
    found = best_coverage(ours, now, vendor.grace)
    return SubscriptionView(covered=found.covered, reason=found.reason, until=found.until)
