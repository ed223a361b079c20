"""A ticket as supporters read it: what was said, clocks with their sums, the member, and what can be done."""

from collections.abc import Iterable
from dataclasses import replace

from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line
from shared.mail.vocabulary import KINDS
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.forms import ActForm
from shared.web.desk.ticket.answer_files import with_files
from shared.web.desk.ticket.beside_ticket import as_of, beside_ticket, who
from shared.web.desk.ticket.canned import begun_with, canned_shown
from shared.web.desk.ticket.conference_forms import conference_forms
from shared.web.desk.ticket.help_and_material import all_forms
from shared.web.desk.ticket.merge_page import MERGE_PATH
from shared.web.desk.ticket.ticket_forms import FORM_WORDS, DeskAct, copies_errors
from shared.web.desk.ticket.ticket_story import TICKET_TEXTS, steps, story, way_to
from shared.web.desk.ticket.typed_act import TypedAct
from shared.web.desk.watching import WATCHING_TEXTS, page_watched
from shared.web.http.response import Response


def ticket_page(
    ticket: DeskTicket,
    reading: Reading,
    token: str,
    *,
    done: str = "",
    chosen: str = "",
    typed: TypedAct | None = None,
) -> Response:
    """The page as it stands now. ``done`` names what has just been done, ``chosen`` a canned answer.

    ``token`` is for its forms.
    """
    language, view = reading.language, ticket.view
    texts = TICKET_TEXTS[language]
    first = view.turns[0]
    return desk_page(
        "desk/ticket/ticket.html",
        reading,
        **beside_ticket(ticket, reading),
        status=typed.status if typed else 200,
        ticket_texts=texts,
        title=first.subject or texts["no_subject"],
        facts=_facts(ticket, reading),
        merged=way_to(ticket.view.merged_into, reading) if ticket.view.merged_into else None,
        now=int(as_of(ticket).timestamp() * 1000),
        done=FORM_WORDS.done(done, language),
        parts=story(ticket, reading),
        steps=steps(ticket, reading),
        forms=[_form(each, reading, typed) for each in _possible(ticket, reading, chosen, typed)],
        **canned_shown(ticket, reading, chosen),
        addressees=_addressees(ticket, language),
        token=token,
        watching_texts=WATCHING_TEXTS[language],
        watched=page_watched(ticket, reading),
    )


def _facts(ticket: DeskTicket, reading: Reading) -> list[tuple[str, str]]:
    """What the ticket is, in brief: each with what it is called."""
    texts, language, state = TICKET_TEXTS[reading.language], reading.language, ticket.header.state
    vendor = reading.vendor
    found = [
        (texts["reference"], short_code(state.id)),
        (texts["kind"], KINDS[language][state.kind]),
        (texts["product"], vendor.product_called(state.product) or texts["no_product"]),
        (texts["language"], DESK_TEXTS[language][f"in_{state.language}"]),
        (texts["holder"], vendor.name_of(state.owner) if state.owner else texts["nobody"]),
    ]
    closed = instant_in_line(state.closed, vendor.zone, language) if state.closed else ""
    return [*found, (texts["closed"], closed)] if closed else found


def _addressees(ticket: DeskTicket, language: Language) -> list[str]:
    """To whom an answer goes, a sentence each; with the copy that it has, or may have."""
    texts, always = TICKET_TEXTS[language], copies_errors(ticket)
    lines = []
    for each in ticket.copied:
        cc = ", ".join(who(one) for one in each.cc)
        lines.append(texts["goes_to"].format(who=who(each.to)))
        lines += [texts["copy_always" if always else "copy_asked"].format(who=cc)] if cc else []
    return lines


def _possible(ticket: DeskTicket, reading: Reading, chosen: str, typed: TypedAct | None) -> Iterable[ActForm]:
    conferences = conference_forms(ticket, reading, typed.fields if typed else {})
    possible = all_forms(ticket, reading, conferences)
    return begun_with(chosen, ticket, reading, possible) if reading.acts else ()


def _form(form: ActForm, reading: Reading, typed: TypedAct | None) -> dict[str, object]:
    """A form with its words; with what was typed and what is wrong, where it comes again."""
    language = reading.language
    again = typed is not None and typed.is_of(form) and typed.files
    fields = tuple(with_files(each, language, again=again) for each in form.fields)
    whole = replace(form, fields=fields, leads_to=MERGE_PATH if form.act == DeskAct.MERGE else "")
    opened = form.act in {DeskAct.TAKE, DeskAct.ANSWER, dict(reading.query).get("open")}
    return FORM_WORDS.shown(whole, language, typed, is_open=opened)
