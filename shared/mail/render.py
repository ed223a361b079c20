"""Turns a letter's facts into a mail: subject, text and HTML, in the reader's language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from shared.domain.facts.conference import Way
from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Link
from shared.domain.facts.work import Terms
from shared.domain.incoming.mail_orders import MailFault
from shared.domain.incoming.reply_line import REPLY_ABOVE
from shared.domain.letters.conference_letters import Wanted
from shared.domain.letters.letters import Letter
from shared.domain.members.gate import product_named
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language, Level, Vendor
from shared.mail.amounts import terms_in_words
from shared.mail.instants import hours_in_words, instant_in_brief, instant_in_words, minutes_in_words
from shared.mail.marks import Form, template_of
from shared.mail.shown_words import Shown, quote
from shared.mail.templating import as_it_stands, templates_in
from shared.mail.vocabulary import (
    CLOCKS,
    DELIVERIES,
    KINDS,
    LEVELS,
    MAIL_FAULTS,
    UNSENT,
    WANTED,
    WAYS,
    WAYS_IN_LINE,
    reason_words,
    reply_words,
)

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
    letter: Letter, language: Language, vendor: Vendor, address: Address, shown: Shown | None = None
) -> Rendered:
    """The letter as a mail in this language; a link in it is shown as its address.

    The same letter always gives the same mail, so that a repeated attempt to send it repeats its content. How
    much time is left is therefore said by level and due instant, not reckoned from the present.

    ``shown``: the turns whose words a notice to a supporter quotes; they are never part of the letter.
    """
    facts = dict(_facts(letter, language, vendor))
    facts |= {name: address(value) for name, value in letter if isinstance(value, Link)}
    facts |= _replying(shown, language)
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


def _replying(shown: Shown | None, language: Language) -> Mapping[str, object]:
    """What a notice shows of a turn, and how it is answered."""
    return {
        "quoted": [quote(said, language) for said in shown.said] if shown else [],
        "answerable": shown is not None and shown.answerable,
        "reply_above": REPLY_ABOVE[language],
        "reply_words": reply_words(language),
    }


def _facts(letter: Letter, language: Language, vendor: Vendor) -> Iterator[tuple[str, object]]:
    """Everything that the letter's templates may name, as a person reads it."""
    yield "language", language.value
    yield "vendor_name", vendor.name
    yield "contact", vendor.mailbox
    yield "hourly_price", vendor.hourly_price
    yield "reply_hours", hours_in_words(vendor.policy.reply, language)
    yield "form_url", f"{vendor.public_url.rstrip('/')}/api/intake"
    yield from _told(letter, language, vendor)


def _told(letter: Letter, language: Language, vendor: Vendor) -> Iterator[tuple[str, object]]:
    """What the letter itself says; each line of one with lines likewise."""
    for name, value in letter:
        yield name, "" if value is None else _readable(name, value, language, vendor)
        if name.endswith("due") or name == "start":
            yield f"{name}_brief", instant_in_brief(value, vendor.zone, language) if value else ""
        if isinstance(value, StrEnum):
            yield f"{name}_words", _in_words(value, language)
        if isinstance(value, Way):
            yield f"{name}_in_line", WAYS_IN_LINE[language][value]


def _readable(name: str, value: object, language: Language, vendor: Vendor) -> object:
    """A fact as it is shown."""
    if isinstance(value, datetime):
        return instant_in_words(value, vendor.zone, language)
    if name == "product":
        return known_product(str(value), vendor)
    if name == "products" and isinstance(value, tuple):
        return ", ".join(known_product(product, vendor) or product for product in value)
    if name == "lines" and isinstance(value, tuple):
        return [dict(_told(line, language, vendor)) for line in value]
    if name == "author":
        return next((each.name for each in vendor.supporters if each.id == value), value)
    return _of_work(name, value, language)


def _of_work(name: str, value: object, language: Language) -> object:
    """A quote's terms and minutes, as a person reads them; else the value as it is."""
    if isinstance(value, Terms):
        return terms_in_words(value, language)
    if name.endswith("_minutes") and isinstance(value, int):
        return minutes_in_words(value, language)
    return value.value if isinstance(value, StrEnum) else value


def known_product(product: str, vendor: Vendor) -> str:
    """The name of the vendor's product with this id or name, else "".

    A requester types the product freely, and no automatic mail repeats what an unproved sender wrote.
    """
    found = product_named(product, vendor.products)
    return found.name if found else ""


def _in_words(value: StrEnum, language: Language) -> object:
    """The desk's own words for what the domain decided."""
    if isinstance(value, GateReason):
        return reason_words(value, language)
    words = _WORDS.get(type(value))
    return words[language][value] if words else value.value


_WORDS: Mapping[type[StrEnum], Mapping[Language, Mapping[str, str]]] = {
    Kind: KINDS,
    ClockKind: CLOCKS,
    Level: LEVELS,
    MailFault: MAIL_FAULTS,
    DeliveryStatus: DELIVERIES,
    UnsentLevel: UNSENT,
    Way: WAYS,
    Wanted: WANTED,
}
