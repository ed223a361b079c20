"""The decision about a message from the member's side: a turn, its entitlement, and the mails that say so."""

import re
from datetime import datetime

from shared.domain.clocks.clocks import SLAClock, clocks
from shared.domain.conferences.conference_mail import Desktop
from shared.domain.conferences.proposing import told_where_none_is_free
from shared.domain.events.message_events import EntitlementDecided, FilesKept, MessageReceived
from shared.domain.facts.files import FileFacts
from shared.domain.facts.links import Link
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.letters.letters import GateNotice, Letter, NewTicket, NewTurn, Receipt
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.gate import Entitlement
from shared.domain.members.recipients import supporters_for
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import operation_id
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language, Vendor

_TURN = re.compile(r"m[1-9][0-9]{0,5}")


class Message(Frozen):
    """One message that is to become a turn: what was said, by whom, and what tells a repetition.

    ``said.id`` is the turn's id. ``author`` is the supporter who wrote it down for a caller.
    """

    said: Said
    kind: Kind
    language: Language
    channel: str
    requester: str
    content: str
    entry: str = ""
    author: str = ""
    files: tuple[FileFacts, ...] = ()


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
    state: TicketState,
    message: Message,
    decision: Decision,
    received: datetime,
    now: datetime,
    vendor: Vendor,
    secret: bytes,
) -> Changes:
    """Covered: the clock starts at receipt and the mail states it. Not covered: kept, told, no clock runs."""
    recorded = recorded_at(state, now)
    turned = MessageReceived(
        recorded=recorded,
        at=received,
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
    taken = Changes(events=(turned, *files_kept(turned, message.files)), said=(message.said,))
    after = taken.state_after(state)
    to = Recipient(address=message.said.email)
    told = decision.model_copy(update={"refused_files": len(message.said.refused_files)})
    return taken + decide_entitled(after, message.said.id, told, to, recorded, vendor, secret)


def files_kept(turned: MessageReceived, files: tuple[FileFacts, ...]) -> tuple[FilesKept, ...]:
    """The event that says so, where files came with the turn: as of when the ticket took it."""
    if not files:
        return ()
    return (FilesKept(recorded=turned.recorded, at=turned.recorded, turn=turned.turn, files=files),)


def decide_entitled(
    state: TicketState,
    turn: str,
    decision: Decision,
    to: Recipient,
    now: datetime,
    vendor: Vendor,
    secret: bytes,
) -> Changes:
    """The turn is covered or not, as decided; the requester and the supporters are told."""
    decided = _decided(state.turn(turn), decision, recorded_at(state, now), vendor)
    after = Changes(events=(decided,)).state_after(state)
    notice = _to_supporters(after, turn, decision, vendor)
    link = ticket_link(state, to.address, decided.recorded, secret)
    letters = [((to, state.language), _to_requester(after, turn, decision, link, vendor))]
    letters += [(each, notice) for each in supporters_for(state.owner, vendor)]
    sends = tuple(
        Send(
            id=operation_id(secret, state.id, turn, letter.letter, str(decision.clock_from), to.address),
            letter=letter,
            to=to,
            language=language,
            not_before=decided.recorded,
            turn=turn,
        )
        for (to, language), letter in letters
    )
    none_free = told_where_none_is_free(after, turn, decided.recorded, Desktop(vendor=vendor, secret=secret))
    return Changes(events=(decided,), sends=(*sends, *none_free))


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
