"""Random acts about conferences, each through the real decisions: by supporters, by the member, by time."""

from datetime import timedelta
from random import Random

from shared.domain.clocks.settling import decide_settling
from shared.domain.conferences.conference_choices import (
    ChoiceFacts,
    decide_asking_others,
    decide_declining,
    decide_pick,
)
from shared.domain.conferences.conference_mail import Party, conference_due
from shared.domain.conferences.conference_outcomes import HeldBody, NoShowBody, decide_held, decide_no_show
from shared.domain.conferences.conferring import (
    CancelBody,
    ConferenceFacts,
    MoveBody,
    OfferBody,
    SlotBody,
    decide_cancel,
    decide_move,
    decide_offer,
)
from shared.domain.facts.conference import Way
from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from shared.domain.values.intake import Kind
from tests.properties.acts import message
from tests.properties.history import History

PARTY = Party(to=Recipient(address="eva@acme.example.org"), person="aaaaaaaaaaaaaaaa")


def ask(history: History, name: str, rng: Random) -> Changes:
    """A member asks for a conference."""
    return message(history, name, rng, Kind.CONFERENCE)


def offer(history: History, name: str, rng: Random) -> Changes:
    """One to four slots, some before due, some after, some at the very instant."""
    state, facts, reason = history.ticket(name).state, _facts(history, name, rng), rng.choice(("", "late"))
    slots = tuple(_slot(history, state, facts, rng) for _ in range(rng.randint(1, 4)))
    given = OfferBody(author=_host(rng), slots=slots, after_due=bool(reason), reason=reason)
    return decide_offer(state, given, facts, history.now, history.house)


def pick(history: History, name: str, rng: Random) -> Changes:
    """The member picks a slot, perhaps instead of another."""
    state, link = history.ticket(name).state, _link(history, name, rng)
    slots = [slot for each in state.conferences for slot in each.on_offer]
    if not slots:
        return Changes()
    slot = rng.choice(slots).id
    facts = ChoiceFacts(link=link, party=PARTY, places={slot: "+46 8 000"})
    return decide_pick(state, slot, facts, history.now, history.house)


def ask_others(history: History, name: str, rng: Random) -> Changes:
    """None of them suits."""
    facts = ChoiceFacts(link=_link(history, name, rng), party=PARTY)
    words = rng.choice(("Later.", "Earlier."))
    return decide_asking_others(history.ticket(name).state, words, facts, history.now, history.house)


def decline(history: History, name: str, rng: Random) -> Changes:
    """The member wants it no more."""
    facts = ChoiceFacts(link=_link(history, name, rng), party=PARTY)
    return decide_declining(history.ticket(name).state, None, facts, history.now, history.house)


def move(history: History, name: str, rng: Random) -> Changes:
    """A supporter sets another time."""
    state, facts = history.ticket(name).state, _facts(history, name, rng)
    slot = _slot(history, state, facts, rng)
    given = MoveBody(author=_host(rng), reason="late", **slot.model_dump())
    return decide_move(state, given, facts, history.now, history.house)


def cancel(history: History, name: str, rng: Random) -> Changes:
    """A supporter takes the slots back, or was told that the member wants none."""
    state, facts = history.ticket(name).state, _facts(history, name, rng)
    given = CancelBody(author="anna", reason="late", declined=rng.random() < 0.3)
    return decide_cancel(state, given, facts, history.now, history.house)


def held(history: History, name: str, rng: Random) -> Changes:
    """It was held, just now, at its slot, or some time ago."""
    state, facts = history.ticket(name).state, _facts(history, name, rng)
    ago = timedelta(seconds=rng.choice((600, 7200, 90_000)) * rng.random())
    given = HeldBody(author="anna", at=history.now - ago if rng.random() < 0.5 else None)
    return decide_held(state, given, facts.entry, history.now, history.house)


def no_show(history: History, name: str, rng: Random) -> Changes:
    """The member did not come."""
    state, facts = history.ticket(name).state, _facts(history, name, rng)
    return decide_no_show(state, NoShowBody(author="anna"), facts.entry, history.now, history.house)


def settle(history: History, name: str, rng: Random) -> Changes:
    """A look finds clocks that time alone has ended."""
    del rng
    return decide_settling(history.ticket(name).state, history.now, history.house)


def _facts(history: History, name: str, rng: Random) -> ConferenceFacts:
    asked = [turn.id for turn in history.ticket(name).state.turns if turn.kind is Kind.CONFERENCE]
    entry = Entry(id=f"c{len(history.commits)}", content="c", about=rng.choice(asked or ["m1"]))
    return ConferenceFacts(entry=entry, party=PARTY)


def _host(rng: Random) -> str:
    return rng.choice(("anna", "bo"))


def _slot(history: History, state: TicketState, facts: ConferenceFacts, rng: Random) -> SlotBody:
    """Often just beside the due instant of the conference."""
    due = conference_due(state, facts.entry.about) or history.now
    beside = timedelta(microseconds=rng.choice((-1, 0, 1)))
    start = rng.choice(
        (
            history.now + timedelta(hours=50) * rng.random(),
            history.now + timedelta(hours=10) * rng.random(),
            due + beside,
            due - timedelta(hours=3),
        )
    )
    return SlotBody(start=start, way=Way.TELEPHONE, place="+46 8 000")


def _link(history: History, name: str, rng: Random) -> Link:
    state = history.ticket(name).state
    about = rng.choice([each.id for each in state.conferences] or ["bbbbbbbbbbbbbbbb"])
    return Link.lasting(
        Purpose.CONFERENCE, state.id, PARTY.person, history.now, about=about, series=state.link_series
    )
