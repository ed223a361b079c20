"""What supporters do with a ticket: answer, log a contact, end a turn, correct, name an owner, close."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.answering import (
    Addressees,
    AnswerGiven,
    ContactGiven,
    decide_answer,
    decide_close,
    decide_contact,
    decide_no_answer_needed,
    decide_owner,
)
from shared.domain.answers.withdrawing import decide_withdrawing
from shared.domain.events.answer_events import Contact
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import MemberFacts
from shared.domain.members.recipients import copies
from shared.domain.tickets.changes import Changes, Said
from shared.domain.values.errors import KeyReused, TicketUnknown
from shared.domain.values.identity import content_digest, digest, submission_key
from shared.domain.values.intake import Kind
from shared.ports.desk import Desk
from shared.usecases.answers.remind_of_seat import remind_of_seat
from shared.usecases.files.attach_files import files_to_attach
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.ticket_rows import load_said, load_ticket


@dataclass(frozen=True, slots=True)
class Writing:
    """What a supporter sends in: who, the words, what it answers, and the caller's key where there is one.

    ``promised``: more is promised by the end of this day. ``close``: the ticket is closed with it.
    ``with_copy``: the responsible person gets a copy whether or not an error was reported. ``attach``: files
    of the ticket, by id, that go with the answer.
    """

    author: str
    text: str
    answers_up_to: str | None = None
    key: str | None = None
    promised: date | None = None
    close: bool = False
    with_copy: bool = False
    attach: tuple[str, ...] = ()


async def answer_ticket(desk: Desk, ticket: str, writing: Writing, answers_up_to: str) -> TicketHeader:
    """The answer goes to whoever wrote the turns it answers; to an error report with a copy.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, KeyReused: nothing was written.
        TicketMergedAway, DayPassed, TurnUnanswered: nothing was written.
        FileUnknown, FileNotClean, AttachmentsTooLarge: nothing was written.
        StoreUnavailable: send it again with the same key.
    """
    entry, content = entry_of(desk, ticket, "answer", writing)
    given = AnswerGiven(
        id=entry,
        content=content,
        author=writing.author,
        text=writing.text,
        answers_up_to=answers_up_to,
        promised=writing.promised,
        close=writing.close,
        files=await files_to_attach(desk, ticket, writing.attach),
    )
    addressees, member = await addressees_for(desk, ticket, answers_up_to, with_copy=writing.with_copy)

    def decide(state: TicketState, now: datetime) -> Changes:
        new = new_entry(state, entry, content, writing)
        if new is None:
            return Changes()
        answer = given.model_copy(update={"id": new})
        return decide_answer(state, answer, addressees, now, desk.vendor, desk.secret)

    header = (await act_on_ticket(desk, ticket, decide)).header
    if member:
        await remind_of_seat(desk, member, header.state.product)
    return header


async def log_contact(
    desk: Desk, ticket: str, writing: Writing, contact: Contact, at: datetime | None
) -> TicketHeader:
    """A call, conference or remote session that took place is logged; it counts from its own instant.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, InstantInFuture, KeyReused: nothing was written.
    """
    entry, content = entry_of(desk, ticket, f"contact:{contact}:{at}", writing)
    given = ContactGiven(
        id=entry,
        content=content,
        contact=contact,
        author=writing.author,
        note=writing.text,
        at=at,
        answers_up_to=writing.answers_up_to,
    )

    def decide(state: TicketState, now: datetime) -> Changes:
        new = new_entry(state, entry, content, writing)
        if new is None:
            return Changes()
        return decide_contact(state, given.model_copy(update={"id": new}), now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def end_turn(desk: Desk, ticket: str, turn: str, writing: Writing) -> TicketHeader:
    """The turn needs no answer, for the reason written.

    Raises:
        TicketUnknown, AuthorUnknown, TurnUnknown, TurnGone, TicketMergedAway, KeyReused: nothing was written.
    """
    entry, content = entry_of(desk, ticket, f"end:{turn}", writing)
    given = AnswerGiven(
        id=entry, content=content, author=writing.author, text=writing.text, answers_up_to=turn
    )

    def decide(state: TicketState, now: datetime) -> Changes:
        new = new_entry(state, entry, content, writing)
        if new is None:
            return Changes()
        return decide_no_answer_needed(state, turn, given.model_copy(update={"id": new}), now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def withdraw_entry(desk: Desk, ticket: str, entry: str, author: str, reason: str) -> TicketHeader:
    """A correction: a logged contact or ended turn was a mistake.

    Raises:
        TicketUnknown, AuthorUnknown, EntryUnknown, TicketMergedAway: nothing was written.
    """

    def decide(state: TicketState, now: datetime) -> Changes:
        return decide_withdrawing(state, entry, author, reason, now, desk.vendor)

    return (await act_on_ticket(desk, ticket, decide)).header


async def name_owner(desk: Desk, ticket: str, owner: str) -> TicketHeader:
    """This supporter owns the ticket from now on. Raises ``TicketUnknown``, ``AuthorUnknown``."""
    return (
        await act_on_ticket(desk, ticket, lambda state, now: decide_owner(state, owner, now, desk.vendor))
    ).header


async def close_ticket(desk: Desk, ticket: str, author: str, reason: str) -> TicketHeader:
    """The ticket is closed; its clocks are not stopped.

    Raises:
        TicketUnknown, AuthorUnknown: nothing was written.
        TurnUnanswered: a turn is unanswered and no reason was given.
    """
    return (
        await act_on_ticket(
            desk, ticket, lambda state, now: decide_close(state, author, reason, now, desk.vendor)
        )
    ).header


def entry_of(desk: Desk, ticket: str, sort: str, writing: Writing) -> tuple[str, str]:
    """The entry's id, the same for the same key, and a digest that tells whether the content is the same."""
    told = (writing.author, writing.text, writing.answers_up_to or "")
    more = (str(writing.promised or ""), str(writing.close), str(writing.with_copy), *writing.attach)
    content = content_digest(desk.secret, sort, *told, *more)
    key = submission_key(writing.key, content, desk.clock.now())
    return digest(desk.secret, "entry", ticket, key), content


