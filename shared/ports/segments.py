"""Where segments are kept, as a protocol: pieces that never change, and one list that says which count."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class VersionedList(NamedTuple):
    """The list as it was read, and its version."""

    content: bytes
    version: str


class Segments(Protocol):
    """Pieces under names of their own, private, and the list of those that count.

    Names are ASCII letters, digits and ``-``: nothing that people wrote.

    Raises (every method): ``shared.ports.StoreUnavailable`` when the service did not answer or cannot now;
    whether a change took effect is then unknown.
    """

    async def put(self, name: str, content: bytes) -> None:
        """Keep a piece, at most 100 MiB; where the name is there already, nothing is changed."""

    async def read(self, name: str, start: int, length: int) -> bytes | None:
        """So many bytes of a piece from there on, as far as it goes; None: there is none. One request."""

    async def remove(self, name: str) -> None:
        """The piece is gone. Twice is once."""

    async def names(self) -> Sequence[str]:
        """The names of all pieces. One request for some thousands."""

    async def listed(self) -> VersionedList | None:
        """The list; None where there has never been one. One request."""

    async def list_anew(self, content: bytes, version: str | None) -> str:
        """The list is this from now on, in place of the one read at that version; None: there was none.

        Returns: its version.

        Raises ``StoreConflict``: it is not as it was read; perhaps by an earlier attempt of this very call.
        """
