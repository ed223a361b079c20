"""The queue in memory."""

from datetime import timedelta


class MemoryQueue:
    """``shared.ports.Queue`` in a list: ``told`` has every aggregate told of, in order."""

    def __init__(self) -> None:
        """Start empty."""
        self.told: list[str] = []
        self.later: list[tuple[str, timedelta]] = []

    async def tell(self, aggregate: str, after: timedelta = timedelta(0)) -> None:
        """See ``shared.ports.Queue.tell``. What is to be seen later stands in ``later``."""
        if after:
            self.later.append((aggregate, after))
        else:
            self.told.append(aggregate)

    async def probe(self) -> None:
        """See ``shared.ports.Queue.probe``: always there."""

    def take(self) -> list[str]:
        """The aggregates told of and not yet taken, in order; they are taken with this."""
        taken, self.told = self.told, []
        return taken
