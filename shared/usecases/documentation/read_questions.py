"""What was asked about a product's documents, by document and place.

One request for the list and one for each ticket in it, and two more for each question that is shown.
"""

import asyncio
from itertools import batched

from pydantic import Field

from shared.domain.facts.material import Material
from shared.domain.values.frozen import Frozen
from shared.ports.desk import Desk
from shared.usecases.books.read_material import MaterialView, material_view
from shared.usecases.documentation.material_rows import tickets_asking
from shared.usecases.documentation.shelf_rows import load_shelf
from shared.usecases.records.month_tickets import AT_ONCE
from shared.usecases.records.ticket_rows import load_ticket


class QuestionsView(Frozen):
    """What is kept as material about a product's documents, by document and place, the oldest first."""

    product: str = Field(description="The product's id.")
    questions: tuple[MaterialView, ...]


async def read_questions(
    desk: Desk, product: str, document: str | None = None, *, waiting: bool = False
) -> QuestionsView:
    """The material about this document, or about all of the product's; ``waiting``: what no version answers.

    Raises:
        ProductUnknown.
        DocumentUnknown: there is no such document in the list, and nothing is kept about one.
    """
    desk.vendor.must_sell({"product": product})
    found: list[MaterialView] = []
    tickets = await tickets_asking(desk, product, document)
    if document and not tickets:
        (await load_shelf(desk, product)).shelf.document(document)
    for some in batched(tickets, AT_ONCE, strict=False):
        loaded = await asyncio.gather(*(load_ticket(desk.store, each) for each in some))
        kept = [
            (each.state, material)
            for each in loaded
            if each
            for material in each.state.material
            if _is_about(material, document, waiting=waiting)
        ]
        found += await asyncio.gather(*(material_view(desk, *each) for each in kept))
    return QuestionsView(product=product, questions=tuple(sorted(found, key=_order)))


def _is_about(material: Material, document: str | None, *, waiting: bool) -> bool:
    if waiting and material.improved:
        return False
    return bool(material.document) and document in {None, material.document}


def _order(view: MaterialView) -> tuple[str, str, float, str, str]:
    return view.document, view.place.casefold(), view.received.timestamp(), view.ticket, view.turn