def new_entry(state: TicketState, entry: str, content: str, writing: Writing) -> str | None:
    """The id under which this is written; None where it has been.

    What was withdrawn or refused is written anew where the caller named no key, and so wants it again.

    Raises:
        KeyReused: the same request came before and said something else.
    """
    times = sum(each.startswith(entry) for each in state.void)
    if times and writing.key:
        return None
    new = f"{entry}{times + 1}" if times else entry
    before = next((ending for ending in state.endings if ending.id == new), None)
    if before is not None and before.content != content:
        raise KeyReused(state.id)
    return None if before else new


async def addressees_for(
    desk: Desk, ticket: str, answers_up_to: str, *, with_copy: bool
) -> tuple[tuple[Addressees, ...], MemberFacts | None]:
    """Whoever wrote the turns that this answers, each once, and the member whose seat gets the copy."""
    loaded = await load_ticket(desk.store, ticket)
    if loaded is None:
        raise TicketUnknown(ticket)
    state = loaded.header.state
    seen = state.up_to(answers_up_to)
    waiting = [turn.id for turn in state.unanswered() if turn.id in seen] or [answers_up_to]
    said = await asyncio.gather(*(load_said(desk.store, ticket, turn) for turn in waiting))
    people = {each.email.casefold(): each for each in said if each and each.email}
    copied = state.member and (with_copy or _is_error_report(state, seen))
    loaded_member = await load_member(desk, state.member) if copied else None
    member = loaded_member.facts() if loaded_member else None
    return tuple(_addressed(each, member, state.product) for each in people.values()), member


def _is_error_report(state: TicketState, turns: tuple[str, ...]) -> bool:
    return any(turn.kind is Kind.ERROR for turn in state.turns if turn.id in turns)


def _addressed(said: Said, member: MemberFacts | None, product: str) -> Addressees:
    to = Recipient(address=said.email, name=said.name)
    if member is None:
        return Addressees(to=to, turn=said.id)
    cc = copies(member.member, product, said.email, member.flags.addresses)
    return Addressees(to=to, cc=cc, turn=said.id)
