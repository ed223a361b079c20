"""The audit list's row of a call, written beside what the call does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self
from uuid import uuid4

import azure.functions as func
from pydantic import BaseModel

from functions.starting import imported_when_used
from shared.domain.audit.named import Name
from shared.domain.values.authority import By
from shared.ports.store import StoreError

with imported_when_used():
    from shared.domain.audit import entry, named
    from shared.usecases.audit import audit_rows

if TYPE_CHECKING:
    from shared.ports.desk import Desk, Shows

_log = logging.getLogger(__name__)


class Caller(NamedTuple):
    """Who calls: a supporter's id, or the object id of who else has signed in; and how that is known."""

    who: str
    by: By


class Auditable(Protocol):
    """A request of which the audit list has a row."""

    @property
    def request(self) -> func.HttpRequest:
        """As the host handed it over."""

    @property
    def desk(self) -> Desk:
        """The desk of this process."""

    def shown_to(self, shows: Shows) -> Self:
        """The same, heard by this one."""


@dataclass(slots=True)
class _Row:
    """The row of one call: begun once, as soon as it is known whom the call is about."""

    desk: Desk
    what: str
    changes: bool
    caller: Caller
    names: tuple[Name, ...]
    _writing: asyncio.Task[None] | None = field(default=None, init=False)

    def begin(self, names: Iterable[Name] = ()) -> None:
        """Write it now, with these names too; one that is begun already stays as it is."""
        if self._writing is None:
            self._writing = asyncio.create_task(self._write((*self.names, *names)))

    async def written(self) -> None:
        """The row is there, or the log says that it is not."""
        self.begin()
        if self._writing:
            await self._writing

    async def _write(self, names: tuple[Name, ...]) -> None:
        at = self.desk.clock.now()
        row = entry.AuditEntry(
            at=at,
            day=at.astimezone(self.desk.vendor.zone).date(),
            what=self.what,
            changes=self.changes,
            who=self.caller.who,
            by=self.caller.by,
            about=dict(named.references(self.desk.secret, names)),
        )
        try:
            await audit_rows.write_entry(self.desk, row, uuid4().hex)
        except StoreError as error:
            tickets = " ".join(row.about.get(named.Named.TICKET, ()))
            _log.error("audit row lost: %s at %s [%s]: %s", row.what, at, tickets, type(error).__name__)


async def audited[Asking: Auditable, Answer](
    asked: Asking,
    what: str,
    act: Callable[[Asking], Awaitable[Answer]],
    body: BaseModel | None = None,
    caller: Caller | None = None,
) -> Answer:
    """What the act answers, once the audit list has the call too, refused or not.

    ``caller``: who has signed in; of a call with a key it is whom the body names as its author.

    The row is written while the act runs: at once, where address or body say whom it is about or it changes
    something; else as soon as the act says what it shows, at the latest with its answer. A row that cannot be
    written is logged, and the act stands: its answer is not lost.
    """
    names = (*named.names_at(asked.request.route_params), *named.names_in(body))
    known = caller or Caller(_author(asked.desk, body), By.KEY)
    changes = asked.request.method != "GET"  # else it reads
    row = _Row(asked.desk, what, changes, known, names)
    if changes or named.names_a_person(names):
        row.begin()
    try:
        answer = await act(asked.shown_to(row.begin))
        row.begin(named.names_in(answer))
    finally:
        await row.written()
    return answer


def _author(desk: Desk, body: BaseModel | None) -> str:
    """The supporter whom the body names as its author; nothing else that is typed there is kept."""
    author = getattr(body, "author", "")
    return author if any(each.id == author for each in desk.vendor.supporters) else ""
