"""What can be done with the register on its pages: an error is entered, changed, moved on, merged, untied."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from shared.domain.refusals import register_errors
from shared.domain.register.entry import EntryKind, EntryState, RegisterEntry
from shared.domain.register.keeping import EntryBody, EntryChange, said_by, steps_from
from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.usecases.desk.desk_register import DeskEntry
from shared.web.desk.desk_page import Reading
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, optional
from shared.web.desk.in_both import both, listed_in, parse_both
from shared.web.http.bodies import Body

_WORDS = Path(__file__).with_name("entry_forms.toml")
FORM_WORDS = FormWords(_WORDS)
ENTRY_KINDS = words(_WORDS, "entry_kinds")
ENTRY_FORMS_TEXTS = words(_WORDS)
IN_BOTH = ("title", "text", "workaround")
REFUSED_AT: Mapping[type[Exception], str] = {
    register_errors.RegisterReasonMissing: "reason",
    register_errors.RegisterVersionMissing: "version",
    register_errors.RegisterMergeCircular: "into",
    register_errors.RegisterEntryUnknown: "into",
}
"""Beside which field a refusal is told."""


class RegisterAct(StrEnum):
    """What is done on the page of the register."""

    ENTER = "enter"


class EntryAct(StrEnum):
    """What is done on the page of an error: to move it to a state is called by the state."""

    CHANGE = "change"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    FIXED = "fixed"
    RELEASED = "released"
    NOT_AN_ERROR = "not_an_error"
    CANNOT_BE_REPRODUCED = "cannot_be_reproduced"
    MERGE = "merge"
    UNTIE = "untie"


class RegisterForm(SentForm):
    """What the form of the register's page sends beside the fields of an error."""

    act: RegisterAct = Field(description="What is done.")


class EntryForm(SentForm):
    """What every form of an error's page sends beside the fields of its act's own body."""

    act: EntryAct = Field(description="What is done.")
    about: str = Field(
        default="", max_length=40, description="The ticket to untie; of a change: what the error said."
    )
    after: str = Field(default="", max_length=40, description="After which ticket its page begins.")


def entered_in(body: Body, author: str) -> EntryBody:
    """The error that was typed. Raises ``FieldsInvalid``."""
    more = {"author": author, "versions": listed_in(body.fields.get("versions"))}
    return parse_both(body, EntryBody, IN_BOTH, more)


def changed_in(body: Body) -> EntryChange:
    """The error as it was typed anew; without a workaround where none was left. Raises ``FieldsInvalid``."""
    versions = {"versions": listed_in(body.fields.get("versions"))}
    change = parse_both(body, EntryChange, IN_BOTH, versions)
    return EntryChange.model_validate({"workaround": None} | change.model_dump(exclude_unset=True))


def form_to_enter(vendor: Vendor, language: Language, product: str) -> ActForm:
    """A new error, of the product that is looked at."""
    return ActForm(RegisterAct.ENTER, (*_words_of(vendor, language, product, None),), drafted=False)


def forms_of_entry(shown: DeskEntry, reading: Reading) -> Iterator[ActForm]:
    """Every act that is possible as the error stands now."""
    entry, vendor, language = shown.entry, reading.vendor, reading.language
    if entry.merged_into:
        return
    for state, reasoned in steps_from(entry.state).items():
        yield ActForm(state, tuple(_of_step(shown, state, language, reasoned=reasoned)))
    read = FormField("about", "hidden", said_by(entry))
    yield ActForm(EntryAct.CHANGE, (read, *_words_of(vendor, language, entry.product, entry)))
    yield ActForm(EntryAct.MERGE, (FormField("into", "text"),))
    if shown.ties:
        tickets = tuple((each.ticket, f"{each.code} {each.member}".strip()) for each in shown.ties)
        page = FormField("after", "hidden", shown.after)
        chosen = FormField("about", "select", "", tickets)
        yield ActForm(EntryAct.UNTIE, (page, chosen, FormField("reason", "text")))


def _of_step(
    shown: DeskEntry, state: EntryState, language: Language, *, reasoned: bool
) -> Iterator[FormField]:
    untold = shown.people - shown.told
    if state is EntryState.CONFIRMED and untold:
        told = ENTRY_FORMS_TEXTS[language]["one_told" if untold == 1 else "are_told"].format(number=untold)
        yield FormField("told", "hint", told)
    if state in {EntryState.FIXED, EntryState.RELEASED}:
        yield FormField("version", "text", shown.entry.fixed_in)
    if reasoned:
        yield FormField("reason", "text")


def _words_of(
    vendor: Vendor, language: Language, product: str, entry: RegisterEntry | None
) -> Iterator[FormField]:
    """The fields of an error, with what they hold now."""
    kind = entry.kind if entry else EntryKind.ERROR
    kinds = tuple((each.value, ENTRY_KINDS[language][each]) for each in EntryKind)
    yield FormField("product", "select", product, tuple((each.id, each.name) for each in vendor.products))
    yield FormField("kind", "select", kind, kinds)
    yield from both("title", "text", entry.title if entry else None)
    yield from both("text", "area", entry.text if entry else None)
    yield from both("workaround", "area", entry.workaround if entry else None, needed=False)
    yield optional("versions", "text", ", ".join(entry.versions) if entry else "")
