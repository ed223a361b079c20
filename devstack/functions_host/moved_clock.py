"""The product's time: this machine's, moved forward by an offset that is kept with the data."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path


def machine_time() -> datetime:
    """The present instant as this machine has it, in UTC."""
    return datetime.now(UTC)


class MovedClock:
    """A ``Clock`` that can be moved. Its file holds the offset in seconds."""

    def __init__(self, file: Path, real: Callable[[], datetime] = machine_time) -> None:
        """Go on with the offset in the file, or with none where there is no file."""
        self._file = file
        self._real = real
        self._offset = timedelta(seconds=_kept(file))

    @property
    def offset(self) -> timedelta:
        """How far the product's time is ahead of the machine's."""
        return self._offset

    def now(self) -> datetime:
        """The product's present instant, aware, in UTC."""
        return self._real() + self._offset

    def move(self, by: timedelta) -> None:
        """Move the time forward, and keep the offset before anybody sees the new time."""
        offset = self._offset + by
        unfinished = self._file.with_suffix(".unfinished")
        unfinished.write_text(json.dumps({"offset_seconds": offset.total_seconds()}))
        unfinished.replace(self._file)
        self._offset = offset


def _kept(file: Path) -> float:
    return float(json.loads(file.read_text())["offset_seconds"]) if file.exists() else 0.0
