"""Random acts on sessions of remote help, each through the real decisions."""

from datetime import timedelta
from random import Random

from shared.domain.answers.answering import ContactGiven
from shared.domain.events.answer_events import Contact
from shared.domain.facts.ticket import TicketState
from shared.domain.sessions.session_holding import decide_end, decide_lapses, decide_start
from shared.domain.sessions.session_offering import (
    OfferBack,
    SessionGiven,
    decide_consent,
    decide_declining,
    decide_offer,
    decide_taking_back,
)
from shared.domain.tickets.changes import Changes, Said
from tests.properties.history import SECRET, History
from tests.properties.link_acts import PEOPLE

STILL = frozenset({"offer_session", "answer_offer", "start_session", "lapse"})
"""Acts that change no clock."""


def offer_session(history: History, name: str, rng: Random) -> Changes:
    """A session is offered, for now or for later."""
    now = history.now
    given = SessionGiven(
        id=f"s{len(history.commits)}",
        content="c",
        author="anna",
        to=rng.choice(PEOPLE),
        join_address="https://remote.example.com/1",
        planned=now + timedelta(hours=rng.randrange(40)) if rng.random() < 0.3 else None,
    )
    return decide_offer(history.ticket(name).state, given, now, history.vendor, SECRET)


def answer_offer(history: History, name: str, rng: Random) -> Changes:
    """The person consents, declines, or the offer is taken back."""
    state, now, vendor = history.ticket(name).state, history.now, history.vendor
    session = _session(state, rng)
    said = Said(id=session, email=PEOPLE[0].address, text="https://remote.example.com/1")
    what = rng.random()
    if what < 0.7:
        return decide_consent(state, session, said, now, vendor, SECRET)
    if what < 0.85:
        return decide_declining(state, session, now, vendor, SECRET)
    back = OfferBack(session=session, author="bo", reason="solved")
    return decide_taking_back(state, back, PEOPLE[0], now, vendor, SECRET)


def start_session(history: History, name: str, rng: Random) -> Changes:
    """A session began, now or a little before."""
    state, now = history.ticket(name).state, history.now
    at = now - timedelta(seconds=rng.choice((0, 30, 900))) if rng.random() < 0.5 else None
    return decide_start(state, _session(state, rng), "anna", at, now, history.vendor)


def end_session(history: History, name: str, rng: Random) -> Changes:
    """A session ended, now or a little before, and answers some turns or none."""
    state, now = history.ticket(name).state, history.now
    session = _session(state, rng)
    given = ContactGiven(
        id=f"e{session}",
        content="c",
        contact=Contact.REMOTE_SESSION,
        author="bo",
        at=now - timedelta(seconds=rng.choice((0, 30, 900))) if rng.random() < 0.5 else None,
        answers_up_to=rng.choice(state.turns).id if rng.random() < 0.8 else None,
    )
    return decide_end(state, session, given, now, history.vendor)


def lapse(history: History, name: str, rng: Random) -> Changes:
    """The timer finds sessions that nobody went on with."""
    del rng
    return decide_lapses(history.ticket(name).state, history.now, history.vendor, SECRET)


def _session(state: TicketState, rng: Random) -> str:
    """One of the ticket's, the last more often; "" where it has none."""
    names = [each.id for each in state.sessions] or [""]
    return rng.choice([*names, names[-1], names[-1]])
