"""What a supporter's mail does to its ticket, all or nothing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from shared.domain.answers.answering import (
    Addressees,
    AnswerBody,
    AnswerFacts,
    ContactBody,
    decide_answer,
    decide_contact,
)
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
from shared.domain.conferences.conference_outcomes import (
    HeldBody,
    NoShowBody,
    decide_held,
    decide_no_show,
)
from shared.domain.events.answer_events import Contact
from shared.domain.events.note_events import MailOrdersDone
from shared.domain.facts.second_answers import SecondAnswerOutcome
from shared.domain.facts.ticket import Ending, TicketState, refuse_merged
from shared.domain.incoming.command_lines import Command, read_command
from shared.domain.incoming.mail_orders import MailFault, MailNotDone, Met, Orders
from shared.domain.members.supporter_names import supporter_called
from shared.domain.messages.gating import TakenFacts, decide_taking, gated_turns
from shared.domain.register.entry import RegisterEntry
from shared.domain.register.tying import TieBody, decide_tying
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.intake import Kind
from shared.domain.work.logging_minutes import MinutesBody, decide_minutes

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


def decide_supporters_mail(
    state: TicketState, given: MailGiven, facts: Sequence[Addressees], now: datetime, house: House
) -> Changes:
    """Everything that the mail orders happens at once. The same mail again changes nothing.

    One whose answer another supporter has given meanwhile is held, and all that it orders with it; so is one
    that was held before, where still more was answered since its author was asked.

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
    first = _answered_before(state, given)
    changes = _ends_held(state, given, now, sent=first is None)
    if first:
        return changes + decide_holding(changes.state_after(state), _seconding(given), first, now, house)
    for act in _acts(given, facts, now, house):
        changes += act(changes.state_after(state))
    return changes + _confirmed(changes.state_after(state), given, now)


def _confirmed(state: TicketState, given: MailGiven, now: datetime) -> Changes:
    """Which commands it had, for the next notice."""
    read = (read_command(line) for line in given.orders.written)
    commands = tuple(line.command for line in read if line)
    at = recorded_at(state, now)
    done = MailOrdersDone(recorded=at, at=at, author=given.author, commands=commands)
    return Changes(events=(done,)) if commands else Changes()


def _answered_before(state: TicketState, given: MailGiven) -> Ending | None:
    """What another supporter has answered of it, which the writer had not been shown.

    Whoever sends what is held was asked about it, and shown what had been answered by then.
    """
    if not given.orders.text:
        return None
    asked = (each.place for each in open_answers(state) if each.id == given.sends)
    return answered_before(state, given.shown, max(given.events, *asked, 0), given.author)


def _seconding(given: MailGiven) -> Seconding:
    return Seconding(
        entry=given.entry, author=given.author, turn=given.turn, mail=given.mail, text=given.orders.text
    )


def _ends_held(state: TicketState, given: MailGiven, now: datetime, *, sent: bool) -> Changes:
    """The answer of the writer's that is held: it goes out now, or what this mail brings takes its place."""
    held = {each.id: each for each in open_answers(state)}
    if given.sends:
        if given.sends not in held:
            raise MailNotDone(MailFault.NOTHING_HELD)
        became = SecondAnswerOutcome.SENT if sent else SecondAnswerOutcome.REPLACED
        return ended(state, held[given.sends], became, now)
    asked = asked_about(state, given.author, given.turn, given.events) if given.orders.text else None
    return ended(state, asked, SecondAnswerOutcome.REPLACED, now) if asked else Changes()


def has_happened(state: TicketState, given: MailGiven) -> bool:
    """It has answered, ended a turn, or left a note; or it did and that was refused or withdrawn.

    Raises:
        KeyReused: a mail of this id did something else.
    """
    return given.note.done(state) or given.entry.done(state) or given.entry.id in state.void


def _acts(given: MailGiven, addressees: Sequence[Addressees], now: datetime, house: House) -> Iterator[Act]:
    """What it orders, in the order in which one needs the other."""
    yield from _acts_on_the_turn(given, addressees, now, house)
    yield from _acts_beside_it(given, now, house)


def _acts_on_the_turn(
    given: MailGiven, addressees: Sequence[Addressees], now: datetime, house: House
) -> Iterator[Act]:
    """What it says of the turn that it answers."""
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
        yield lambda state: decide_answer(_taken(state, given.turn), answer, facts, now, house)
    if orders.no_answer:
        ended = ReasonBody(author=author, reason=orders.no_answer)
        yield lambda state: decide_no_answer_needed(state, ended, about, now, house)
    if met := orders.met:
        yield lambda state: _decide_meeting(state, met, given, now, house)


def _acts_beside_it(given: MailGiven, now: datetime, house: House) -> Iterator[Act]:
    """What it says of the ticket. What leaves nothing else by which it can be told again is noted."""
    orders, author, entry = given.orders, given.author, given.entry
    if worked := orders.worked:
        minutes = MinutesBody(author=author, minutes=worked.minutes, text=worked.text)
        logged = given.note.but(id=f"{given.note.id}m")
        yield lambda state: decide_minutes(state, minutes, logged, now, house)
    if orders.take or orders.owner:
        owner = supporter_called(orders.owner, house.vendor) if orders.owner else author
        owned = OwnerBody(owner=owner, author=author)
        yield lambda state: decide_owner(state, owned, entry, now, house)
    yield lambda state: decide_tying(state, TieBody(author=author), given.errors, now, house)
    if note := _note(orders):
        noted = NoteBody(author=author, text=note)
        yield lambda state: decide_note(state, noted, given.note, now, house)
    if orders.close:
        closing = CloseBody(author=author, reason=orders.close_because)
        yield lambda state: decide_close(state, closing, entry, now, house)


def _taken(state: TicketState, turn: str) -> TicketState:
    """The ticket. What no subscription covers is answered once it is taken with a reason: help costs."""
    if turn in {each.id for each in gated_turns(state)}:
        raise MailNotDone(MailFault.GATED)
    return state


def _decide_meeting(state: TicketState, met: Met, given: MailGiven, now: datetime, house: House) -> Changes:
    """A call, which answers what the mail had shown; or how the ticket's conference went."""
    author, note = given.author, met.note
    if met.command is Command.CALL:
        call = ContactBody(contact=Contact.CALL, author=author, note=note, answers_up_to=given.turn)
        return decide_contact(_taken(state, given.turn), call, given.entry, now, house)
    turn = _conference_turn(state, given.turn)
    about = given.entry.but(about=turn)
    if met.command is Command.HELD:
        held = HeldBody(author=author, note=note, answers_up_to=turn)
        return decide_held(state, held, about, now, house)
    return decide_no_show(state, NoShowBody(author=author, note=note), about, now, house)


def _conference_turn(state: TicketState, shown: str) -> str:
    """The turn that asked for the conference: the one that the mail showed, else the ticket's last such."""
    asked = [each.id for each in state.turns if each.kind is Kind.CONFERENCE and not each.split_into]
    return shown if shown in asked or not asked else asked[-1]


def _note(orders: Orders) -> str:
    answered = orders.text or orders.no_answer or orders.met
    return orders.note or ("" if answered else "\n".join(orders.written))
