"""Random acts on sessions of remote help, each through the real decisions."""

from datetime import timedelta
from random import Random

from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.ticket import TicketState
from shared.domain.sessions.session_holding import (
    SessionEndBody,
    SessionStartBody,
    decide_end,
    decide_lapses,
    decide_start,
)
from shared.domain.sessions.session_offering import (
    JoinFacts,
    PersonFacts,
    SessionBody,
    decide_consent,
    decide_declining,
    decide_offer,
    decide_taking_back,
)
from shared.domain.tickets.changes import Changes, Said
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.identity import address_key
from tests.properties.acts import entry_of
from tests.properties.history import SECRET, History
from tests.properties.link_acts import PEOPLE

STILL = frozenset({"offer_session", "answer_offer", "start_session", "lapse"})
"""Acts that change no clock."""


def offer_session(history: History, name: str, rng: Random) -> Changes:
    """A session is offered, for now or for later."""
    now = history.now
    to = rng.choice(PEOPLE)
    given = SessionBody(
        author="anna",
        join_address="https://remote.example.com/1",
        planned=now + timedelta(hours=rng.randrange(40)) if rng.random() < 0.3 else None,
    )
    facts = PersonFacts(entry=Entry(id=f"s{len(history.commits)}", content="c"), to=to)
    return decide_offer(history.ticket(name).state, given, facts, now, history.house)


def answer_offer(history: History, name: str, rng: Random) -> Changes:
    """The person consents, declines, or the offer is taken back."""
    state, now, house = history.ticket(name).state, history.now, history.house
    session = _session(state, rng)
    person = address_key(SECRET, PEOPLE[0].address)
    link = Link.lasting(Purpose.SESSION, name, person, now, about=session, series=state.link_series)
    said = Said(id=session, email=PEOPLE[0].address, text="https://remote.example.com/1")
    what = rng.random()
    if what < 0.7:
        return decide_consent(state, None, JoinFacts(link=link, join=said), now, house)
    if what < 0.85:
        return decide_declining(state, None, link, now, house)
    back = ReasonBody(author="bo", reason="solved")
    facts = PersonFacts(entry=entry_of(history, session), to=PEOPLE[0])
    return decide_taking_back(state, back, facts, now, house)


def start_session(history: History, name: str, rng: Random) -> Changes:
    """A session began, now or a little before."""
    state, now = history.ticket(name).state, history.now
    at = now - timedelta(seconds=rng.choice((0, 30, 900))) if rng.random() < 0.5 else None
    given = SessionStartBody(author="anna", at=at)
    return decide_start(state, given, entry_of(history, _session(state, rng)), now, history.house)


def end_session(history: History, name: str, rng: Random) -> Changes:
    """A session ended, now or a little before, and answers some turns or none."""
    state, now = history.ticket(name).state, history.now
    session = _session(state, rng)
    given = SessionEndBody(
        author="bo",
        at=now - timedelta(seconds=rng.choice((0, 30, 900))) if rng.random() < 0.5 else None,
        answers_up_to=rng.choice(state.turns).id if rng.random() < 0.8 else None,
    )
    return decide_end(state, given, entry_of(history, session), now, history.house)


def lapse(history: History, name: str, rng: Random) -> Changes:
    """The timer finds sessions that nobody went on with."""
    del rng
    return decide_lapses(history.ticket(name).state, history.now, history.house)


def _session(state: TicketState, rng: Random) -> str:
    """One of the ticket's, the last more often; "" where it has none."""
    names = [each.id for each in state.sessions] or [""]
    return rng.choice([*names, names[-1], names[-1]])
