"""Leased mails are handed to the provider side by side, a few at once, and told of as they end."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from shared.domain.letters.sends import Send, pause_after
from shared.domain.outbox.leasing import Attempted, Fate
from shared.ports.desk import Desk
from shared.ports.mailer import MailDeferred, MailQuotaUsedUp, MailRefused

CALLS_AT_ONCE = 8
MARKED_AFTER = 10
"""Seconds: what has ended by then is marked, whatever the others do."""
_log = logging.getLogger(__name__)

type HandOver = Callable[[Send], Awaitable[MailRefused | MailDeferred | None]]


class Failed(NamedTuple):
    """A mail whose attempt failed for a reason that is not the provider's; it stays leased."""

    send: str
    error: Exception


@dataclass
class Calls:
    """The calls for one lease. What has not begun by ``until`` is not attempted.

    ``stopped_by``: what the provider says that stops those not begun, and ``stopped_until``, once it has.
    ``too_many_until``: so long nobody is to ask it, once it has said that there are too many.
    """

    desk: Desk
    hand_over: HandOver
    until: datetime
    stopped_by: type[MailDeferred] = MailQuotaUsedUp
    stopped_until: datetime | None = None
    too_many_until: datetime | None = None

    async def attempt(self, send: Send, gate: asyncio.Semaphore) -> Attempted | Failed:
        """Make the call, unless it is too late or another was told that there are too many."""
        async with gate:
            if self.stopped_until or self.desk.clock.now() > self.until:
                return Attempted(send, Fate.UNATTEMPTED, not_before=self.stopped_until)
            try:
                return self.meaning(send, await self.hand_over(send))
            except Exception as error:  # noqa: BLE001 - one bad mail must not keep the others
                _log.error("a mail could not be handed over (%s)", type(error).__name__)
                return Failed(send.id, error)

    def meaning(self, send: Send, answer: MailRefused | MailDeferred | None) -> Attempted:
        """What this answer of the provider says of the attempt, and of those that have not begun."""
        match answer:
            case MailRefused():
                return Attempted(send, Fate.REFUSED, reason=str(answer))
            case MailDeferred(retry_after=wish):
                until = self.desk.clock.now() + pause_after(1, wish)
                if isinstance(answer, self.stopped_by):
                    self.stopped_until = until
                if isinstance(answer, MailQuotaUsedUp):
                    self.too_many_until = until
                return Attempted(send, Fate.DEFERRED, wish=wish)
            case None:
                return Attempted(send, Fate.SENT)


async def ended(calls: Calls, leased: Sequence[Send]) -> AsyncGenerator[list[Attempted | Failed]]:
    """All of these, in groups: those that have ended within ten seconds first, the stragglers later.

    Nothing goes on once the generator is closed.
    """
    gate = asyncio.Semaphore(CALLS_AT_ONCE)
    under_way = [asyncio.create_task(calls.attempt(send, gate)) for send in leased]
    try:
        while under_way:
            done, _ = await asyncio.wait(under_way, timeout=MARKED_AFTER)
            results = [task.result() for task in under_way if task in done]
            under_way = [task for task in under_way if task not in done]
            yield results
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
