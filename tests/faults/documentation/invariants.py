"""The invariants of the architecture for what is improved in documents."""

from collections.abc import Iterator

from shared.usecases.documentation.improvement_rows import documents_aggregate
from tests.faults.reading import Reading


def untold_unlooked(reading: Reading) -> Iterator[str]:
    """What is still to be told has a look, and what it tells of is there."""
    for place, documents in reading.documents.items():
        if documents.to_tell and not reading.looks.get(documents_aggregate(place)):
            yield f"4: documents {place} have an effect and no look"
        if not documents.to_tell <= documents.improved.keys():
            yield f"1: documents {place} are to tell of an improvement that is not there"


def still_untold(reading: Reading) -> Iterator[str]:
    """At rest everything is told."""
    for place, documents in reading.documents.items():
        if documents.to_tell:
            yield f"4: documents {place} still have effects"
