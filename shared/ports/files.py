"""The storage of files, as a protocol."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was put: its bytes and their media type."""

    content: bytes
    content_type: str


class Files(Protocol):
    """Files that came with messages, each under a key of its own, private. A key never has another content.

    Keys are ASCII letters and digits, made from the content: nothing that people wrote.

    Raises (every method): ``shared.ports.StoreUnavailable`` when the service did not answer or cannot now;
    whether a put took effect is then unknown, and doing it again does no harm.
    """

    async def put(self, key: str, content: bytes, content_type: str, *, ticket: str) -> None:
        """Keep a file, at most 50 MiB; where the key is there already, nothing is changed.

        ``ticket`` is the reference of the ticket that it came to, kept as a label beside it: whoever tidies
        finds by it the files of which no ticket knows. The file of a release has a word of its own there.
        """

    async def erase(self, key: str) -> None:
        """Nothing of the file is left but its key, so that putting it again keeps nothing. Twice is once."""

    async def get(self, key: str) -> StoredFile | None:
        """The file, or None where there is none."""

    async def has(self, key: str) -> bool:
        """Whether there is such a file; its content is not fetched."""

    async def probe(self) -> None:
        """One cheap request."""
