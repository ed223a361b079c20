"""A further message on a ticket: a turn of its own, gated as of its own receipt."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.facts.files import GivenFile
from shared.domain.facts.ticket import TicketState, Turn, refuse_full, refuse_merged
from shared.domain.mail.mail_requests import NOT_BY_MAIL, ByMail
from shared.domain.members.gate import MemberFacts
from shared.domain.messages.receiving import Message, decide_message, next_turn
from shared.domain.refusals.errors import TicketMergedAway, TicketUnknown
from shared.domain.tickets.changes import Changes, Said
from shared.domain.tickets.entries import Entry, identified
from shared.domain.values.gate_reason import Mark
from shared.domain.values.house import House
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.files.keep_files import files_digest, keep_files, with_files
from shared.usecases.messages.open_ticket import decision_for, known_by
from shared.usecases.records.acting import carry_out
from shared.usecases.records.member_rows import candidates, load_facts
from shared.usecases.records.ticket_rows import (
    LoadedTicket,
    known_ticket,
    known_ticket_and_people,
    load_ticket,
)

_MOST_MERGES = 10

type Landed = tuple[TicketHeader, str]
"""The ticket that has the turn, and the turn's id."""


@dataclass(frozen=True, slots=True)
class Further:
    """A further message. What is "" is as in the first turn of the ticket that it is sent to.

    ``unverified``: the ticket's member does not know the sender, who was given the thread all the same.
    """

    text: str
    kind: Kind = Kind.OTHER
    email: str = ""
    name: str = ""
    subject: str = ""
    product: str = ""
    channel: str = "program"
    key: str | None = None
    files: tuple[GivenFile, ...] = ()
    by_mail: ByMail = NOT_BY_MAIL
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class _Written:
    """What is to become a turn, and what the gate knows of its sender."""

    entry: Entry
    message: Message
    facts: tuple[MemberFacts, ...]
    unverified: bool


async def add_message(
    desk: Desk,
    ticket: str,
    further: Further,
    loaded: LoadedTicket | None = None,
    facts: tuple[MemberFacts, ...] | None = None,
) -> Landed:
    """The ticket and the id of the new turn; one turn if sent twice. A merged one passes it on.

    ``loaded`` is the ticket with its people, and ``facts`` what the gate knows of the sender's members, where
    they have just been read.

    Raises:
        TicketUnknown: there is no such ticket.
        KeyReused: the key has been used for other content.
        TicketFull: nothing was written, and the message is to be a ticket of its own.
        StoreUnavailable: send it again with the same key.
    """
    here = loaded or await known_ticket_and_people(desk.store, ticket)
    entry, message = _message(desk, here, further)
    files, known = await asyncio.gather(
        keep_files(desk, ticket, message.entry, further.files), _facts(desk, here, message, further, facts)
    )
    written = _Written(
        entry, with_files(message, *files), known, unverified=_unverified(here, message, further)
    )
    return await _land(desk, here, written)


async def _land(desk: Desk, loaded: LoadedTicket, written: _Written) -> Landed:
    """In this ticket, or in the one that it has been merged into."""
    before: Landed | None = None
    for _ in range(_MOST_MERGES):
        try:
            return await _add(desk, loaded, written, before)
        except TicketMergedAway as merged:
            before = await _landed(desk, loaded.state.id, written.entry) or before
            loaded = await known_ticket(desk.store, merged.into)
    raise TicketUnknown(loaded.state.id)


async def _add(desk: Desk, loaded: LoadedTicket, written: _Written, before: Landed | None) -> Landed:
    """The turn in this ticket, unless ``before``: it has been one in a ticket that was merged into this.

    Raises:
        TicketMergedAway: the ticket has been merged itself.
    """
    entry, message, facts = written.entry, written.message, written.facts

    def decide(state: TicketState, now: datetime, house: House) -> Changes:
        refuse_merged(state)
        if before or _same(state, entry):
            return Changes()
        refuse_full(state)
        said = message.said.model_copy(update={"id": next_turn(state)})
        named = message.model_copy(update={"said": said, "language": state.language})
        member = state.member if written.unverified else None
        decision = decision_for(desk, said.email, said.product, facts, now, unverified_at=member)
        changes = decide_message(state, named, decision, now, house)
        keys = known_by(desk, said.email, tuple(each.key for each in facts))
        return changes if decision.entitlement.covered else changes + Changes(known_by=keys)

    header = (await carry_out(desk, loaded.state.id, decide, loaded)).header
    turn = _same(header.state, entry)
    return before if before and turn is None else (header, turn.id if turn else "")


async def _facts(
    desk: Desk,
    loaded: LoadedTicket,
    message: Message,
    further: Further,
    facts: tuple[MemberFacts, ...] | None,
) -> tuple[MemberFacts, ...]:
    """What the gate knows of the members that may know the sender, or of the ticket's own."""
    member = loaded.state.member if _unverified(loaded, message, further) else ""
    if facts is not None and not member:
        return facts
    return await load_facts(desk, (member,) if member else await candidates(desk, message.said.email))


def _unverified(loaded: LoadedTicket, message: Message, further: Further) -> bool:
    """Whether the ticket's member decides though it does not know the sender.

    Whoever opened the ticket with the member's token goes on by mail and by link as it began.
    """
    state, marked = loaded.state, Mark.SENDER_UNVERIFIED
    began = (each for each in state.turns if each.sender == message.requester)
    return further.unverified or (bool(state.member) and any(marked in each.marks for each in began))


async def _landed(desk: Desk, ticket: str, entry: Entry) -> Landed | None:
    """Where this ticket has the turn already. It may have been answered before the merge, and stays then."""
    loaded = await load_ticket(desk.store, ticket)
    turn = _same(loaded.header.state, entry) if loaded else None
    return (loaded.header, turn.id) if loaded and turn else None


def _message(desk: Desk, loaded: LoadedTicket, further: Further) -> tuple[Entry, Message]:
    """Raises ``TicketUnknown`` where nobody is known who wrote the first turn."""
    ticket = loaded.state.id
    first = loaded.said.get("m1")
    if first is None:
        raise TicketUnknown(ticket)
    said = _said(further, first)
    also = (further.kind, *files_digest(further.files))
    now, names = desk.clock.now(), ("entry", ticket)
    entry = identified(desk.secret, "message", said, further.key, now, *names, also=also)
    said = said.model_copy(update=further.by_mail.model_dump())
    message = Message(
        said=said,
        kind=further.kind,
        language=Language.SWEDISH,  # the ticket knows; see decide
        channel=further.channel,
        requester=address_key(desk.secret, said.email),
        content=entry.content,
        entry=entry.id,
    )
    return entry, message


def _said(further: Further, first: Said) -> Said:
    """What it says; what it leaves out is as in the first turn."""
    return Said(
        id="",
        email=further.email or first.email,
        name=further.name or first.name,
        product=further.product or first.product,
        subject=further.subject,
        text=further.text,
    )


def _same(state: TicketState, entry: Entry) -> Turn | None:
    """The turn that this message has become already. Raises ``KeyReused`` where it said something else."""
    turns = {turn.entry: turn for turn in state.turns}
    same = entry.repeats({name: turn.content for name, turn in turns.items()}, state.id)
    return turns[entry.among(turns).id] if same else None
