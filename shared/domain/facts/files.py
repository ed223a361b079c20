"""Files that come with messages: what is kept of them, whether they are clean, and who may open them.

A file's facts are in events; its names are personal data and stand with the words of its turn (``Said``).
"""

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.refusals.errors import FileInfected, FileUnscanned
from shared.domain.values.file_scanning import FileScanning
from shared.domain.values.frozen import Frozen

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
"""What one message may bring, in number and together."""

MOST_ATTACHED = 6 * 1024 * 1024
"""Bytes that a supporter may attach to one answer: in base64, with the words, they fit into a mail."""


class FileRefusal(StrEnum):
    """Why a file is not taken."""

    ENDING = "ending"
    CONTENT = "content"
    MACROS = "macros"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"


class FileScan(StrEnum):
    """What a scanner has found in a file."""

    UNSCANNED = "unscanned"
    CLEAN = "clean"
    INFECTED = "infected"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it came: the name that its sender gave it, and its bytes."""

    name: str
    content: bytes


class RefusedFile(Frozen):
    """A file that was not taken: its name, fit to be told back, and why."""

    name: str
    reason: FileRefusal


class FileFacts(Frozen):
    """What an event may say of a file. ``id`` is its key in storage; ``sha256`` of its content, in hex."""

    id: str
    content_type: str
    size: int
    sha256: str


class TurnFile(FileFacts):
    """A file of a ticket, and the turn, or the answer, that it came with."""

    turn: str


class NamedFile(Frozen):
    """A file's names: ``name`` is rebuilt and safe, ``given`` the sender's own, fit to be shown."""

    id: str
    name: str
    given: str = ""


class KeptFile(Frozen):
    """A file that was taken."""

    facts: FileFacts
    named: NamedFile


def may_open(scan: FileScan, scanning: FileScanning) -> bool:
    """Whether a supporter may open the file. Where nothing scans, one that nobody has looked at too."""
    return scan is FileScan.CLEAN or (scan is FileScan.UNSCANNED and scanning is FileScanning.OFF)


def must_open(scan: FileScan, scanning: FileScanning) -> None:
    """Return where a supporter may open the file. Raises ``FileInfected``, ``FileUnscanned``."""
    if scan is FileScan.INFECTED:
        raise FileInfected
    if not may_open(scan, scanning):
        raise FileUnscanned


def after_result(before: FileScan, result: FileScan) -> FileScan:
    """What holds once a scanner has spoken (again): infected stays infected, whatever comes late or twice."""
    return before if before is FileScan.INFECTED else result
