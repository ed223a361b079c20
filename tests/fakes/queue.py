"""The queue in memory."""


class MemoryQueue:
    """``shared.ports.Queue`` in a list: ``told`` has every aggregate told of, in order."""

    def __init__(self) -> None:
        """Start empty."""
        self.told: list[str] = []

    async def tell(self, aggregate: str) -> None:
        """See ``shared.ports.Queue.tell``."""
        self.told.append(aggregate)

    async def probe(self) -> None:
        """See ``shared.ports.Queue.probe``: always there."""

    def take(self) -> list[str]:
        """The aggregates told of and not yet taken, in order; they are taken with this."""
        taken, self.told = self.told, []
        return taken
