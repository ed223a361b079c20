"""The page of the canned answers: each in both languages, and a form for each change."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from shared.domain.values.canned_answers import CannedAnswer
from shared.mail.wording import words
from shared.usecases.terms.read_terms import TermsView
from shared.web.desk.desk_page import DESK_TEXTS, Reading
from shared.web.desk.forms import ActForm, FormField, FormWords, TypedForm
from shared.web.desk.terms.terms_page import TermsItem, TermsRoom

_WORDS = Path(__file__).with_name("answers.toml")
ANSWERS_TEXTS = words(_WORDS)
_FORMS = FormWords(_WORDS)


class CannedAct(StrEnum):
    """What may be done on this page."""

    ADD = "add"
    CHANGE = "change"
    UP = "up"
    REMOVE = "remove"


def answers_room(view: TermsView, reading: Reading, done: str, typed: TypedForm | None) -> TermsRoom:
    """Every canned answer in the order in which they are offered; forms for the vendor's owner."""
    answers = view.vendor.canned_answers
    items = [
        TermsItem(
            each.name,
            getattr(each.title, reading.language.value),
            quoted=_quoted(each, reading),
            forms=tuple(_forms(each, first=each == answers[0])) if reading.is_owner else (),
        )
        for each in answers
    ]
    add = (ActForm(CannedAct.ADD, tuple(_fields(None))),) if reading.is_owner else ()
    return TermsRoom("answers", _FORMS, view.change("answers"), items, add, typed, done)


def _quoted(answer: CannedAnswer, reading: Reading) -> list[tuple[str, str]]:
    """What it says, under the name of each language."""
    texts = DESK_TEXTS[reading.language]
    return [(texts["in_sv"], answer.text.sv), (texts["in_en"], answer.text.en)]


def _forms(answer: CannedAnswer, *, first: bool) -> Iterator[ActForm]:
    about = FormField("about", "hidden", answer.name)
    yield ActForm(CannedAct.CHANGE, (about, *_fields(answer)), answer.name)
    if not first:
        yield ActForm(CannedAct.UP, (about,), answer.name)
    yield ActForm(CannedAct.REMOVE, (about,), answer.name)


def _fields(answer: CannedAnswer | None) -> Iterator[FormField]:
    yield FormField("title_sv", "text", answer.title.sv if answer else "")
    yield FormField("text_sv", "area", answer.text.sv if answer else "")
    yield FormField("title_en", "text", answer.title.en if answer else "")
    yield FormField("text_en", "area", answer.text.en if answer else "")
