"""The pages of the vendor's terms: one frame for all, with what there is and the forms that change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.terms_errors import TermsUnfit
from shared.domain.terms.kept_terms import TermsChange
from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.forms import ActForm, FormWords, TypedForm
from shared.web.http.field_texts import Code
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.pages.pages import DESK_PATH

TERMS_PATH = f"{DESK_PATH}/terms"
_WORDS = Path(__file__).with_name("terms.toml")
TERMS_TEXTS = words(_WORDS)
_FAULTS = words(_WORDS, "faults")
_ROOMS = ("supporters", "duty", "products", "answers", "mails")
_FOR_OWNER = {"mails"}
_FOR_SUPPORTERS = {"duty"}


@dataclass(frozen=True, slots=True)
class TermsItem:
    """One of what a page has: its name, what is to be said of it, and what may be done with it."""

    id: str
    title: str
    lines: Sequence[str] = ()
    quoted: Sequence[tuple[str, str]] = ()
    forms: Sequence[ActForm] = ()


@dataclass(frozen=True, slots=True)
class TermsRoom:
    """A page. ``name``: its own, in its address and among the words; ``forms``: what adds to it."""

    name: str
    words: FormWords
    change: TermsChange | None
    items: Sequence[TermsItem]
    forms: Sequence[ActForm] = ()
    typed: TypedForm | None = None
    done: str = ""


def terms_page(room: TermsRoom, reading: Reading, token: str) -> Response:
    """The page as it stands; with the form again that was refused."""
    texts, language = TERMS_TEXTS[reading.language], reading.language
    return desk_page(
        "desk/terms/terms.html",
        reading,
        status=room.typed.status if room.typed else 200,
        terms_texts=texts,
        title=texts[f"titles.{room.name}"],
        intro=texts[f"intros.{room.name}"],
        none_words=texts[f"none.{room.name}"],
        changed=changed_words(room.change, reading),
        rooms=_rooms(room.name, reading),
        items=[
            {
                "id": each.id,
                "title": each.title,
                "lines": each.lines,
                "quoted": each.quoted,
                "forms": [room.words.shown(form, language, room.typed) for form in each.forms],
            }
            for each in room.items
        ],
        forms=[room.words.shown(form, language, room.typed) for form in room.forms],
        done=room.words.done(room.done, language),
        token=token,
    )


def at_its_field(refused: Refused) -> Refused:
    """What the domain finds wrong with one field, as the form that comes again says it."""
    if not isinstance(refused, TermsUnfit):
        return refused
    said = {language: _FAULTS[language][refused.fault] for language in Language}
    return FieldsInvalid([FieldError(refused.field, Code.NOT_VALID, said=said)])


def changed_words(change: TermsChange | None, reading: Reading) -> str:
    """Who changed it last, and when; or that nobody has."""
    texts = TERMS_TEXTS[reading.language]
    if change is None:
        return texts["as_set"]
    at = instant_in_line(change.at, reading.vendor.zone, reading.language)
    return texts["changed"].format(name=reading.vendor.names.get(change.by, change.name), at=at)


def _rooms(here: str, reading: Reading) -> list[tuple[str, str, bool]]:
    """Where each of these pages leads, for whom it is there, and whether it is this one."""
    texts = TERMS_TEXTS[reading.language]
    return [
        (reading.to(f"{TERMS_PATH}/{name}"), texts[f"titles.{name}"], name == here)
        for name in _ROOMS
        if (reading.is_owner or name not in _FOR_OWNER) and (reading.acts or name not in _FOR_SUPPORTERS)
    ]
