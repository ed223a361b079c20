"""The page on which a supporter writes down what a caller said, and what was typed there as a request."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal, override

from pydantic import Field

from shared.domain.messages.receiving import CallerBody
from shared.domain.refusals.errors import InstantInFuture
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language, Vendor
from shared.mail.vocabulary import KINDS
from shared.mail.wording import words
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, TypedForm, optional
from shared.web.http.bodies import Body
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid, parse_fields

_WORDS = Path(__file__).with_name("caller.toml")
CALLER_TEXTS = words(_WORDS)
CALLER_WORDS = FormWords(_WORDS)


_TOLD_AS = {"email": "address", "language": "language", "kind": "kind"}
"""Fields with words of their own about what is wrong, by whose these are."""


class CallerForm(SentForm):
    """What the form sends beside the fields of a caller's request."""

    act: Literal["caller"] = Field(description="What is done.")


class CallerNamed(Frozen):
    """Whose request it is, for the audit list."""

    email: str


class TypedCall(TypedForm):
    """As every form that comes again; it is not the caller who reads what is wrong."""

    @override
    def errors(self, language: Language) -> dict[str, str]:
        if isinstance(self.refused, InstantInFuture):
            return {"called_at": CALLER_TEXTS[language]["to_come"]}
        fields = self.refused.errors if isinstance(self.refused, FieldsInvalid) else ()
        return {
            each.field: replace(each, field=_TOLD_AS.get(each.field, "")).detail(language) for each in fields
        }


def caller_page(reading: Reading, token: str, typed: TypedCall | None = None) -> Response:
    """The form, empty or again."""
    form = ActForm("caller", tuple(_fields(reading)), drafted=False)
    return desk_page(
        "desk/calls/caller.html",
        reading,
        status=typed.status if typed else 200,
        title=CALLER_TEXTS[reading.language]["acts.caller"],
        form_shown=CALLER_WORDS.shown(form, reading.language, typed),
        token=token,
    )


def caller_typed(body: Body, author: str, vendor: Vendor) -> CallerBody:
    """What the caller said, as the API takes it; a time without a zone is the vendor's.

    Raises:
        FieldsInvalid: as ``parse_fields``.
    """
    given = dict(body.fields) | {"author": author}
    if given.get("called_at"):
        given["called_at"] = _zoned(str(given["called_at"]), vendor)
    return parse_fields(Body(given, body.repeated), CallerBody)


def _zoned(at: str, vendor: Vendor) -> object:
    try:
        local = datetime.fromisoformat(at)
    except ValueError:
        return at
    return local.replace(tzinfo=local.tzinfo or vendor.zone)


def _fields(reading: Reading) -> Iterator[FormField]:
    language = reading.language
    yield FormField("email", "email")
    yield optional("name", "text")
    yield FormField("kind", "select", Kind.QUESTION, _choices(KINDS[language], Kind))
    products = tuple((each.name, "") for each in reading.vendor.products)
    yield FormField("product", "text", choices=products, needed=False)
    yield optional("subject", "text")
    yield FormField("message", "area")
    yield optional("called_at", "datetime-local")
    texts = CALLER_TEXTS[language]
    languages = tuple((each.value, DESK_TEXTS[language][f"in_{each}"]) for each in Language)
    yield FormField("language", "select", "", (("", texts["members_own"]), *languages), needed=False)


def _choices(words_of: Mapping[str, str], kinds: type[Kind]) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, words_of[each]) for each in kinds)
