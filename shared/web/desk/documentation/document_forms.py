"""The forms of documentation: a document is added, changed, removed, and answers what was asked about it."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from shared.domain.documentation.documents import Document, Shelf
from shared.domain.documentation.improving import ImprovementBody
from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.usecases.desk.desk_documentation import DeskDocumentation
from shared.web.desk.forms import ActForm, FormField, FormWords, SentForm, TypedForm
from shared.web.desk.in_both import both, parse_both, ticked
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.submissions import FieldError, FieldsInvalid

_WORDS = Path(__file__).with_name("document_forms.toml")
FORM_WORDS = FormWords(_WORDS)
DOCUMENT_FORMS_TEXTS = words(_WORDS)
MOST_TO_TICK = 50
_LONGEST = 100


class DocumentAct(StrEnum):
    """What is done with the documents of a product."""

    ADD = "add"
    IMPROVE = "improve"
    CHANGE = "change"
    REMOVE = "remove"


class DocumentForm(SentForm):
    """What every form of the page sends beside the fields of its act's own body."""

    act: DocumentAct = Field(description="What is done.")
    about: str = Field(default="", max_length=63, description="The document that it is about, by its id.")
    product: str = Field(default="", max_length=63, description="The product, by its id.")


def document_in(body: Body, name: str) -> Document:
    """The document that was typed, under this id, or the one that was typed. Raises ``FieldsInvalid``."""
    return parse_both(body, Document, ("title", "address"), {"id": name} if name else {})


def refuse_taken(document: Document, shelf: Shelf) -> None:
    """Return where no document of the list has this id. Raises ``FieldsInvalid``."""
    if document.id in {each.id for each in shelf.documents}:
        said = {language: DOCUMENT_FORMS_TEXTS[language]["taken"] for language in Language}
        raise FieldsInvalid([FieldError("id", Code.NOT_VALID, said=said)])


def improvement_in(body: Body, author: str) -> ImprovementBody:
    """The questions that were ticked, and the version that answers them. Raises ``FieldsInvalid``."""
    asked = [each.partition("-") for each in ticked(body.fields, "questions")]
    questions = [{"ticket": ticket, "turn": turn} for ticket, _, turn in asked]
    return parse_both(body, ImprovementBody, (), {"author": author, "questions": questions})


def forms_of(found: DeskDocumentation, language: Language, typed: TypedForm | None) -> Iterator[ActForm]:
    """A new document, and for each that there is what can be done with it."""
    yield ActForm(
        DocumentAct.ADD, (_product(found), FormField("id", "text"), *_words_of(None)), drafted=False
    )
    for document in found.shelf.documents:
        which, about = document.title.read_in(language), FormField("about", "hidden", document.id)
        before = (_product(found), about)
        if asked := _asked(found, document, typed):
            version = FormField("version", "text", document.version)
            yield ActForm(DocumentAct.IMPROVE, (*before, asked, version), document.id, which, drafted=False)
        yield ActForm(DocumentAct.CHANGE, (*before, *_words_of(document)), document.id, which, drafted=False)
        yield ActForm(DocumentAct.REMOVE, before, document.id, which, drafted=False)


def _product(found: DeskDocumentation) -> FormField:
    return FormField("product", "hidden", found.product)


def _asked(found: DeskDocumentation, document: Document, typed: TypedForm | None) -> FormField | None:
    """The questions that wait, to tick; None where there are none."""
    waiting = [each for each in found.waiting if each.document == document.id][:MOST_TO_TICK]
    choices = tuple((f"{each.ticket}-{each.turn}", _begins(each.place, each.text)) for each in waiting)
    chosen = " ".join(ticked(typed.fields, "questions")) if typed else ""
    return FormField("questions", "times", chosen, choices) if choices else None


def _begins(place: str, text: str) -> str:
    """Where in the document, and how the question begins."""
    return ": ".join(filter(None, (place, " ".join(text.split())[:_LONGEST])))


def _words_of(document: Document | None) -> Iterator[FormField]:
    yield from both("title", "text", document.title if document else None)
    yield from both("address", "url", document.address if document else None)
    yield FormField("version", "text", document.version if document else "")
