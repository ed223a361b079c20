"""The decision about a message from the member's side: a turn, its entitlement, and the mails that say so."""

import re
from datetime import UTC, datetime

from pydantic import EmailStr, Field

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.conferences.proposing import told_where_none_is_free
from shared.domain.events.message_events import EntitlementDecided, FilesKept, MessageReceived
from shared.domain.events.note_events import MaterialKept
from shared.domain.facts.files import FileFacts
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.letters.composing import compose
from shared.domain.letters.letters import GateNotice, Letter, NewTicket, NewTurn, Receipt, TakenUp, WhyNow
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import Entitlement
from shared.domain.members.recipients import supporters_for
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.fields import AnswerText, Short, SupporterId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import Mark
from shared.domain.values.house import House
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import ClockKind, Language, Vendor

EARLIEST_CALL = datetime(2000, 1, 1, tzinfo=UTC)
_TURN = re.compile(r"m[1-9][0-9]{0,5}")


class CallerBody(Submission):
    """What somebody said on the telephone, written down by a supporter."""

    author: SupporterId = Field(description="Who took the call: the id of a supporter in the settings.")
    called_at: Instant | None = Field(
        default=None,
        ge=EARLIEST_CALL,
        description="The instant of the call, from which the clock runs; left out: now. Never in the future.",
    )


class MessageBody(Frozen):
    """A further message from the member's side."""

    message: AnswerText = Field(description="The sender's words.")
    kind: Kind = Field(default=Kind.OTHER, description="What sort of request it is.")
    email: EmailStr | None = Field(
        default=None, max_length=254, description="Who wrote it; left out: whoever wrote the first message."
    )
    name: Short = Field(default="", description="The sender's name; left out: as in the first message.")
    product: Short = Field(default="", description="What it is about; left out: as in the first message.")
    subject: Short = Field(default="", description="The matter in one line.")


class Message(Frozen):
    """One message that is to become a turn: what was said, by whom, and what tells a repetition.

    ``said.id`` is the turn's id. ``author`` is the supporter who wrote it down for a caller. ``received``:
    when it came; None: now. ``document``: what it was asked about while somebody studied.
    """

    said: Said
    kind: Kind
    language: Language
    channel: str
    requester: str
    content: str
    entry: str = ""
    author: str = ""
    received: Instant | None = None
    files: tuple[FileFacts, ...] = ()
    document: str = ""


class Decision(Frozen):
    """What was decided of a turn: the entitlement, from when its clock runs (or None), the member's name.

    ``taken_by`` and ``taken_because``: a supporter's decision, and its reason. ``refused_files``: how many
    of the message's files were not taken, where its sender is to be told.
    """

    entitlement: Entitlement
    clock_from: datetime | None
    member_name: str = ""
    taken_by: str = ""
    taken_because: str = ""
    refused_files: int = 0


def next_turn(state: TicketState) -> str:
    """The id of the ticket's next turn: m1, m2, and so on."""
    return f"m{len(state.turns) + 1}"


def is_turn(text: str) -> bool:
    """Whether ``next_turn`` may have made this: what did not come from there never becomes a key."""
    return _TURN.fullmatch(text) is not None


def decide_message(
    state: TicketState, message: Message, decision: Decision, now: datetime, house: House
) -> Changes:
    """Covered: the clock starts at receipt and the mail states it. Not covered: kept, told, no clock runs."""
    recorded = recorded_at(state, now)
    turned = MessageReceived(
        recorded=recorded,
        at=message.received or now,
        turn=message.said.id,
        kind=message.kind,
        product=decision.entitlement.product,
        language=message.language,
        channel=message.channel,
        requester=message.requester,
        content=message.content,
        entry=message.entry,
        author=message.author,
    )
    beside = (*files_kept(turned, message.files), *_material(turned, message.document))
    taken = Changes(events=(turned, *beside), said=(message.said,))
    after = taken.state_after(state)
    to = Recipient(address=message.said.email)
    told = decision.but(refused_files=len(message.said.refused_files))
    return taken + decide_entitled(after, message.said.id, told, to, recorded, house)


def files_kept(turned: MessageReceived, files: tuple[FileFacts, ...]) -> tuple[FilesKept, ...]:
    """The event that says so, where files came with the turn: as of when the ticket took it."""
    if not files:
        return ()
    return (FilesKept(recorded=turned.recorded, at=turned.recorded, turn=turned.turn, files=files),)


def _material(turned: MessageReceived, document: str) -> tuple[MaterialKept, ...]:
    """What was asked while somebody studied a document is kept for a better one."""
    at, turn = turned.recorded, turned.turn
    kept = MaterialKept(recorded=at, at=at, turn=turn, author="", reason="", document=document)
    return (kept,) if document else ()


def decide_entitled(
    state: TicketState, turn: str, decision: Decision, to: Recipient, now: datetime, house: House
) -> Changes:
    """The turn is covered or not, as decided; the requester and the supporters are told."""
    vendor = house.vendor
    decided = _decided(state.turn(turn), decision, recorded_at(state, now), vendor)
    after, at = Changes(events=(decided,)).state_after(state), decided.recorded
    notice = _to_supporters(after, turn, decision, vendor)
    link = ticket_link(state, to.address, at, house.secret)
    waited = state.turn(turn).reason is not None
    letter = _taken_up if waited and decision.clock_from else _to_requester
    letters = [((to, state.language), letter(after, turn, decision, link, vendor))]
    letters += [(each, notice) for each in supporters_for(state.owner, vendor)]
    start = str(decision.clock_from)
    sends = tuple(
        compose(house, letter, reader, at, state.id, turn, letter.letter, start, turn=turn)
        for reader, letter in letters
    )
    return Changes(events=(decided,), sends=(*sends, *told_where_none_is_free(after, turn, at, house)))


def _decided(turn: Turn, decision: Decision, at: datetime, vendor: Vendor) -> EntitlementDecided:
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
