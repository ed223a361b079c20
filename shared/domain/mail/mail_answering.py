"""The decisions about a supporter's mail: whose it is, and what it does to its ticket, all or nothing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from shared.domain.answers.answering import Addressees, AnswerBody, AnswerFacts, decide_answer
from shared.domain.answers.closing import (
    CloseBody,
    OwnerBody,
    decide_close,
    decide_no_answer_needed,
    decide_owner,
)
from shared.domain.answers.noting import NoteBody, decide_note
from shared.domain.answers.second_answers import (
    Seconding,
    answered_before,
    asked_about,
    decide_holding,
    ended,
    open_answers,
)
from shared.domain.facts.second_answers import SecondAnswerOutcome
from shared.domain.facts.ticket import Ending, TicketState, refuse_merged
from shared.domain.incoming.incoming import IncomingFile, IncomingMail
from shared.domain.incoming.mail_orders import LONGEST_TEXT, MailFault, MailNotDone, Orders, read_orders
from shared.domain.incoming.mail_threads import Thread, holds_proof
from shared.domain.incoming.reply_line import own_words
from shared.domain.messages.gating import TakenFacts, decide_taking, gated_turns
from shared.domain.register.entry import RegisterEntry
from shared.domain.register.tying import TieBody, decide_tying
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import MOST_LETTERS, ReasonBody
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.intake import writable
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Supporter, Vendor

MOST_OF_A_LOGO = 64 * 1024
"""Bytes. A picture of more is taken for one that somebody is to see."""

_MOST_READ = 4 * LONGEST_TEXT
"""Characters; a quote that was left in among them."""

_COMES_BY_ITSELF = frozenset(
    {
        "text/vcard",
        "text/x-vcard",
        "text/directory",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/ms-tnef",
    }
)

type Act = Callable[[TicketState], Changes]


class MailGiven(Frozen):
    """A supporter's mail, read. ``turn`` is the last turn that the mail which it answers showed.

    ``shown``: all turns that it showed, here; ``events``: how many of this ticket's had happened then.
    ``entry``, and ``note`` for what it leaves as a note, tell a repetition. ``errors``: the entries of the
    register that it names, read. ``mail``: it is kept whole under this id. ``sends``: the answer of its
    writer's that was held, whose orders these are.
    """

    entry: Entry
    note: Entry
    author: str
    turn: str
    shown: frozenset[str] = frozenset()
    events: int = 0
    orders: Orders
    errors: tuple[RegisterEntry, ...] = ()
    mail: str = ""
    sends: str = ""


def writer_of(mail: IncomingMail, vendor: Vendor) -> Supporter | None:
    """The supporter whose address the mail says it came from; anybody can write that."""
    sender = compared_address(mail.sender)
    return next((each for each in vendor.supporters if compared_address(each.address) == sender), None)


def proved_writer(mail: IncomingMail, thread: Thread, vendor: Vendor) -> Supporter | None:
    """The supporter who wrote it: the receiving service vouches for the address, or the token was theirs.

    A token proves nothing where the service says that the address is not genuine: tokens get about.
    """
    writer = writer_of(mail, vendor)
    if writer is None or mail.forged:
        return None
    holds_token = thread.supporter == writer.id and not thread.named
    return writer if mail.authenticated or holds_token else None


def read_mail(mail: IncomingMail, thread: Thread) -> Orders:
    """What the supporter's mail orders, from its own words alone.

    Raises:
        MailNotDone: nothing of it may be done.
    """
    if mail.unreadable:
        raise MailNotDone(MailFault.UNREADABLE)
    if len(mail.fresh) > _MOST_READ:
        raise MailNotDone(MailFault.TOO_LONG)
    if any(_is_meant_for_the_requester(each) for each in mail.files):
        raise MailNotDone(MailFault.FILES)
    words = own_words(writable(mail.fresh))
    if holds_proof(words, thread):
        raise MailNotDone(MailFault.QUOTE_LEFT)
    orders = read_orders(words)
    if len(orders.note) > MOST_LETTERS:
        raise MailNotDone(MailFault.TOO_LONG)
    return orders


def _is_meant_for_the_requester(file: IncomingFile) -> bool:
    """It is more than a signature brings along: a small picture, a visiting card, a proof of the sender."""
    kind = file.content_type.partition(";")[0].strip().casefold()
    small = kind.startswith("image/") and len(file.content) <= MOST_OF_A_LOGO
    return not small and kind not in _COMES_BY_ITSELF


def decide_supporters_mail(
    state: TicketState, given: MailGiven, facts: Sequence[Addressees], now: datetime, house: House
) -> Changes:
    """Everything that the mail orders happens at once. The same mail again changes nothing.

    One whose answer another supporter has given meanwhile is held, and all that it orders with it.

    Raises:
        KeyReused: a mail of this id did something else.
        MailNotDone: it would answer a gated turn that nobody has taken with a reason, or send an answer that
            is held no longer.
        RegisterProductDiffers: an entry of the register is another product's.
        TurnCovered: a turn is to be taken that does not wait at the gate.
        TicketMergedAway, TurnUnknown, TurnGone, DayPassed, TurnUnanswered, AuthorUnknown: nothing is done.
    """
    if has_happened(state, given):
        return Changes()
    refuse_merged(state)
    if first := _answered_before(state, given):
        return decide_holding(state, _seconding(given), first, now, house)
    changes = _ends_held(state, given, now)
    for act in _acts(given, facts, now, house):
        changes += act(changes.state_after(state))
    return changes


def _answered_before(state: TicketState, given: MailGiven) -> Ending | None:
    """What another supporter has answered of it, which the writer had not been shown."""
    if not given.orders.text or given.sends:
        return None
    return answered_before(state, given.shown, given.events, given.author)


def _seconding(given: MailGiven) -> Seconding:
    return Seconding(
        entry=given.entry, author=given.author, turn=given.turn, mail=given.mail, text=given.orders.text
    )


def _ends_held(state: TicketState, given: MailGiven, now: datetime) -> Changes:
    """The answer of the writer's that is held: it goes out now, or another one does in its place."""
    held = {each.id: each for each in open_answers(state)}
    if given.sends:
        if given.sends not in held:
            raise MailNotDone(MailFault.NOTHING_HELD)
        return ended(state, held[given.sends], SecondAnswerOutcome.SENT, now)
    asked = asked_about(state, given.author, given.turn, given.events) if given.orders.text else None
    return ended(state, asked, SecondAnswerOutcome.REPLACED, now) if asked else Changes()


