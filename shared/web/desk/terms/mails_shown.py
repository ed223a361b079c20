"""The page of the vendor's own words in mails: each text, a form for it, and the mail as it then reads."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from shared.domain.letters.letters import GateNotice, Letter, Receipt
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.mail_texts import MailTexts
from shared.mail.render import render
from shared.mail.wording import words
from shared.usecases.terms.read_terms import TermsView
from shared.web.desk.desk_page import DESK_TEXTS, Reading
from shared.web.desk.forms import ActForm, FormWords, TypedForm, optional
from shared.web.desk.terms.terms_page import TermsItem, TermsRoom

_WORDS = Path(__file__).with_name("mails.toml")
MAILS_TEXTS = words(_WORDS)
_FORMS = FormWords(_WORDS)
_TICKET = "example2example2"


def mails_room(
    view: TermsView, reading: Reading, done: str, typed: TypedForm | None, *, now: datetime
) -> TermsRoom:
    """Each text in both languages with its form, and below them the mails as they read with these."""
    items = [_text(name, view, reading) for name in MailTexts.model_fields]
    items += _previews(view, reading, now)
    return TermsRoom("mails", _FORMS, view.change("texts"), items, (), typed, done)


def _text(name: str, view: TermsView, reading: Reading) -> TermsItem:
    text, texts = getattr(view.vendor.mail_texts, name), MAILS_TEXTS[reading.language]
    said = DESK_TEXTS[reading.language]
    quoted = [(said["in_sv"], text.sv), (said["in_en"], text.en)] if text else []
    fields = (
        optional("text_sv", "area", text.sv if text else ""),
        optional("text_en", "area", text.en if text else ""),
    )
    return TermsItem(
        name,
        texts[f"names.{name}"],
        [] if text else [texts["unsaid"]],
        quoted,
        (ActForm(name, fields),),
    )


def _previews(view: TermsView, reading: Reading, now: datetime) -> Iterator[TermsItem]:
    """A mail of each sort, as it would go to somebody now."""
    texts = MAILS_TEXTS[reading.language]
    for letter in _examples(view, now):
        mail = render(letter, reading.language, view.vendor, lambda _: view.vendor.public_url)
        yield TermsItem(
            f"preview-{letter.letter}",
            texts[f"previews.{letter.letter}"],
            quoted=[(mail.subject, mail.text)],
        )


def _examples(view: TermsView, now: datetime) -> Iterator[Letter]:
    product = next((each.id for each in view.vendor.products), "")
    yield Receipt(ticket=_TICKET, product=product, reply_due=now + view.vendor.policy.reply)
    yield GateNotice(ticket=_TICKET, product=product, reason=GateReason.UNKNOWN_SENDER)
