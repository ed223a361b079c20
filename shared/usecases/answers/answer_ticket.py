"""What supporters do with a ticket: answer, note, log a contact, end a turn, correct, own, close, keep."""

import asyncio

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers import answering, closing
from shared.domain.answers.keeping_material import decide_dropping, decide_keeping
from shared.domain.answers.noting import decide_note
from shared.domain.books.months import month_of
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.letters import SeatEmpty
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import MemberFacts
from shared.domain.members.recipients import copies
from shared.domain.tickets.changes import Said
from shared.domain.values.intake import Kind
from shared.domain.values.mail_domain import compared_address
from shared.ports.desk import Desk
from shared.usecases.files.attach_files import files_to_attach
from shared.usecases.records.acting import act, act_on_ticket, entry_of
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.notice_rows import post_notice
from shared.usecases.records.ticket_rows import known_ticket, load_said

write_note = act("note", decide_note)
log_contact = act("contact", answering.decide_contact)
end_turn = act("end", closing.decide_no_answer_needed)
withdraw_entry = act("withdraw", closing.decide_withdrawing)
name_owner = act("owner", closing.decide_owner)
close_ticket = act("close", closing.decide_close)
keep_material = act("keep", decide_keeping)
drop_material = act("drop", decide_dropping)


async def answer_ticket(
    desk: Desk, ticket: str, given: answering.AnswerBody, key: str | None = None
) -> TicketHeader:
    """The answer goes to whoever wrote the turns it answers; to an error report with a copy.

    Raises as ``ActOnTicket``, and as ``files_to_attach``: nothing was written.
    """
    entry = entry_of(desk, ticket, "answer", given, key)
    files = await files_to_attach(desk, ticket, given.attach)
    addressees, member = await addressees_for(desk, ticket, given.answers_up_to, with_copy=given.with_copy)
    facts = answering.AnswerFacts(entry=entry, addressees=addressees, files=files)
    header = (await act_on_ticket(desk, ticket, answering.decide_answer, given, facts)).header
    await remind_of_seat(desk, member, header.state.product)
    return header


async def addressees_for(
    desk: Desk, ticket: str, answers_up_to: str, *, with_copy: bool
) -> tuple[tuple[answering.Addressees, ...], MemberFacts | None]:
    """Whoever wrote the turns that this answers, each once, and the member whose seat gets the copy."""
    loaded = await known_ticket(desk.store, ticket)
    state = loaded.header.state
    seen = state.up_to(answers_up_to)
    waiting = [turn.id for turn in state.unanswered() if turn.id in seen] or [answers_up_to]
    said = await asyncio.gather(*(load_said(desk.store, ticket, turn) for turn in waiting))
    people = {compared_address(each.email): each for each in said if each and each.email}
    copied = with_copy or any(turn.kind is Kind.ERROR for turn in state.turns if turn.id in seen)
    known = await load_member(desk, state.member) if state.member and copied else None
    member = known.facts(desk.vendor) if known else None
    return tuple(_addressed(each, member, state) for each in people.values()), member


def _addressed(said: Said, member: MemberFacts | None, state: TicketState) -> answering.Addressees:
    to = Recipient(address=said.email, name=said.name)
    if member is None:
        return answering.Addressees(to=to, turn=said.id)
    cc = copies(member.member, state.product, said.email, member.flags.addresses)
    return answering.Addressees(to=to, cc=cc, turn=said.id)


async def remind_of_seat(desk: Desk, member: MemberFacts | None, product: str) -> None:
    """Where an answer found nobody to copy, the member's owner is asked to appoint somebody.

    One reminder a calendar month (in the vendor's zone) and member, however many answers there are.
    Raises ``StoreUnavailable``: the next such answer of the month reminds.
    """
    if member is None or not product or member.member.responsible(product):
        return
    now, owner = desk.clock.now(), member.member.owner
    letter = SeatEmpty(product=desk.vendor.product_name(product), member=member.member.name)
    notice = notice_id(desk.secret, "seat", member.key, month_of(now, desk.vendor.zone))
    to = Recipient(address=owner.address, name=owner.name)
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, member.member.language, now))
