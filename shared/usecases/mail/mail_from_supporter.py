"""A mail that may be a supporter's: what it does to the ticket that it answers."""

from dataclasses import replace
from datetime import datetime
from itertools import repeat

from shared.domain.answers.second_answers import asked_about
from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.incoming import IncomingMail
from shared.domain.incoming.mail_orders import MailFault, MailNotDone
from shared.domain.incoming.mail_threads import Thread
from shared.domain.letters.supporter_letters import MailWithoutEffect
from shared.domain.mail.mail_acts import MailGiven, decide_supporters_mail, has_happened
from shared.domain.mail.mail_answering import proved_writer, read_mail, writer_of
from shared.domain.mail.mail_senders import Standing
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import (
    AuthorUnknown,
    ConferenceNotSet,
    ConferenceOver,
    DayPassed,
    KeyReused,
    NoConferenceAsked,
    SlotNotBegun,
    TicketMergedAway,
    TurnCovered,
    TurnGone,
    TurnUnanswered,
    WorkDayRefused,
    WorkLimitReached,
    WorkNotAccepted,
)
from shared.domain.refusals.register_errors import RegisterEntryUnknown, RegisterProductDiffers
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry, told_by
from shared.domain.values.authority import By
from shared.domain.values.house import House
from shared.domain.values.identity import content_digest, digest
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Supporter
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import Answering, People, answered
from shared.usecases.mail.keep_unproved_mail import keep_unproved_mail
from shared.usecases.mail.place_of_mail import ActingPlace, MovedUnseen, place_of
from shared.usecases.mail.read_as_far import read_beside
from shared.usecases.mail.tell_supporter import tell_supporter
from shared.usecases.mail.write_by_mail import sender_at
from shared.usecases.records.acting import ATTEMPTS, TooBusy
from shared.usecases.records.raw_mails import erase_raw_mail, load_raw_mail
from shared.usecases.records.ticket_rows import (
    LoadedTicket,
    load_ticket,
    load_ticket_and_people,
)
from shared.usecases.register.tie_ticket import entries_to_tie

_FAULTS: dict[type[Refused], MailFault] = {
    DayPassed: MailFault.DAY_PASSED,
    TurnGone: MailFault.TURN_GONE,
    TurnUnanswered: MailFault.TURN_UNANSWERED,
    KeyReused: MailFault.SAME_ID,
    TurnCovered: MailFault.NOT_GATED,
    RegisterEntryUnknown: MailFault.ENTRY_UNKNOWN,
    RegisterProductDiffers: MailFault.ENTRY_OTHER_PRODUCT,
    NoConferenceAsked: MailFault.NO_CONFERENCE,
    ConferenceNotSet: MailFault.NO_CONFERENCE,
    ConferenceOver: MailFault.CONFERENCE_OVER,
    SlotNotBegun: MailFault.CONFERENCE_NOT_BEGUN,
    WorkNotAccepted: MailFault.WORK_NOT_ACCEPTED,
    WorkDayRefused: MailFault.WORK_NOT_ACCEPTED,
    WorkLimitReached: MailFault.WORK_LIMIT,
    AuthorUnknown: MailFault.SUPPORTER_UNKNOWN,
}


async def mail_from_supporter(desk: Desk, thread: Thread | None, mail: IncomingMail, kept: str) -> str | None:
    """The ticket on which the mail has acted as its supporter's; None where it is to be taken as anybody's.

    Called for every mail that no machine wrote, where its sender's address is a supporter's or its token was
    given to one. ``thread`` is what the mail answers, its token read, None where it answers nothing of ours.
    ``mail.message_id`` is never empty (a digest stands for one that is missing): it tells a repetition. The
    mail is ``kept`` whole under this id.

    All that the mail orders is done, or nothing and its author is told. One that nothing proves to be the
    supporter's is kept on the ticket: it stops no clock, and no member gets it.

    Raises:
        StoreUnavailable: the same mail comes again.
    """
    if thread is None or mail.automatic:
        return None
    loaded = await load_ticket_and_people(desk.store, thread.ticket)
    author = proved_writer(mail, thread, desk.vendor)
    if loaded is None:
        return await _refused_as_erased(desk, thread, mail, author, kept) if author else None
    if await _is_the_members(desk, thread, mail, loaded):
        return None
    if author is None:
        return await keep_unproved_mail(desk, thread, mail, kept)
    try:
        return await _act(desk, thread, mail, author, loaded, kept)
    except MailNotDone as refusal:
        return await _tell(desk, thread, mail, author, refusal)


