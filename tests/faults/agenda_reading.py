"""The rows of the agenda, read from the bare rows."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from shared.domain.agenda.agenda import Hint, instant_of
from shared.usecases.records.agenda_rows import HINTS


@dataclass(frozen=True, eq=False)
class AgendaRow:
    """One row of the agenda: a look, or a ticket's place in the list of open ones."""

    key: str
    instant: datetime
    hint: Hint


@cache
def agenda_row(key: str, text: str) -> AgendaRow:
    """The row under this key; the same one whenever it is read."""
    return AgendaRow(key, instant_of(key), HINTS.read(text))
