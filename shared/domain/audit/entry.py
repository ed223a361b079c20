"""A row of the audit list, and which rows somebody wants to read."""

from datetime import date

from pydantic import Field

from shared.domain.audit.named import Named
from shared.domain.values.authority import By
from shared.domain.values.frozen import Frozen, Instant


class AuditEntry(Frozen):
    """One call of a supporter's that reads or changes persons' data; it says nothing that a person wrote."""

    at: Instant = Field(description="When the call came.")
    day: date = Field(description="The same as a day in the vendor's zone, as it was then.")
    what: str = Field(description="The function, by its name in this description.")
    changes: bool = Field(description="Whether it is there to change something; else it reads.")
    who: str = Field(
        description='The supporter, by id, else the object id of who has signed in; "": nobody is named.'
    )
    by: By = Field(description="By what it is known who acts: a function key proves no name.")
    about: dict[Named, tuple[str, ...]] = Field(
        description="The references that it names or shows, by their sort; each address as a digest."
    )


class AuditWanted(Frozen):
    """The rows of the days ``first <= day < before``, of one supporter or about one reference where named."""

    first: date
    before: date
    who: str = ""
    about: str = ""

    def wants(self, entry: AuditEntry) -> bool:
        """Whether the row is asked for."""
        return self.who in {"", entry.who} and (
            not self.about or any(self.about in each for each in entry.about.values())
        )
