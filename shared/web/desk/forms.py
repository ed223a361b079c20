"""The forms of the desk's pages: what they send, their fields, and how they are shown.

A page has a form for each act that is possible. What was refused comes again in its form, with what was
typed and what to do about it. The words of a page's forms stand in its own file of words, in the tables
``acts`` (what opens the form), ``buttons``, ``hints`` (where there is one), ``labels.<act>`` or
``labels.any`` (of each field), ``field_hints.<act>`` (where a field has one), and ``done`` (what the page
says afterwards).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.web.http.submissions import FieldsInvalid
from shared.web.pages.pages import field_details
from shared.web.pages.problems import detail_for_people, kind_for_people

UNTYPED = frozenset({"hidden", "hint", "times"})
"""Sorts of fields whose value is the page's own, not what was typed."""


class SentForm(Frozen):
    """What every form of the desk sends beside the fields of its act's own body."""

    act: str = Field(max_length=40, description="What is done.")
    token: str = Field(default="", max_length=100, description="The form's own, made with the page.")
    about: str = Field(default="", max_length=100, description="What it is about, of several.")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field. ``sort``: an input's type, ``area``, ``select``, or ``times`` to tick.

    Of type ``file`` it takes several.
    ``choices``: value and words; beside a text they are suggestions. A time that is ticked is sent under the
    field's name and its own number. ``hint`` and ``accept``: beside the words' own, and which files.
    """

    name: str
    sort: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    needed: bool = True
    hint: str = ""
    accept: str = ""


def optional(name: str, sort: str, value: str = "") -> FormField:
    """A field that may be left empty."""
    return FormField(name, sort, value, needed=False)


@dataclass(frozen=True, slots=True)
class ActForm:
    """The form of one act, with its fields from top to bottom.

    Where an act has several forms, ``about`` is what this one is about, and ``which`` says so.
    ``leads_to``: the page where it goes on, where it does nothing itself. ``posts_to``: where it is sent, if
    not to its own page, with the ``token`` that is for there. ``in_parts``: it may be as large as a form with
    files. ``drafted``: a browser keeps what is typed until it has been taken; the same
    page must follow, and be at an address that no other thing's form has.
    """

    act: str
    fields: tuple[FormField, ...]
    about: str = ""
    which: str = ""
    leads_to: str = ""
    posts_to: str = ""
    token: str = ""
    in_parts: bool = False
    drafted: bool = True

    @property
    def id(self) -> str:
        """What no other form of the page is called."""
        return f"{self.act}-{self.about}" if self.about else str(self.act)


@dataclass(frozen=True, slots=True)
class TypedForm:
    """A form that comes again: for which act, what was typed, and why it was not taken.

    ``files``: it brought some, which a browser does not send again by itself. ``at``: errors that are told
    beside a field of this name.
    """

    act: str
    fields: Mapping[str, object]
    refused: Exception
    files: bool = False
    at: Mapping[type[Exception], str] = field(default_factory=dict)

    def is_of(self, form: ActForm) -> bool:
        """Whether it was this form."""
        return self.act == form.act and form.about in ("", self.fields.get("about"))

    def errors(self, language: Language) -> dict[str, str]:
        """What is wrong with each field."""
        if beside := self.at.get(type(self.refused)):
            return {beside: detail_for_people(self.refused, language)}
        fields = self.refused.errors if isinstance(self.refused, FieldsInvalid) else ()
        return field_details(fields, language)

    def value_of(self, field: FormField) -> object:
        """What is in the field now: what was typed, or the page's own."""
        return field.value if field.sort in UNTYPED else self.fields.get(field.name, "")

    def notice(self, language: Language) -> str:
        """What to do about what no field of the form is to blame for."""
        return detail_for_people(self.refused, language)

    @property
    def status(self) -> int:
        """The page's status."""
        return kind_for_people(self.refused).status


def over_page(
    typed: TypedForm | None, forms: Iterable[ActForm], language: Language
) -> tuple[str, str] | None:
    """Why a form was refused that the page has no more, and what to do: it is said over the page."""
    if typed is None or any(typed.is_of(each) for each in forms):
        return None
    return kind_for_people(typed.refused).title[language], detail_for_people(typed.refused, language)


@dataclass(frozen=True, slots=True)
class FormsBeside:
    """What a page needs for its forms: a token, what was done last, and a form that comes again."""

    token: str
    done: str = ""
    typed: TypedForm | None = None


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words of a page's forms, of its own file."""

    file: Path

    def shown(
        self, form: ActForm, language: Language, typed: TypedForm | None = None, *, is_open: bool = False
    ) -> dict[str, object]:
        """The form as the template ``desk/forms.html`` has it; with what was typed, where it comes again."""
        said = words(self.file)[language]
        again = typed if typed and typed.is_of(form) else None
        errors = again.errors(language) if again else {}
        return {
            "id": form.id,
            "act": str(form.act),
            "title": said[f"acts.{form.act}"],
            "which": form.which,
            "hint": said.get(f"hints.{form.act}", ""),
            "leads_to": form.leads_to,
            "posts_to": form.posts_to,
            "token": form.token,
            "button": said[f"buttons.{form.act}"],
            "open": is_open or again is not None,
            "summary": kind_for_people(again.refused).title[language] if again else "",
            "notice": again.notice(language) if again and not _blames(form, errors) else "",
            "drafted": form.drafted,
            "brings_files": form.in_parts or any(each.sort == "file" for each in form.fields),
            "fields": [self._field(form, each, said, again, errors) for each in form.fields],
        }

    def done(self, act: str, language: Language) -> str:
        """What the page says once the act is done; "" where there is nothing to say."""
        return words(self.file)[language].get(f"done.{act}", "")

    def _field(
        self,
        form: ActForm,
        field: FormField,
        said: Mapping[str, str],
        again: TypedForm | None,
        errors: Mapping[str, str],
    ) -> dict[str, object]:
        label = said.get(f"labels.{form.act}.{field.name}") or said.get(f"labels.any.{field.name}", "")
        given = again.value_of(field) if again else field.value
        return {
            "id": f"{form.id}-{field.name}",
            "name": field.name,
            "sort": field.sort,
            "label": label,
            "value": given if isinstance(given, str) else "",
            "choices": field.choices,
            "needed": field.needed,
            "error": errors.get(field.name, ""),
            "accept": field.accept,
            "hint": field.hint or said.get(f"field_hints.{form.act}.{field.name}", ""),
        }


def _blames(form: ActForm, errors: Mapping[str, str]) -> bool:
    """Whether something is said at a field that its reader sees."""
    return any(each.name in errors for each in form.fields if each.sort != "hidden")
