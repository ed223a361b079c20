"""Whether the disk has room for what the storage holds, and whether all of it was written when it stopped.

Azurite holds its tables, and the lists of its blobs and queues, in memory. Every five seconds, and when it
stops, it writes each that has changed whole, to a file beside the old one, which then takes its place. Where
the disk is full it goes on answering, writes nothing, and says nothing.
"""

import shutil
from pathlib import Path

from devstack.stack.refusal import StackRefused

MARGIN = 16 * 1024 * 1024
"""Bytes that must be free besides: for files, logs and mails until somebody notices."""

_HELD = "*/__azurite_db_*.json"
_HALF_WRITTEN = f"{_HELD}~"


class DiskFull(StackRefused):
    """What comes from now on could not be written."""

    def __init__(self, folder: Path, became: str = "The stack stops.") -> None:
        """``became``: of what it had taken, once that is known."""
        super().__init__(f"The disk of {folder} is full. {became}")


def lacks_room(storage: Path, free: int | None = None) -> bool:
    """Whether the disk could not take all that the storage in this folder holds, grown to twice its size.

    ``free``: bytes that are free; asked of the disk unless told.
    """
    held = sum(file.stat().st_size for file in storage.glob(_HELD))
    return (shutil.disk_usage(storage).free if free is None else free) < 2 * held + MARGIN


def is_saved(storage: Path) -> bool:
    """Whether storage that has stopped has written all that it held: else a new file is left over."""
    return not any(storage.glob(_HALF_WRITTEN))
