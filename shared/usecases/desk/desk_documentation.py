"""A product's documents at the desk, with what was asked about each that no version answers yet."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from shared.domain.audit.named import Named
from shared.domain.documentation.documents import Shelf
from shared.ports.desk import Desk
from shared.usecases.books.read_material import MaterialList, MaterialView, read_material
from shared.usecases.documentation.keep_documents import read_documents
from shared.usecases.documentation.read_questions import read_questions


@dataclass(frozen=True, slots=True)
class DeskDocumentation:
    """The product's list of documents, and the questions that wait, by document and place."""

    product: str
    shelf: Shelf
    waiting: Sequence[MaterialView]


async def read_desk_documentation(desk: Desk, product: str) -> DeskDocumentation:
    """Requests: the list, and as ``read_questions``. Raises ``ProductUnknown``."""
    shelf, asked = await asyncio.gather(
        read_documents(desk, product), read_questions(desk, product, waiting=True)
    )
    desk.shows((Named.TICKET, each.ticket) for each in asked.questions)
    return DeskDocumentation(product, shelf, asked.questions)


async def read_desk_material(desk: Desk, month: str) -> MaterialList:
    """What was kept of the month's questions. Raises ``MonthInvalid``."""
    found = await read_material(desk, month)
    desk.shows((Named.TICKET, each.ticket) for each in found.material)
    return found
