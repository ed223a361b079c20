"""What supporters do with a ticket: answer, note, log a contact, end a turn, correct, own, close, keep."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers import answering, closing
from shared.domain.answers.answer_errors import Came, CameMeanwhile
from shared.domain.answers.answering import Addressees
from shared.domain.answers.keeping_material import decide_dropping, decide_keeping
from shared.domain.answers.noting import decide_note
from shared.domain.books.months import month_of
from shared.domain.facts.files import GivenFile
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.seat_letters import SeatEmpty
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import MemberFacts
from shared.domain.members.recipients import copies
from shared.domain.seats.seat_links import seats_link
from shared.domain.tickets.changes import Changes, Said
from shared.domain.tickets.entries import identified
from shared.domain.values.house import House
from shared.domain.values.intake import Kind
from shared.domain.values.mail_domain import compared_address
from shared.ports.desk import Desk
from shared.usecases.files.attach_files import files_brought, files_to_attach, refuse_unfit
from shared.usecases.files.keep_files import files_digest
from shared.usecases.records.acting import (
    Hinted,
    act,
    commit_act,
    until_committed,
    write_hints,
)
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.notice_rows import post_notice
from shared.usecases.records.ticket_rows import LoadedTicket, known_ticket_and_people, load_said
from shared.usecases.register.tie_ticket import entries_to_tie

write_note = act("note", decide_note)
log_contact = act("contact", answering.decide_contact)
end_turn = act("end", closing.decide_no_answer_needed)
withdraw_entry = act("withdraw", closing.decide_withdrawing)
name_owner = act("owner", closing.decide_owner)
close_ticket = act("close", closing.decide_close)
keep_material = act("keep", decide_keeping)
drop_material = act("drop", decide_dropping)


type People = tuple[Addressees, ...]
"""Everybody who gets an answer, with who gets the copy."""

type DecideAnswer = Callable[[TicketState, People, datetime, House], Changes]
"""What the answer to these people changes. Pure: with copies and without, it needs the same looks."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What is answered, and whether the responsible person is copied too; ``reminds`` of an empty seat."""

    answers_up_to: str
    with_copy: bool
    reminds: bool = True


async def answer_ticket(
    desk: Desk,
    ticket: str,
    given: answering.AnswerBody,
    key: str | None = None,
    brought: Sequence[GivenFile] = (),
) -> TicketHeader:
    """The answer goes to whoever wrote the turns it answers; to an error report with a copy.

    ``brought``: files that its author brings along; they are kept before the answer is.

    Raises as ``ActOnTicket``, ``refuse_unfit``, ``files_to_attach`` and ``entries_to_tie``: no answer was
    written. Who wrote what came meanwhile (``CameMeanwhile``) is asked for then, one request a message.
    """
    refuse_unfit(brought)
    names, also = ("entry", ticket), files_digest(brought)
    entry = identified(desk.secret, "answer", given, key, desk.clock.now(), *names, also=also)
    loaded = await known_ticket_and_people(desk.store, ticket)
    files = await files_to_attach(desk, loaded.state, given.attach, brought)
    errors = await entries_to_tie(desk, given.errors)
    kept = await files_brought(desk, ticket, entry.id, brought)

    def decide(state: TicketState, people: People, now: datetime, house: House) -> Changes:
        facts = answering.AnswerFacts(
            entry=entry,
            addressees=people,
            files=(*files, *(each.named for each in kept)),
            kept=tuple(each.facts for each in kept),
            errors=errors,
        )
        return answering.decide_answer(state, given, facts, now, house)

    asked = Answering(given.answers_up_to, with_copy=given.with_copy)
    try:
        return await answered(desk, ticket, decide, asked, loaded)
    except CameMeanwhile as unseen:
        raise CameMeanwhile([await _with_writer(desk, ticket, each) for each in unseen.came]) from None


async def _with_writer(desk: Desk, ticket: str, came: Came) -> Came:
    said = None if came.who else await load_said(desk.store, ticket, came.id)
    return came.but(who=said.name or said.email) if said else came


