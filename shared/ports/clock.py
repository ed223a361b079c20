"""The time of day, as a protocol."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What the time is. The product never asks anybody else."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
