"""What was written and done on a ticket, in order: messages, answers, calls, notes, and machines' mails."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from shared.domain.agenda.header import TicketHeader
from shared.domain.events.events import TicketEvent
from shared.domain.events.mail_events import MailEnded
from shared.domain.facts.second_answers import SecondAnswerOutcome
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.sends import Send
from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_line, instant_in_words
from shared.mail.vocabulary import AUTOMATICS, DELIVERIES, KINDS, reason_words
from shared.mail.wording import words
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.usecases.views.entry_views import EntryView, NoteView, SecondAnswerView
from shared.usecases.views.mail_views import AutomaticMailView
from shared.usecases.views.ticket_views import TurnView
from shared.web.clocks.event_words import EVENTS
from shared.web.desk.desk_page import Reading
from shared.web.desk.queue.queue_page import TICKETS_PATH

_WORDS = Path(__file__).with_name("ticket.toml")
TICKET_TEXTS = words(_WORDS)
HOW = words(_WORDS, "how")
SENT = words(_WORDS, "sent")
_UNSENT = (None, SecondAnswerOutcome.LAPSED)
NOT_SENT = words(_WORDS, "not_sent")

type Part = dict[str, object]
"""One part as the page shows it."""


def way_to(ticket: str, reading: Reading) -> tuple[str, str]:
    """The address of another ticket's page, and its code."""
    return reading.to(f"{TICKETS_PATH}/{ticket}"), short_code(ticket)


def in_brief(header: TicketHeader, reading: Reading) -> str:
    """What another ticket is, and where it stands."""
    state, texts = header.state, TICKET_TEXTS[reading.language]
    said = (
        KINDS[reading.language][state.kind],
        reading.vendor.product_called(state.product),
        texts["is_closed" if state.closed else "is_open"],
    )
    return ", ".join(filter(None, said))


def story(ticket: DeskTicket, reading: Reading) -> list[Part]:
    """Every part, the first first."""
    view, new = ticket.view, ticket.visit.new.ids
    parts = [
        *((each.received, _turn(each, ticket, reading) | {"new": each.id in new}) for each in view.turns),
        *((each.at, _entry(each, ticket, reading) | {"new": each.id in new}) for each in view.entries),
        *((each.at, _undelivered(each, ticket, reading)) for each in ticket.undelivered),
        *((each.at, _note(each, reading) | {"new": each.id in new}) for each in view.notes),
        *((each.at, _unsent(each, reading)) for each in view.second_answers if each.became in _UNSENT),
        *((each.received, _machine(each, reading)) for each in view.automatic_mails),
    ]
    return [part for _, part in sorted(parts, key=_instant)]


def steps(ticket: DeskTicket, reading: Reading) -> list[tuple[str, str]]:
    """All that has happened, the first first: when, what, and which supporter did it."""
    vendor, language = reading.vendor, reading.language
    return [
        (instant_in_words(each.at, vendor.zone, language), _step(each, vendor, language))
        for each in ticket.view.events
    ]


def _step(event: TicketEvent, vendor: Vendor, language: Language) -> str:
    author = getattr(event, "author", "")
    name = f"{event.event}.{event.result}" if isinstance(event, MailEnded) else event.event
    said = EVENTS[language][name]
    return f"{said} ({vendor.name_of(author)})" if author else said


def _instant(part: tuple[datetime, Part]) -> datetime:
    return part[0]


def _part(sort: str, who: str, at: datetime, text: str, reading: Reading) -> Part:
    zone, language = reading.vendor.zone, reading.language
    return {
        "sort": sort,
        "who": who,
        "at": instant_in_line(at, zone, language),
        "exactly": instant_in_words(at, zone, language),
        "text": text,
        "head": "",
        "subject": "",
        "address": "",
        "lines": [],
        "files": [],
        "waits": False,
        "new": False,
        "split": None,
    }


