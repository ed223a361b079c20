"""Turns a letter's facts into a mail: subject, text and HTML, in the reader's language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.domain.facts.conference import Way
from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Link
from shared.domain.facts.work import Terms
from shared.domain.incoming.incoming import Automatic
from shared.domain.incoming.mail_orders import MailFault
from shared.domain.incoming.reply_line import REPLY_ABOVE
from shared.domain.letters.conference_letters import Wanted
from shared.domain.letters.letter_bases import AuthorId, Minutes, Products, RequestedProduct, TicketReference
from shared.domain.letters.letters import Letter, WhyUnheard
from shared.domain.mail.outgoing_threads import is_to_requester
from shared.domain.members.gate import product_named
from shared.domain.values.frozen import Frozen
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Kind
from shared.domain.values.mail_texts import PARAGRAPHS
from shared.domain.values.vendor import ClockKind, Language, Level, Vendor
from shared.mail import vocabulary
from shared.mail.amounts import hourly_rate_in_words, terms_in_words
from shared.mail.instants import (
    hours_in_words,
    instant_in_brief,
    instant_in_line,
    instant_in_words,
    minutes_in_words,
)
from shared.mail.marks import Form, template_of
from shared.mail.shown_words import Shown, quote
from shared.mail.templating import as_it_stands, templates_in

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's three parts, ready to send: ``subject`` is one line, ``html`` a whole document."""

    subject: str
    text: str
    html: str


type Address = Callable[[Link], str]
"""Where a link leads: its signed address. The keys stay outside."""


def render(
    letter: Letter,
    language: Language,
    vendor: Vendor,
    address: Address,
    shown: Shown | None = None,
    name: str = "",
) -> Rendered:
    """The letter as a mail in this language; a link in it is shown as its address.

    The same letter gives the same mail while the terms stay, so that a repeated attempt to send it repeats
    its content. How much time is left is therefore said by level and due instant, not reckoned from the
    present.

    ``shown``: the turns whose words a notice to a supporter quotes; they are never part of the letter.
    ``name``: what the reader is called, where the vendor's own words may name the reader.
    """
    facts = dict(_facts(letter, language, vendor))
    facts |= {name: address(value) for name, value in letter if isinstance(value, Link)}
    facts |= _replying(shown, language, vendor)
    facts["done"] = _done(shown, language, vendor)
    facts |= _own_words(letter, language, vendor, name)
    subject, text, html = (letter_template(language, letter.letter, form).render(facts) for form in Form)
    return Rendered(subject=" ".join(subject.split()), text=text.strip() + "\n", html=html)


def letter_template(language: Language, letter: str, form: Form) -> "Template":
    """What the letter's one file in this language becomes in this form of the mail."""
    return templates_in(TEMPLATES, _source).get_template(f"{language}/{letter}.{form}")


def _source(folder: Path, name: str) -> str:
    """A layout or the parts as they stand; a letter's file as the template that its name asks for."""
    if "/" not in name:
        return as_it_stands(folder, name)
    letter, _, form = name.rpartition(".")
    return template_of(as_it_stands(folder, f"{letter}.txt"), Form(form))


def _replying(shown: Shown | None, language: Language, vendor: Vendor) -> Mapping[str, object]:
    """What a notice shows of a turn, where its ticket is read, and how it is answered."""
    return {
        "ticket_page": f"{vendor.public_url.rstrip('/')}/desk/tickets/{shown.ticket}" if shown else "",
        "quoted": [quote(said, language) for said in shown.said] if shown and shown.quoted else [],
        "about": shown.about if shown else "",
        "with_whom": shown.with_whom if shown else "",
        "answerable": shown is not None and shown.answerable,
        "reply_above": REPLY_ABOVE[language],
        "reply_words": vocabulary.reply_words(language),
    }


def _own_words(letter: Letter, language: Language, vendor: Vendor, name: str) -> Mapping[str, str]:
    """What the vendor says of its own to whoever wrote; to nobody else it says anything."""
    if not is_to_requester(letter):
        return {"closing": "", "own_words": ""}
    author = getattr(letter, "author", "")
    known = {
        "name": name,
        "product": known_product(getattr(letter, "product", ""), vendor),
        "supporter": vendor.name_of(author) if author else "",
        "vendor": vendor.name,
    }
    texts = vendor.mail_texts
    return {
        "closing": texts.read_in("closing", language, known),
        "own_words": texts.read_in(letter.letter, language, known) if letter.letter in PARAGRAPHS else "",
    }


