"""The mails about what responsible persons study, and about what was bettered after somebody asked."""

from typing import ClassVar, Literal

from pydantic import Field

from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import RequestedProduct, TicketReference, ToTheMember
from shared.domain.values.frozen import Frozen


class DocumentLine(Frozen):
    """A document as its reader reads of it: in the reader's language."""

    title: str
    address: str
    version: str


class WhatToStudy(Frozen):
    """To a responsible person: the product's documents, and the page to mark them and ask about them."""

    letter: Literal["what_to_study"] = "what_to_study"
    lane: ClassVar[Lane] = Lane.DIGESTS
    product: RequestedProduct
    documents: tuple[DocumentLine, ...] = Field(min_length=1)
    link: Link


class DocumentImproved(ToTheMember):
    """To whoever asked: the document says it now. ``places``: where in it the person had asked."""

    letter: Literal["document_improved"] = "document_improved"
    lane: ClassVar[Lane] = Lane.PEOPLE
    ticket: TicketReference
    document: DocumentLine
    places: tuple[str, ...] = ()
    link: Link


DocumentationLetter = WhatToStudy | DocumentImproved
"""Any of these."""
