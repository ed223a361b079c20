"""The entries of the register, read from the bare rows."""

from dataclasses import dataclass, field
from functools import cache

from shared.domain.register.entry import EntryTie, PersonTold, RegisterEntry
from shared.usecases.register.register_rows import ENTRIES, TIES, TOLD


@dataclass(eq=False)
class EntryRows:
    """One partition of the register: the entry, its ties by ticket, and who is told by person."""

    id: str
    entry: RegisterEntry | None = None
    ties: dict[str, EntryTie] = field(default_factory=dict)
    told: dict[str, PersonTold] = field(default_factory=dict)

    @property
    def tied(self) -> set[str]:
        """The tickets whose tie holds."""
        return {ticket for ticket, tie in self.ties.items() if tie.tied}


@cache
def entry_rows(partition: str, rows: tuple[tuple[str, str], ...]) -> EntryRows:
    """What stands in this partition."""
    found = EntryRows(partition)
    for key, text in rows:
        kind, _, name = key.partition(f"-{partition}")
        match kind:
            case "head":
                found.entry = ENTRIES.read(text)
            case "tie":
                found.ties[name.removeprefix("-")] = TIES.read(text)
            case "told":
                found.told[name.removeprefix("-")] = TOLD.read(text)
    return found