def has_happened(state: TicketState, given: MailGiven) -> bool:
    """It has answered, ended a turn, or left a note; or it did and that was refused or withdrawn.

    Raises:
        KeyReused: a mail of this id did something else.
    """
    return given.note.done(state) or given.entry.done(state) or given.entry.id in state.void


def _acts(given: MailGiven, addressees: Sequence[Addressees], now: datetime, house: House) -> Iterator[Act]:
    """What it orders, in the order in which one needs the other.

    What leaves nothing else by which it can be told again is noted: which commands, by whom.
    """
    orders, author, entry = given.orders, given.author, given.entry
    about = entry.model_copy(update={"about": given.turn})
    if orders.take_on:
        taking = ReasonBody(author=author, reason=orders.take_on)
        taken = TakenFacts(entry=about, to=addressees[-1].to)
        yield lambda state: decide_taking(state, taking, taken, now, house)
    if orders.text:
        answer = AnswerBody(
            text=orders.text, author=author, answers_up_to=given.turn, promised=orders.promised
        )
        facts = AnswerFacts(entry=entry, addressees=tuple(addressees))
        yield lambda state: _decide_answer(state, answer, facts, now, house)
    if orders.no_answer:
        ended = ReasonBody(author=author, reason=orders.no_answer)
        yield lambda state: decide_no_answer_needed(state, ended, about, now, house)
    if orders.take:
        yield lambda state: decide_owner(state, OwnerBody(owner=author), entry, now, house)
    yield lambda state: decide_tying(state, TieBody(author=author), given.errors, now, house)
    if note := _note(orders):
        noted = NoteBody(author=author, text=note)
        yield lambda state: decide_note(state, noted, given.note, now, house)
    if orders.close:
        closing = CloseBody(author=author, reason=orders.close_because)
        yield lambda state: decide_close(state, closing, entry, now, house)


def _decide_answer(
    state: TicketState, given: AnswerBody, facts: AnswerFacts, now: datetime, house: House
) -> Changes:
    """What no subscription covers is answered once it is taken with a reason: help costs the vendor."""
    if given.answers_up_to in {turn.id for turn in gated_turns(state)}:
        raise MailNotDone(MailFault.GATED)
    return decide_answer(state, given, facts, now, house)


def _note(orders: Orders) -> str:
    return orders.note or ("" if orders.text or orders.no_answer else "\n".join(orders.written))
