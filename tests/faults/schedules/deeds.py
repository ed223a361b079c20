"""What people do in a schedule, each with what must be there once where it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from shared.domain.events.answer_events import AnswerCommitted, Contact, ContactLogged
from shared.domain.events.event import Event
from shared.domain.events.message_events import MessageReceived
from shared.domain.events.note_events import NoteWritten
from shared.domain.events.session_events import SessionOffered
from shared.domain.events.work_events import QuoteGiven
from tests.faults.conferences import offer as offer_slots
from tests.faults.examples import ACTIVE, CANCELLED, CHANGED, CLAIMING, EVA, MEMBER, PAST_DUE, STRANGER
from tests.faults.further_stories import note
from tests.faults.link_stories import prove, renew, revoke, write
from tests.faults.mail_stories import mailed
from tests.faults.reading import Reading
from tests.faults.seat_stories import ask, fill
from tests.faults.session_stories import offer as offer_session
from tests.faults.stories import (
    Step,
    answer,
    billing,
    close,
    contact,
    keep,
    own,
    patched,
    publish,
    put,
    request,
)
from tests.faults.work_stories import quote

type Traces = Callable[[Reading, str], int]
"""How often something stands in the store, of the ticket with this reference."""


def _unseen(_: Reading, __: str) -> int:
    return 1


@dataclass(frozen=True, slots=True)
class Deed:
    """A step that somebody takes. ``traces``: once where it was done; at most once where it perhaps was.

    ``of_ticket``: at a ticket that there is. ``opens``: makes one.
    """

    name: str
    step: Step
    traces: Traces = _unseen
    of_ticket: bool = True
    opens: bool = False


def _opens(name: str, step: Step) -> Deed:
    return Deed(name, step, of_ticket=False, opens=True)


def _at_desk(name: str, step: Step) -> Deed:
    return Deed(name, step, of_ticket=False)


def _events(kind: type[Event], reading: Reading, ticket: str) -> int:
    return sum(isinstance(event, kind) for event in reading.tickets[ticket].events.values())


def _once(kind: type[Event]) -> Traces:
    return partial(_events, kind)


def _answers(reading: Reading, ticket: str) -> int:
    """Answers beside quotes, each of which is one too."""
    events = reading.tickets[ticket].events.values()
    quoted = {event.answer for event in events if isinstance(event, QuoteGiven)}
    return sum(isinstance(event, AnswerCommitted) and event.answer not in quoted for event in events)


def _more_words(reading: Reading, ticket: str) -> int:
    """Messages beside the first."""
    events = reading.tickets[ticket].events.values()
    return sum(isinstance(event, MessageReceived) for event in events) - 1


ASKING = (
    *(_opens(f"request {each}", request(key=f"outside-{each}")) for each in range(3)),
    _opens("request of a conference", request(kind="conference", key="outside-talk")),
)
"""Each makes a ticket of the member's, at which others then do theirs."""

DEEDS = (
    Deed("answer", answer, _answers),
    Deed("note", note, _once(NoteWritten)),
    Deed("call", contact(Contact.CALL, "m1"), _once(ContactLogged)),
    Deed("quote", quote, _once(QuoteGiven)),
    Deed("session", offer_session, _once(SessionOffered)),
    Deed("write by link", write, _more_words),
    Deed("slots", offer_slots(5, 8, 30)),
    Deed("owner", own),
    Deed("close", close),
    Deed("material", keep),
    Deed("prove", prove),
    Deed("renew", renew),
    Deed("revoke", revoke),
    _opens("stranger", request(STRANGER, key="outside-stranger")),
    _opens("mail", mailed()),
    _opens("stranger's mail", mailed("<outside-m@elsewhere.example.com>", STRANGER)),
    _at_desk("machine's mail", mailed("<outside-list@x.example.org>", EVA, automatic="list")),
    _at_desk("member changes", put(CHANGED)),
    _at_desk("member changes back", put(MEMBER)),
    _at_desk("member claims", put(CLAIMING)),
    _at_desk("language", patched(language="en")),
    *(_at_desk(f"billed {each.status}", billing(each)) for each in (ACTIVE, PAST_DUE, CANCELLED)),
    _at_desk("news", publish),
    _at_desk("page", ask),
    _at_desk("seat", fill),
)
