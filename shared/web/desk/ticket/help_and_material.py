"""Remote help, and what is kept for the documentation, on a ticket's page: how they stand, and forms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from shared.domain.facts.material import Material
from shared.domain.facts.session_states import Stage
from shared.domain.values.mail_domain import compared_address
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.usecases.views.meeting_views import SessionView
from shared.web.desk.desk_page import Reading
from shared.web.desk.forms import ActForm, FormField, optional
from shared.web.desk.ticket.ticket_forms import DeskAct, called, forms_of

_WORDS = Path(__file__).with_name("help_and_material.toml")
HELP_TEXTS = words(_WORDS)
STAGES = words(_WORDS, "stages")
INSTANTS = words(_WORDS, "instants")
_OPTIONAL_AT = optional("at", "datetime-local")
_REASON = FormField("reason", "text")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands beside the conversation under one title, in blocks of lines."""

    id: str
    title: str
    blocks: list[list[str]]


def all_forms(ticket: DeskTicket, reading: Reading, conferences: Iterable[ActForm]) -> Iterator[ActForm]:
    """Every act that is possible as the ticket stands now, in the order in which a day needs them."""
    for form in forms_of(ticket, reading, conferences):
        if form.act is DeskAct.TIE:
            yield from _of_sessions(ticket, reading)
            yield from _of_material(ticket, reading)
        yield form


def _of_sessions(ticket: DeskTicket, reading: Reading) -> Iterator[ActForm]:
    planned = optional("planned", "datetime-local")
    yield ActForm(DeskAct.SESSION, (FormField("join_address", "url"), planned, *_persons(ticket)))
    going_on = [form for each in ticket.view.sessions for form in _of_session(each, ticket)]
    several = len({form.about for form in going_on}) > 1
    for form in going_on:
        offered = next(each.offered for each in ticket.view.sessions if each.id == form.about)
        which = instant_in_line(offered, reading.vendor.zone, reading.language)
        yield replace(form, which=which) if several else replace(form, about="")


def _persons(ticket: DeskTicket) -> Iterator[FormField]:
    """Who may be meant, each by the last turn of theirs, where more than one has written."""
    last = {compared_address(each.email): each for each in ticket.view.turns if each.email}
    if len(last) > 1:
        choices = tuple((each.id, each.name or each.email) for each in last.values())
        yield FormField("turn", "select", ticket.view.last_turn, choices)


def _of_session(session: SessionView, ticket: DeskTicket) -> Iterator[ActForm]:
    """What may become of a session as it stands; each form is about it."""
    about = FormField("about", "hidden", session.id)
    if session.stage is Stage.STARTED:
        seen = FormField("answers_up_to", "hidden", ticket.view.last_turn)
        fields = (about, seen, _OPTIONAL_AT, optional("note", "area"))
        yield ActForm(DeskAct.SESSION_END, fields, session.id)
    if session.stage is Stage.CONSENTED:
        yield ActForm(DeskAct.SESSION_START, (about, _OPTIONAL_AT), session.id)
    if session.stage in {Stage.OFFERED, Stage.CONSENTED}:
        yield ActForm(DeskAct.SESSION_BACK, (about, _REASON), session.id)


def _of_material(ticket: DeskTicket, reading: Reading) -> Iterator[ActForm]:
    """Any message may be kept, also one that is, about another document; what is kept may be dropped."""
    turns = tuple((each.id, called(each.id, ticket, reading)) for each in ticket.view.turns)
    about = FormField("about", "select", ticket.view.last_turn, turns)
    titles = ((each.id, each.title.read_in(reading.language)) for each in ticket.documents)
    choices = (("", HELP_TEXTS[reading.language]["no_document"]), *titles)
    document = FormField("document", "select", "", choices, needed=False)
    where = (document, optional("place", "text")) if ticket.documents else ()
    yield ActForm(DeskAct.KEEP, (about, *where, _REASON))
    kept = tuple((each.turn, called(each.turn, ticket, reading)) for each in ticket.view.material)
    if kept:
        yield ActForm(DeskAct.DROP, (FormField("about", "select", "", kept), _REASON))


def cards(ticket: DeskTicket, reading: Reading) -> list[Card]:
    """Remote help and what is kept, where there is any."""
    texts = HELP_TEXTS[reading.language]
    blocks = {
        "sessions": [_session_lines(each, reading) for each in ticket.view.sessions],
        "material": [list(_material_lines(each, ticket, reading)) for each in ticket.view.material],
    }
    return [Card(name, texts[name], each) for name, each in blocks.items() if each]


def _session_lines(session: SessionView, reading: Reading) -> list[str]:
    """Where it stands, when what happened, and where it is joined while it may be."""
    texts, zone, language = HELP_TEXTS[reading.language], reading.vendor.zone, reading.language
    offered = texts["offered"].format(
        person=session.email, at=instant_in_line(session.offered, zone, language)
    )
    instants = ((said, getattr(session, name)) for name, said in INSTANTS[language].items())
    told = [said.format(at=instant_in_line(at, zone, language)) for said, at in instants if at]
    join = [texts["join"].format(address=session.join_address)] if session.lapses else []
    return [STAGES[language][session.stage], offered, *told, *join]


def _material_lines(kept: Material, ticket: DeskTicket, reading: Reading) -> Iterator[str]:
    """Which message, what it shows, and which part of which document it is about."""
    texts = HELP_TEXTS[reading.language]
    yield called(kept.turn, ticket, reading)
    if kept.reason:
        author = reading.vendor.name_of(kept.author)
        yield f"{author}: {kept.reason}" if author else kept.reason
    if kept.document:
        titles = {each.id: each.title.read_in(reading.language) for each in ticket.documents}
        document = titles.get(kept.document, kept.document)
        yield texts["about"].format(document=document, place=kept.place) if kept.place else document
    if kept.improved:
        yield texts["improved"].format(version=kept.improved)
