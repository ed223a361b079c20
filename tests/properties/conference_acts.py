"""Random acts about conferences, each through the real decisions: by supporters, by the member, by time."""

from datetime import timedelta
from random import Random

from shared.domain.answers.answering import ContactGiven
from shared.domain.clocks.settling import decide_settling
from shared.domain.conferences.conference_choices import decide_asking_others, decide_declining, decide_pick
from shared.domain.conferences.conference_mail import Desktop, Party, conference_due
from shared.domain.conferences.conference_outcomes import decide_held, decide_no_show
from shared.domain.conferences.conferring import (
    ActGiven,
    Placed,
    decide_cancel,
    decide_move,
    decide_offer,
)
from shared.domain.events.answer_events import Contact
from shared.domain.facts.conference import Slot, Way
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.values.intake import Kind
from tests.properties.acts import message
from tests.properties.history import SECRET, History

PARTY = Party(to=Recipient(address="eva@acme.example.org"), person="aaaaaaaaaaaaaaaa")


def desk_of(history: History) -> Desktop:
    """What the decisions need beside the ticket."""
    return Desktop(vendor=history.vendor, secret=SECRET)


def ask(history: History, name: str, rng: Random) -> Changes:
    """A member asks for a conference."""
    return message(history, name, rng, Kind.CONFERENCE)


def offer(history: History, name: str, rng: Random) -> Changes:
    """One to four slots, some before due, some after, some at the very instant."""
    state, given = history.ticket(name).state, _given(history, name, rng)
    slots = [_slot(history, state, given, number, rng) for number in range(rng.randint(1, 4))]
    return decide_offer(state, given, slots, PARTY, history.now, desk_of(history))


def pick(history: History, name: str, rng: Random) -> Changes:
    """The member picks a slot, perhaps instead of another."""
    state, link = history.ticket(name).state, _link(history, name, rng)
    slots = [slot for each in state.conferences for slot in each.on_offer]
    if not slots:
        return Changes()
    placed = Placed(slot=rng.choice(slots), place="+46 8 000")
    return decide_pick(state, link, placed, PARTY, history.now, desk_of(history))


def ask_others(history: History, name: str, rng: Random) -> Changes:
    """None of them suits."""
    link = _link(history, name, rng)
    words = rng.choice(("Later.", "Earlier."))
    return decide_asking_others(history.ticket(name).state, link, words, history.now, desk_of(history))


def decline(history: History, name: str, rng: Random) -> Changes:
    """The member wants it no more."""
    link = _link(history, name, rng)
    return decide_declining(
        history.ticket(name).state, link, "+46 8 000", PARTY, history.now, desk_of(history)
    )


def move(history: History, name: str, rng: Random) -> Changes:
    """A supporter sets another time."""
    state, given = history.ticket(name).state, _given(history, name, rng)
    to = _slot(history, state, given, 9, rng)
    return decide_move(state, given, to, PARTY, history.now, desk_of(history))


def cancel(history: History, name: str, rng: Random) -> Changes:
    """A supporter takes the slots back, or was told that the member wants none."""
    state, given = history.ticket(name).state, _given(history, name, rng)
    declined = rng.random() < 0.3
    return decide_cancel(state, given, "+46 8 000", PARTY, history.now, desk_of(history), declined=declined)


def held(history: History, name: str, rng: Random) -> Changes:
    """It was held, just now, at its slot, or some time ago."""
    state, given = history.ticket(name).state, _given(history, name, rng)
    ago = timedelta(seconds=rng.choice((600, 7200, 90_000)) * rng.random())
    note = ContactGiven(
        id=given.entry,
        content=given.content,
        contact=Contact.CONFERENCE,
        author=given.author,
        at=history.now - ago if rng.random() < 0.5 else None,
    )
    return decide_held(state, given, note, history.now, desk_of(history))


def no_show(history: History, name: str, rng: Random) -> Changes:
    """The member did not come."""
    given = _given(history, name, rng)
    return decide_no_show(history.ticket(name).state, given, history.now, desk_of(history))


def settle(history: History, name: str, rng: Random) -> Changes:
    """A look finds clocks that time alone has ended."""
    del rng
    return decide_settling(history.ticket(name).state, history.now)


def _given(history: History, name: str, rng: Random) -> ActGiven:
    asked = [turn.id for turn in history.ticket(name).state.turns if turn.kind is Kind.CONFERENCE]
    entry = f"c{len(history.commits)}"
    return ActGiven(
        entry=entry,
        content="c",
        author="anna",
        turn=rng.choice(asked or ["m1"]),
        reason=rng.choice(("", "late")),
    )


def _slot(history: History, state: TicketState, given: ActGiven, number: int, rng: Random) -> Placed:
    """Often just beside the due instant of the conference."""
    due = conference_due(state, given.turn) or history.now
    beside = timedelta(microseconds=rng.choice((-1, 0, 1)))
    start = rng.choice(
        (
            history.now + timedelta(hours=50) * rng.random(),
            history.now + timedelta(hours=10) * rng.random(),
            due + beside,
            due - timedelta(hours=3),
        )
    )
    slot = Slot(
        id=f"{given.entry}s{number}",
        start=start,
        end=start + timedelta(minutes=30),
        way=rng.choice(list(Way)),
        host=rng.choice(("anna", "bo")),
    )
    return Placed(slot=slot, place="+46 8 000")


def _link(history: History, name: str, rng: Random) -> Link:
    state = history.ticket(name).state
    about = rng.choice([each.id for each in state.conferences] or ["bbbbbbbbbbbbbbbb"])
    return Link.lasting(
        Purpose.CONFERENCE, state.id, PARTY.person, history.now, about=about, series=state.link_series
    )
