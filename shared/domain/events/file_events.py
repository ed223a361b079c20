"""What can happen to the files of a ticket."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.files import FileFacts


class FilesKept(Event):
    """These files came with the turn and are kept. Their names stand with the turn's words, not here."""

    event: Literal["files_kept"] = "files_kept"
    turn: str
    files: tuple[FileFacts, ...]