def _turn(turn: TurnView, ticket: DeskTicket, reading: Reading) -> Part:
    texts = TICKET_TEXTS[reading.language]
    who = turn.name or turn.email or texts["erased"]
    return _part("theirs", who, turn.received, turn.text, reading) | {
        "head": KINDS[reading.language][turn.kind],
        "subject": turn.subject,
        "address": turn.email,
        "waits": not (turn.answered or turn.split_into or ticket.view.merged_into),
        "split": way_to(turn.split_into, reading) if turn.split_into else None,
        "lines": list(_about(turn, reading)),
        "files": [(each.name, each.address, each.warning) for each in turn.files],
    }


def _about(turn: TurnView, reading: Reading) -> Iterator[str]:
    """What there is to know of a message beside its words."""
    texts, language = TICKET_TEXTS[reading.language], reading.language
    if not turn.covered and turn.reason:
        yield texts["gated"].format(reason=reason_words(turn.reason, language).short)
    if turn.taken_by:
        name = reading.vendor.name_of(turn.taken_by)
        yield texts["taken"].format(name=name, reason=turn.taken_because)
    if turn.refused_files:
        yield texts["refused_files"].format(names=", ".join(turn.refused_files))


def _entry(entry: EntryView, ticket: DeskTicket, reading: Reading) -> Part:
    who = reading.vendor.name_of(entry.author) or TICKET_TEXTS[reading.language]["the_member"]
    return _part("ours", who, entry.at, entry.text, reading) | {
        "head": HOW[reading.language][entry.how],
        "lines": list(_became(entry, ticket, reading)),
        "files": [(name, "", "") for name in entry.files],
    }


def _undelivered(entry: EntryView, ticket: DeskTicket, reading: Reading) -> Part:
    """An answer that reached nobody: it is no answer, and its words are there to be sent once more."""
    part = _entry(entry, ticket, reading)
    return part | {"lines": [*_became(entry, ticket, reading), TICKET_TEXTS[reading.language]["undelivered"]]}


def _became(entry: EntryView, ticket: DeskTicket, reading: Reading) -> Iterator[str]:
    """Where its mails stand, and what has been reported of them since."""
    yield from (_delivery(send, reading) for send in ticket.sends if _is_of(send, entry))
    if status := ticket.reported.get(entry.id):
        yield DELIVERIES[reading.language][status]


def _is_of(send: Send, entry: EntryView) -> bool:
    return isinstance(send.letter, PersonsAnswer) and send.letter.answer == entry.id


def _delivery(send: Send, reading: Reading) -> str:
    """Where an answer's mail stands, with whom it goes to."""
    to = ", ".join(each.address for each in (send.to, *send.cc))
    return SENT[reading.language][send.state].format(
        to=to, reason=not_sent_because(send.reason, reading.language)
    )


def not_sent_because(reason: str, language: Language) -> str:
    """Why a mail did not leave: what the mail service says is a code of its own."""
    said = NOT_SENT[language]
    return said.get(reason) or said["by_service"].format(code=reason)


def _note(note: NoteView, reading: Reading) -> Part:
    texts = TICKET_TEXTS[reading.language]
    part = _part("note", reading.vendor.name_of(note.author), note.at, note.text, reading)
    return part | {"head": texts["note"]}


def _unsent(second: SecondAnswerView, reading: Reading) -> Part:
    """A second answer by mail, which is held until its author has been asked, or was never sent."""
    texts, language = TICKET_TEXTS[reading.language], reading.language
    until = instant_in_line(second.until, reading.vendor.zone, language)
    part = _part("note", reading.vendor.name_of(second.author), second.at, second.text, reading)
    line = texts["second_lapsed"] if second.became else texts["second_held"].format(until=until)
    return part | {"head": texts["second"], "lines": [line]}


def _machine(mail: AutomaticMailView, reading: Reading) -> Part:
    part = _part("machine", mail.name or mail.email, mail.received, mail.text, reading)
    return part | {"head": AUTOMATICS[reading.language][mail.why], "subject": mail.subject}
