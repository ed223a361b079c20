"""Canned answers on a ticket's page: in the ticket's language, with the requester's name filled in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from shared.domain.values.canned_answers import filled_in
from shared.mail.wording import words
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.web.desk.desk_page import Reading
from shared.web.desk.forms import ActForm
from shared.web.desk.ticket.ticket_forms import DeskAct

CANNED_TEXTS = words(Path(__file__).with_name("canned.toml"))


@dataclass(frozen=True, slots=True)
class CannedChoice:
    """One that may be inserted: called in the reader's language, written in the ticket's."""

    name: str
    title: str
    text: str


def canned_choices(ticket: DeskTicket, reading: Reading) -> list[CannedChoice]:
    """Each canned answer, for whoever an answer goes to now."""
    facts = _facts(ticket, reading)
    titles, texts = reading.language.value, ticket.header.state.language.value
    return [
        CannedChoice(each.name, getattr(each.title, titles), filled_in(getattr(each.text, texts), facts))
        for each in reading.vendor.canned_answers
    ]


def _facts(ticket: DeskTicket, reading: Reading) -> dict[str, str]:
    """What is filled in. An answer to several people names none of them."""
    names = {each.to.name for each in ticket.uncopied}
    supporter = reading.person.supporter if reading.person else None
    return {
        "name": names.pop() if len(names) == 1 else "",
        "product": reading.vendor.product_name(ticket.header.state.product),
        "supporter": supporter.name if supporter else "",
        "vendor": reading.vendor.name,
    }


def canned_shown(ticket: DeskTicket, reading: Reading, chosen: str) -> dict[str, object]:
    """What the page shows of them; ``chosen`` is the name of one."""
    return {
        "canned": canned_choices(ticket, reading),
        "canned_texts": CANNED_TEXTS[reading.language],
        "chosen": chosen,
        "own": reading.own,
    }


def begun_with(
    chosen: str, ticket: DeskTicket, reading: Reading, forms: Iterable[ActForm]
) -> Iterator[ActForm]:
    """The forms, with the answer begun by the canned one of this name, where there is one."""
    text = next((each.text for each in canned_choices(ticket, reading) if each.name == chosen), "")
    for form in forms:
        begun = (replace(each, value=text) if each.name == "text" else each for each in form.fields)
        yield replace(form, fields=tuple(begun)) if text and form.act is DeskAct.ANSWER else form
