"""The forms by which a version is released: its file is uploaded, it is shown before it is out, it is out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from shared.domain.refusals import errors, release_errors
from shared.domain.releases.release import ReleaseBody, ReleaseFileName
from shared.domain.values.fields import entry_called
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.usecases.desk.desk_releases import DeskReleases
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, optional
from shared.web.desk.in_both import both, listed_in, parse_both
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid, code_of

_WORDS = Path(__file__).with_name("release_forms.toml")
FORM_WORDS = FormWords(_WORDS)
RELEASE_FORMS_TEXTS = words(_WORDS)
MOST_NAMED = 20
_TYPED = ("product", "version", "notes_sv", "notes_en", "fixes", "address", "file_id", "file_name")
REFUSED_AT: Mapping[type[Exception], str] = {
    errors.ProductUnknown: "product",
    release_errors.FixUnknown: "fixes",
    release_errors.FixUnready: "fixes",
    release_errors.ReleaseExists: "version",
    release_errors.ReleaseFileTooLarge: "files",
}
"""Beside which field a refusal is told."""


class ReleaseAct(StrEnum):
    """What is done on the page: a file uploaded, a release looked at, and published."""

    UPLOAD = "upload"
    PREVIEW = "preview"
    RELEASE = "release"


class ReleaseForm(SentForm):
    """What every form of the page sends beside the fields of a release."""

    act: ReleaseAct = Field(description="What is done.")


class FileAtHand(Frozen):
    """A file that has been uploaded for the release that is being written; both "" where none was."""

    id: str = ""
    name: str = ""


def release_in(body: Body, author: str) -> ReleaseBody:
    """The release that was typed. Raises ``FieldsInvalid``."""
    sent = body.fields
    fixes = [entry_called(each) or each for each in listed_in(sent.get("fixes"))]
    file = file_in(sent)
    if not file.id and not str(sent.get("address") or "").strip():
        raise FieldsInvalid([_of_download(FieldError("address", Code.MISSING))])
    more = {"author": author, "fixes": fixes, "file": file.model_dump() if file.id else None}
    try:
        return parse_both(body, ReleaseBody, ("notes",), more)
    except FieldsInvalid as refused:
        raise FieldsInvalid([_of_download(each) for each in refused.errors]) from None


def _of_download(error: FieldError) -> FieldError:
    """The error in words of its own where it is the download address: no email address is meant."""
    said = {language: RELEASE_FORMS_TEXTS[language]["no_address"] for language in Language}
    return replace(error, said=said) if error.field == "address" else error


def file_in(sent: Mapping[str, object]) -> FileAtHand:
    """The uploaded file that a form or an address names."""
    return FileAtHand(id=str(sent.get("file_id") or ""), name=str(sent.get("file_name") or ""))


def refuse_name(name: str) -> None:
    """Return where a release's file can be called so. Raises ``FieldsInvalid``: beside the file."""
    try:
        TypeAdapter(ReleaseFileName).validate_python(name)
    except ValidationError as error:
        (found,) = error.errors(include_url=False, include_input=False)
        limit = found.get("ctx", {}).get("max_length", 0)
        raise FieldsInvalid([FieldError("files", code_of(found), limit)]) from None


def forms_of(found: DeskReleases, file: FileAtHand, language: Language) -> Iterator[ActForm]:
    """A release that is looked at first, and before it a file, where none is at hand."""
    yield ActForm(ReleaseAct.PREVIEW, tuple(_of_release(found, file, language)), drafted=False)
    if not file.id:
        fields = (FormField("product", "hidden", found.product), FormField("files", "file"))
        yield ActForm(ReleaseAct.UPLOAD, fields, drafted=False)


def _of_release(found: DeskReleases, file: FileAtHand, language: Language) -> Iterator[FormField]:
    texts = RELEASE_FORMS_TEXTS[language]
    yield FormField("product", "hidden", found.product)
    yield FormField("version", "text")
    yield from both("notes", "area")
    named = [f"{each.name} {each.title.read_in(language)}" for each in found.fixable[:MOST_NAMED]]
    if named:
        yield FormField("fixable", "hint", texts["fixable"].format(errors="; ".join(named)))
    yield optional("fixes", "text")
    if file.id:
        yield FormField("file", "hint", texts["at_hand"].format(name=file.name))
        yield FormField("file_id", "hidden", file.id)
        yield FormField("file_name", "hidden", file.name)
    else:
        yield FormField("address", "url")


def form_to_release(body: Body) -> ActForm:
    """The release as it was looked at, to be published so."""
    fields = tuple(FormField(name, "hidden", str(body.fields.get(name) or "")) for name in _TYPED)
    return ActForm(ReleaseAct.RELEASE, fields, drafted=False)
