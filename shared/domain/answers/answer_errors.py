"""What the desk refuses of an answer: its author has not seen all, or a file is none that is sent."""

from collections.abc import Sequence

from shared.domain.facts.files import RefusedFile
from shared.domain.refusals.error_sorts import Conflicting, Invalid
from shared.domain.values.frozen import Frozen, Instant


class Came(Frozen):
    """What came to a ticket: a message of a person's, or what a supporter answered, by its id.

    ``kind``: ``message``, else how it answered. ``who``: the name of whoever wrote it, as far as it is known.
    """

    id: str
    kind: str
    at: Instant
    who: str = ""


class CameMeanwhile(Conflicting):
    """Something came that the author of the answer had not seen; nothing was sent."""

    def __init__(self, came: Sequence[Came]) -> None:
        """Keep what came, in order."""
        super().__init__(", ".join(each.id for each in came))
        self.came = tuple(came)


class AnswerFilesRefused(Invalid):
    """Files that were to go with the answer are of no sort that is sent; nothing was sent."""

    def __init__(self, refused: Sequence[RefusedFile]) -> None:
        """Keep which they are, and why; the text says only why."""
        super().__init__(", ".join(each.reason for each in refused))
        self.refused = tuple(refused)


class SeenUnknown(Invalid):
    """The ticket has no such entry that somebody could have seen."""
