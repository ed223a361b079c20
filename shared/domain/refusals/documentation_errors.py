"""What the desk refuses about documents and what is asked about them."""

from collections.abc import Sequence

from shared.domain.refusals.error_sorts import Conflicting, Invalid, Unknown


class DocumentUnknown(Unknown):
    """The product has no document of this id."""


class ShelfFull(Conflicting):
    """The product has as many documents as its list may have."""


class MaterialUnknown(Invalid):
    """A turn is not kept as material about the document. ``fields`` are the paths of those that name one."""

    def __init__(self, fields: Sequence[str]) -> None:
        """Keep the paths; nothing of what they say."""
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)
