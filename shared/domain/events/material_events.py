"""What supporters keep of questions as material for better documentation: the events."""

from typing import Literal

from shared.domain.events.event import Event


class MaterialKept(Event):
    """A turn is kept as material for better documentation, as its question shows what is missing there."""

    event: Literal["material_kept"] = "material_kept"
    turn: str
    author: str
    reason: str


class MaterialDropped(Event):
    """A turn is material no more: the documentation has been bettered, or it was a mistake."""

    event: Literal["material_dropped"] = "material_dropped"
    turn: str
    author: str
    reason: str


MaterialEvent = MaterialKept | MaterialDropped
