"""Example letters about documentation, in every shape."""

from collections.abc import Iterator

from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.documentation_letters import DocumentImproved, DocumentLine, WhatToStudy
from shared.domain.letters.letters import Letter

MANUAL = DocumentLine(title="The manual", address="https://docs.example.com/planner?part=1", version="9.1")
TOUR = DocumentLine(title="A tour of the week", address="https://docs.example.com/tour", version="2")


def documentation_letters(ticket: str, link: Link) -> Iterator[Letter]:
    """One letter for every branch that a template may take."""
    page = link.but(purpose=Purpose.STUDY)
    for documents in ((MANUAL,), (MANUAL, TOUR)):
        yield WhatToStudy(product="planner", documents=documents, link=page)
    for product in ("planner", ""):
        for places in ((), ("Chapter 3",), ("Chapter 3", "page 12")):
            yield DocumentImproved(ticket=ticket, product=product, document=MANUAL, places=places, link=link)