def _done(shown: Shown | None, language: Language, vendor: Vendor) -> str:
    """The line that confirms what a supporter's mail did last."""
    done = shown.done if shown and shown.answerable else None
    if done is None:
        return ""
    at = instant_in_line(done.at, vendor.zone, language)
    return vocabulary.done_by_mail(vendor.name_of(done.author), at, done.commands, language)


def _facts(letter: Letter, language: Language, vendor: Vendor) -> Iterator[tuple[str, object]]:
    """Everything that the letter's templates may name, as a person reads it."""
    yield "language", language.value
    yield "vendor_name", vendor.name
    yield "contact", vendor.mailbox
    yield "hourly_rate", hourly_rate_in_words(vendor, language)
    yield "reply_hours", hours_in_words(vendor.policy.reply, language)
    address = vendor.public_url.rstrip("/")
    yield "form_url", f"{address}/api/intake"
    page = f"{address}/desk/tickets/{getattr(letter, 'ticket', '')}"
    yield "held_page", f"{page}?open=held"
    yield "no_show_page", f"{page}?open=no_show"
    yield from _told(letter, language, vendor)


def _told(facts: Frozen, language: Language, vendor: Vendor) -> Iterator[tuple[str, object]]:
    """What the letter itself says, each fact as its type is read; each line of one with lines likewise."""
    for name, value in facts:
        declared = _DECLARED.get(type(facts).model_fields[name].annotation)
        yield name, declared(value, language, vendor) if declared else _readable(value, language, vendor)
        if isinstance(value, datetime):
            yield f"{name}_brief", instant_in_brief(value, vendor.zone, language)
            yield f"{name}_in_line", instant_in_line(value, vendor.zone, language)
        if isinstance(value, StrEnum):
            yield f"{name}_words", _in_words(value, language)
        if isinstance(value, Way):
            yield f"{name}_in_line", vocabulary.WAYS_IN_LINE[language][value]


def _readable(value: object, language: Language, vendor: Vendor) -> object:
    """A fact as it is shown."""
    match value:
        case datetime():
            return instant_in_words(value, vendor.zone, language)
        case Terms():
            return terms_in_words(value, language)
        case StrEnum():
            return value.value
        case tuple():
            return [_readable(each, language, vendor) for each in value]
        case Frozen():
            return dict(_told(value, language, vendor))
    return "" if value is None else value


def known_product(product: str, vendor: Vendor) -> str:
    """The name of the vendor's product with this id or name, else "".

    A requester types the product freely, and no automatic mail repeats what an unproved sender wrote.
    """
    found = product_named(product, vendor.products)
    return found.name if found else ""


_DECLARED: Mapping[object, Callable[[Any, Language, Vendor], str]] = {
    TicketReference: lambda ticket, _, __: short_code(ticket),
    AuthorId: lambda author, _, vendor: vendor.name_of(author),
    RequestedProduct: lambda product, _, vendor: known_product(product, vendor),
    Products: lambda products, language, vendor: vocabulary.products_listed(products, vendor, language),
    Minutes: lambda minutes, language, _: minutes_in_words(minutes, language),
}
"""How facts are read whose letters declare one of these types for them."""


def _in_words(value: StrEnum, language: Language) -> object:
    """The desk's own words for what the domain decided."""
    if isinstance(value, GateReason):
        return vocabulary.reason_words(value, language)
    words = _WORDS.get(type(value))
    return words[language][value] if words else value.value


_WORDS: Mapping[type[StrEnum], Mapping[Language, Mapping[str, str]]] = {
    Kind: vocabulary.KINDS,
    ClockKind: vocabulary.CLOCKS,
    Level: vocabulary.LEVELS,
    MailFault: vocabulary.MAIL_FAULTS,
    Automatic: vocabulary.AUTOMATICS,
    DeliveryStatus: vocabulary.DELIVERIES,
    UnsentLevel: vocabulary.UNSENT,
    Way: vocabulary.WAYS,
    Wanted: vocabulary.WANTED,
    WhyUnheard: vocabulary.UNHEARD,
}
