"""What must hold of releases once nothing is left to be done."""

from shared.ports.store import Table
from tests.fakes.store import MemoryStore


def releases_untold(memory: MemoryStore) -> list[str]:
    """The releases that are out, and have not caused what they are to cause elsewhere."""
    keys = (key for table, _, key in memory.everything() if table is Table.RELEASES)
    return [f"4: {key} was never caused" for key in keys if key.startswith("effect-")]
