"""What is personal in a stored row: the texts that people wrote, their names and addresses.

Everything else that a row says is an instant, a number, a word of the desk's own, a supporter's id or a
digest. A test holds every field of every stored model to one of the two.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from pydantic import BaseModel

WORDS = frozenset(
    {
        *("email", "address", "name", "given", "sender", "message_id"),
        *("subject", "text", "quoted", "words", "command", "refused_files"),
        *("product", "place", "places", "document_place", "join_address"),
        *("reason", "late_because", "taken_because"),
    }
)
"""The fields whose text somebody typed, or may have. Words of the desk's own in them are of other types."""

type Change = Callable[[str, str], str]
"""What becomes of a text in the field of this name. Pure."""


def reworded[Model: BaseModel](model: Model, change: Change) -> Model:
    """The model with each of its words changed so, however deep they stand."""
    fields = ((name, getattr(model, name)) for name in type(model).model_fields)
    return model.model_copy(update={name: _changed(name, value, change) for name, value in fields})


def _changed(name: str, value: object, change: Change) -> object:
    if isinstance(value, BaseModel):
        return reworded(value, change)
    if isinstance(value, tuple):
        return tuple(_changed(name, each, change) for each in value)
    return change(name, value) if type(value) is str and name in WORDS else value


def words_in(model: BaseModel, but: AbstractSet[str] = frozenset()) -> tuple[str, ...]:
    """Every word in it, in order, ``but`` those in fields of these names."""
    found: list[str] = []

    def note(field: str, text: str) -> str:
        if text and field not in but:
            found.append(text)
        return text

    reworded(model, note)
    return tuple(found)