async def answered(
    desk: Desk, ticket: str, decide: DecideAnswer, asked: Answering, loaded: LoadedTicket | None = None
) -> TicketHeader:
    """Carry out what is an answer: each who asked gets it, an error report's with a copy.

    ``loaded`` is the ticket with its people, where it has just been read. Storage requests: the ticket; the
    member and the agenda at once; the ticket's transaction; the queue's message.

    Raises: as ``act_on_ticket``.
    """

    async def attempt(number: int) -> tuple[TicketHeader, MemberFacts | None]:
        fresh = loaded if loaded and not number else await known_ticket_and_people(desk.store, ticket)
        return await _attempt(desk, fresh, decide, asked)

    header, member = await until_committed(desk, ticket, attempt)
    if asked.reminds:
        await remind_of_seat(desk, member, header.state.product)
    return header


async def _attempt(
    desk: Desk, loaded: LoadedTicket, decide: DecideAnswer, asked: Answering
) -> tuple[TicketHeader, MemberFacts | None]:
    """Agenda row before state: it is written while the member is read, for an answer copied or not."""
    state, now, house = loaded.state, desk.clock.now(), desk.house()
    writers = _writers(loaded, asked.answers_up_to)
    uncopied = decide(state, _addressed(writers, None, state), now, house)
    if not _is_copied(state, asked):
        return (await commit_act(desk, loaded, uncopied)).header, None
    if uncopied == Changes():
        return loaded.header, await _member(desk, state)
    after = loaded.header.after(uncopied)
    member, _ = await asyncio.gather(_member(desk, state), write_hints(desk, after))
    copied = decide(state, _addressed(writers, member, state), now, house)
    return (await commit_act(desk, loaded, copied, Hinted(after, now))).header, member


def addressed(loaded: LoadedTicket, asked: Answering, member: MemberFacts | None) -> People:
    """Who would get an answer now, with who would get the copy. ``loaded``: with its people."""
    copied = member if _is_copied(loaded.state, asked) else None
    return _addressed(_writers(loaded, asked.answers_up_to), copied, loaded.state)


def _writers(loaded: LoadedTicket, answers_up_to: str) -> tuple[Said, ...]:
    """Whoever wrote the turns that this answers, each once."""
    seen = loaded.state.up_to(answers_up_to)
    waiting = [turn.id for turn in loaded.state.unanswered() if turn.id in seen] or [answers_up_to]
    said = [loaded.said[turn] for turn in waiting if turn in loaded.said]
    return tuple({compared_address(each.email): each for each in said if each.email}.values())


def _is_copied(state: TicketState, asked: Answering) -> bool:
    """The responsible person gets an error report's answer, and any other where its author says so."""
    seen = state.up_to(asked.answers_up_to)
    reported = any(turn.kind is Kind.ERROR for turn in state.turns if turn.id in seen)
    return bool(state.member) and (asked.with_copy or reported)


async def _member(desk: Desk, state: TicketState) -> MemberFacts | None:
    known = await load_member(desk, state.member)
    return known.facts(desk.vendor) if known else None


def _addressed(writers: Iterable[Said], member: MemberFacts | None, state: TicketState) -> People:
    """Each of the writers, with who gets the copy where the member is known."""

    def copied(email: str) -> tuple[Recipient, ...]:
        return copies(member.member, state.product, email, member.flags.addresses) if member else ()

    people = ((said, Recipient(address=said.email, name=said.name)) for said in writers)
    return tuple(Addressees(to=to, cc=copied(said.email), turn=said.id) for said, to in people)


async def remind_of_seat(desk: Desk, member: MemberFacts | None, product: str) -> None:
    """Where an answer found nobody to copy, the member's owner is asked to appoint somebody.

    One reminder a calendar month (in the vendor's zone) and member, however many answers there are.
    Raises ``StoreUnavailable``: the next such answer of the month reminds.
    """
    if member is None or not product or member.member.responsible(product):
        return
    now, owner = desk.clock.now(), member.member.owner
    link = seats_link(desk.secret, member.key, owner.address, now)
    letter = SeatEmpty(product=desk.vendor.product_name(product), member=member.member.name, link=link)
    notice = notice_id(desk.secret, "seat", member.key, month_of(now, desk.vendor.zone))
    to = Recipient(address=owner.address, name=owner.name)
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, member.member.language, now))
