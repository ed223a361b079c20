"""What has come of it all, without the instants: by this, two runs are told alike or different."""

from typing import NamedTuple

from pydantic import BaseModel
from pydantic.main import IncEx

from shared.domain.clocks.clocks import clocks
from shared.domain.events.events import TicketEvent
from shared.domain.events.mail_events import MailEnded
from shared.domain.letters.letters import Escalation
from shared.domain.letters.seat_letters import SeatLetter
from shared.domain.letters.sends import Send
from shared.domain.letters.supporter_letters import SeenTo
from shared.domain.members.appointments import Appointment
from shared.usecases.terms.terms_rows import KEPT_TERMS
from tests.fakes.desk import START
from tests.faults.documentation.reading import DocumentRows
from tests.faults.member_reading import MemberRows
from tests.faults.reading import NewsRows, Reading, TicketRows
from tests.faults.register_reading import EntryRows
from tests.faults.telling import tellings

_DUES = ("due", "reply_due", "conference_due")
_NAMES = (
    *_DUES,
    "recorded",
    "at",
    "clock_from",
    "send",
    "started",
    "accepted_at",
    "stamped",
    "answered",
    "until",
    "written",
)
_LINKS = ("link", "page", "stop")
_EXPIRY: dict[str, IncEx | bool] = {name: {"expires"} for name in _LINKS}
_INSTANTS: dict[str, IncEx | bool] = {**dict.fromkeys(_NAMES, True), **_EXPIRY}
"""Fields that tell when; a mail's id is made from its clock's due instant."""
_WHEN_MARKED: dict[str, IncEx | bool] = {"marks": {"__all__": {"at"}}}


_OF_A_HEADER: dict[str, IncEx | bool] = {
    "flags": {"cleared": True, "flagged": {"__all__": {"since"}}, "no_news": {"__all__": {"since"}}},
    "appointments": True,
    "revocations": {"__all__": {"at"}},
}
"""What tells when, or is told apart."""


_NEEDLESS = (Escalation, SeenTo)
"""Mails that leave or are withdrawn as it happens: what they tell may have come otherwise, or gone."""


class Outcome(NamedTuple):
    """All that people would notice, by aggregate."""

    tickets: dict[str, object]
    members: dict[str, object]
    news: dict[str, object]
    documents: dict[str, object]
    unfiled: list[str]
    told: list[tuple[str, str]]
    register: list[tuple[object, ...]]
    seats: list[tuple[object, ...]]
    terms: dict[str, object]


def outcome_of(reading: Reading) -> Outcome:
    """The outcome as it stands in the store. Hints are left out: others check that they serve the truth."""
    return Outcome(
        {key: _ticket(ticket) for key, ticket in reading.tickets.items()},
        {key: _member(member) for key, member in reading.members.items() if _member(member)},
        {key: _news(news) for key, news in reading.news.items()},
        {key: _documents(documents) for key, documents in reading.documents.items()},
        sorted(f"{kept.why} {_plain(kept.said)}" for kept in reading.unfiled.values()),
        sorted((address, _plain(line)) for address, line in tellings(reading)),
        sorted(filter(None, map(_entry, reading.register.values()))),
        sorted(_mail(send) for send in reading.sends() if isinstance(send.letter, SeatLetter)),
        {key: _terms(key, text) for key, text in reading.terms.items()},
    )


def _terms(key: str, text: str) -> object:
    """What a row of the vendor's terms says, and who changed it."""
    kept: BaseModel = KEPT_TERMS[key.removeprefix("terms-")].read(text)
    return kept.model_dump(exclude={"change": {"at"}})


def _ticket(ticket: TicketRows) -> object:
    assert ticket.header is not None
    state = ticket.header.state
    return (
        state.owner,
        state.closed is not None,
        [(clock.id, clock.how, bool(clock.ended and clock.ended > clock.due)) for clock in clocks(state)],
        sorted(_plain(event) for event in ticket.events.values() if not _of_what_may_be_needless(event)),
        sorted(_mail(send) for send in ticket.sends.values() if not isinstance(send.letter, _NEEDLESS)),
    )


def _entry(rows: EntryRows) -> tuple[object, ...]:
    """Of an entry that is being merged into, the mark that it is; it is forgotten after a while."""
    assert rows.entry is not None
    entry, told = rows.entry, sorted((each.person, each.done) for each in rows.told.values())
    states = [str(step.state) for step in entry.steps]
    return (entry.name, states, entry.fixed_in, entry.merged_into, sorted(rows.tied), told)


def _news(news: NewsRows) -> object:
    assert news.header is not None
    return news.header.state, sorted(_mail(send) for send in (*news.waiting.values(), *news.ended.values()))


def _of_what_may_be_needless(event: TicketEvent) -> bool:
    """Whether such a mail ended here: of a clock, told or not is seen in ``told``, whichever mail told it."""
    return isinstance(event, MailEnded) and event.letter in {"escalation", "seen_to"}


def _mail(send: Send) -> tuple[object, ...]:
    copies = [each.address for each in send.cc]
    return _plain(send.letter), send.to.address, copies, send.state, send.reason


def _member(member: MemberRows) -> object:
    header = member.header.model_dump_json(exclude=_OF_A_HEADER) if member.header else ""
    named = [each.but(since=START, **_said(each)) for each in _named(member)]
    histories = sorted(history.model_dump_json() for history in member.subscriptions.values())
    studies = sorted(study.model_dump_json(exclude=_WHEN_MARKED) for study in member.studies.values())
    told = (header, named, histories, studies, sorted(member.raw), sorted(member.unclaimed))
    return told if any(told) else None


def _documents(documents: DocumentRows) -> object:
    shelf = documents.shelf.model_dump_json() if documents.shelf else ""
    return shelf, sorted(documents.improved), sorted(documents.to_tell)


def _named(member: MemberRows) -> tuple[Appointment, ...]:
    return member.header.appointments.named if member.header else ()


def _said(named: Appointment) -> dict[str, object]:
    """Whether each thing was said, without when."""
    said = {"asked": named.asked, "confirmed": named.confirmed, "declined": named.declined}
    return {what: at and START for what, at in said.items()}


def _plain(model: BaseModel) -> str:
    return model.model_dump_json(exclude=_INSTANTS)
