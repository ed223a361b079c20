"""What is to be studied of a product: a list of documents, each in both languages and in a version."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints

from shared.domain.letters.documentation_letters import DocumentLine
from shared.domain.news.news import InBothLanguages, Title
from shared.domain.refusals.documentation_errors import DocumentUnknown, ShelfFull
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Line
from shared.domain.values.vendor import Language

MOST_DOCUMENTS = 50
"""Of one product: all of them stand in one row, and in one mail."""

_SECURE = re.compile(
    r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:[/?#][!#-;=?-\[\]^_a-~]*)?", re.IGNORECASE
)


def _secure(address: str) -> str:
    if not _SECURE.fullmatch(address):
        message = "Give the document's whole address. It begins with https://."
        raise ValueError(message)
    return address


type DocumentId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
type DocumentVersion = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
_Address = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_secure)]


class Addresses(InBothLanguages):
    """Where the document is read, in each language; the same twice where it is one document."""

    sv: _Address
    en: _Address


class Document(Frozen):
    """A manual, a demonstration or whatever else is studied. ``id`` is the vendor's own name for it."""

    id: DocumentId = Field(description="The vendor's own name for it; the list is in the order of these.")
    title: Title = Field(description="What it is called, in each language.")
    address: Addresses = Field(description="Where it is read, in each language: an https address.")
    version: DocumentVersion = Field(
        description="Its version, as readers know it. Another one is studied anew."
    )


class Shelf(Frozen):
    """All documents of one product, in the order of their ids."""

    product: str
    documents: tuple[Document, ...] = ()

    def document(self, name: str) -> Document:
        """The document of this id. Raises ``DocumentUnknown``."""
        for each in self.documents:
            if each.id == name:
                return each
        raise DocumentUnknown(name)

    def having(self, document: Document) -> Self:
        """The list with this document, in place of one of the same id. Raises ``ShelfFull``."""
        others = self.without(document.id).documents
        if len(others) >= MOST_DOCUMENTS:
            raise ShelfFull
        return self.but(documents=tuple(sorted([*others, document], key=lambda each: each.id)))

    def without(self, name: str) -> Self:
        """The list without the document of this id, whether it was there or not."""
        return self.but(documents=tuple(each for each in self.documents if each.id != name))


def document_line(document: Document, language: Language) -> DocumentLine:
    """The document as a reader of this language reads of it."""
    return DocumentLine(
        title=document.title.read_in(language),
        address=document.address.read_in(language),
        version=document.version,
    )
