"""What stands in the partition of a product's documents, read from the bare rows."""

from dataclasses import dataclass, field
from functools import cache

from shared.domain.documentation.documents import Shelf
from shared.usecases.documentation.shelf_rows import SHELVES
from tests.faults.member_reading import Rows


@dataclass(eq=False)
class DocumentRows:
    """One product's: its list, what was improved in it, and the ids of what is still to be told of that."""

    place: str
    shelf: Shelf | None = None
    improved: dict[str, str] = field(default_factory=dict)
    to_tell: set[str] = field(default_factory=set)


@cache
def document_rows(partition: str, rows: Rows) -> DocumentRows:
    """What these rows say."""
    documents = DocumentRows(partition)
    for key, text in rows:
        kind, _, name = key.partition(f"-{partition}")
        match kind:
            case "shelf":
                documents.shelf = SHELVES.read(text)
            case "improvement":
                documents.improved[name] = text
            case "effect":
                documents.to_tell.add(name)
    return documents