async def _refused_as_erased(
    desk: Desk, thread: Thread, mail: IncomingMail, author: Supporter, kept: str
) -> str | None:
    """Nothing is kept of an answer on a ticket that is erased, since it quotes the person; else None."""
    loaded = await load_ticket(desk.store, thread.ticket)
    if loaded is None or not loaded.state.erased:
        return None
    await erase_raw_mail(desk, kept)
    return await _tell(desk, thread, mail, author, MailNotDone(MailFault.ERASED))


async def _is_the_members(desk: Desk, thread: Thread, mail: IncomingMail, loaded: LoadedTicket) -> bool:
    """Its writer has asked something, and answers about it as any requester: a supporter may, too.

    So does whoever the ticket's member knows, to whom a supporter has sent the notice: it is no supporter's
    act, but a message that needs an answer.
    """
    if writer_of(mail, desk.vendor) is None:
        sender = await sender_at(desk, thread.ticket, mail.sender)
        return sender is not None and sender.standing is Standing.KNOWN
    if thread.supporter:
        return False
    said = loaded.said.get(thread.turn)
    return said is not None and compared_address(said.email) == compared_address(mail.sender)


async def _act(
    desk: Desk, thread: Thread, mail: IncomingMail, author: Supporter, loaded: LoadedTicket, kept: str
) -> str:
    """Do what the mail orders, where its turn is now. Raises ``MailNotDone``: nothing was done."""
    given = _given(desk, thread, mail, author, kept)
    if given.orders.send and not has_happened(loaded.state, given):
        given = await _with_held(desk, thread, given, loaded.state)
    for here in (loaded, *repeat(None, ATTEMPTS - 1)):
        try:
            place = await place_of(desk, thread, given, here)
            return await _act_at(desk, place, given)
        except TicketMergedAway:
            continue
        except tuple(_FAULTS) as refused:
            raise MailNotDone(_FAULTS[type(refused)]) from None
    raise TooBusy(thread.ticket)


async def _act_at(desk: Desk, place: ActingPlace, given: MailGiven) -> str:
    """Commit it as one, and remind of an empty seat where an answer found nobody to copy."""
    ticket, orders = place.ticket.state.id, given.orders
    errors = await entries_to_tie(desk, orders.errors)
    here = given.but(turn=place.shown.turn, shown=place.shown.seen, events=place.events, errors=errors)

    def decide(state: TicketState, people: People, now: datetime, house: House) -> Changes:
        return decide_supporters_mail(state, here, people, now, house)

    asked = Answering(place.shown.turn, with_copy=orders.copy_too, reminds=bool(orders.text))
    await answered(replace(desk, by=By.MAIL), ticket, decide, asked, place.ticket)
    return ticket


async def _with_held(desk: Desk, thread: Thread, given: MailGiven, state: TicketState) -> MailGiven:
    """The mail that sends the answer which is held, with the orders of the mail that this one came by.

    Raises:
        MailNotDone: its writer has none that the mail which it answers asked about.
    """
    events = state.events if thread.events is None else thread.events
    held = asked_about(state, given.author, thread.turn, events)
    raw = await load_raw_mail(desk, held.mail) if held else None
    if held is None or raw is None:
        raise MailNotDone(MailFault.NOTHING_HELD)
    orders = read_mail(await read_beside(desk, raw), thread)
    return given.but(orders=orders, mail=held.mail, sends=held.id)


def _given(desk: Desk, thread: Thread, mail: IncomingMail, author: Supporter, kept: str) -> MailGiven:
    """The mail, read. Its ids follow from its Message-ID and the ticket that it answers, wherever that is."""
    orders = read_mail(mail, thread)
    content = content_digest(desk.secret, "mail", author.id, thread.turn, told_by(orders))
    of, sent = thread.ticket, f"mail:{mail.message_id}"
    return MailGiven(
        entry=Entry(id=digest(desk.secret, "entry", of, sent), content=content, keyed=True),
        note=Entry(id=digest(desk.secret, "note", of, sent), content=content, keyed=True),
        author=author.id,
        turn=thread.turn,
        orders=orders,
        mail=kept,
    )


async def _tell(
    desk: Desk, thread: Thread, mail: IncomingMail, author: Supporter, refusal: MailNotDone
) -> str:
    """The author, and nobody else, is told once that nothing was done, and why."""
    ticket = thread.ticket
    turns: tuple[str, ...] = (thread.turn,)
    events = thread.events
    if isinstance(refusal, MovedUnseen):
        ticket, turns, events = refusal.ticket, refusal.turns, refusal.events
    letter = MailWithoutEffect(ticket=ticket, fault=refusal.fault, command=refusal.word, turns=turns)
    about = ("mail not done", thread.ticket, mail.message_id)
    await tell_supporter(desk, author, letter, turns[-1], about, events)
    return ticket
