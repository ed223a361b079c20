"""What supporters do by mail, at random: several in one act, through the real decision; notes; material."""

from datetime import timedelta
from random import Random

from shared.domain.answers.answering import Addressees
from shared.domain.answers.keeping_material import MaterialBody, decide_dropping, decide_keeping
from shared.domain.answers.noting import NoteBody, decide_note
from shared.domain.answers.second_answers import decide_lapsing, open_answers
from shared.domain.incoming.mail_orders import MailNotDone, Orders, read_orders
from shared.domain.mail.mail_acts import MailGiven, decide_supporters_mail
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from tests.properties.acts import AUTHORS, REQUESTER
from tests.properties.history import History

_OFTEN_SENT = 0.2
_TEXTS = ("", "Press save.", "/note\nSee the log.", "/note See the log.")


def by_mail(history: History, name: str, rng: Random) -> Changes:
    """A mail with some commands and perhaps words; sometimes one that came before."""
    orders = _orders(history, rng)
    state = history.ticket(name).state
    known = [each.id for each in state.endings]
    known += [each.id for each in state.second_answers]
    known += [each.id.removeprefix("note-") for each in state.notes if each.id.startswith("note-")]
    entry = rng.choice(known) if known and rng.random() < 0.1 else f"e{len(history.commits)}"
    turn, held = rng.choice(state.turns).id, open_answers(state)
    sends = rng.choice(held) if held and rng.random() < _OFTEN_SENT else None
    given = MailGiven(
        entry=Entry(id=entry, content="c", keyed=True),
        note=Entry(id=f"note-{entry}", content="c", keyed=True),
        author=sends.author if sends else rng.choice(AUTHORS),
        turn=sends.turn if sends else turn,
        shown=frozenset(state.up_to(turn)),
        events=rng.randrange(state.events + 1),
        orders=Orders(text="Press save.") if sends else orders,
        mail="a" * 16,
        sends=sends.id if sends else "",
    )
    people = [Addressees(to=REQUESTER)]
    return decide_supporters_mail(state, given, people, history.now, history.house)


def lapse(history: History, name: str, rng: Random) -> Changes:
    """The look ends what has been held for long enough."""
    del rng
    return decide_lapsing(history.ticket(name).state, history.now, history.house)


def note(history: History, name: str, rng: Random) -> Changes:
    """A supporter notes something, sometimes twice."""
    state = history.ticket(name).state
    known = [each.id for each in state.notes]
    entry = rng.choice(known) if known and rng.random() < 0.3 else f"e{len(history.commits)}"
    given = NoteBody(author=rng.choice(AUTHORS), text="See the log.")
    return decide_note(state, given, Entry(id=entry, content="c"), history.now, history.house)


def keep(history: History, name: str, rng: Random) -> Changes:
    """A turn is kept as material, or no more."""
    state = history.ticket(name).state
    given = MaterialBody(author=rng.choice(AUTHORS), reason="r", document=rng.choice(("", "manual")))
    entry = Entry(id="e", content="c", about=rng.choice(state.turns).id)
    decide = rng.choice((decide_keeping, decide_dropping))
    return decide(state, given, entry, history.now, history.house)


def _orders(history: History, rng: Random) -> Orders:
    """What a random mail orders; nothing at all where it is refused."""
    day = (history.now + timedelta(days=rng.randrange(5))).date()
    commands = ["/close", "/close A duplicate.", "/take", f"/promise {day}", "/copy", "/no-answer Thanks."]
    commands += ["/call", "/held", "/no-show", "/owner bo"]
    top = rng.sample(commands, rng.randrange(3))
    try:
        return read_orders("\n".join([*top, rng.choice(_TEXTS)]))
    except MailNotDone:
        return Orders()
