"""The outbox: one row a mail, from the act that caused it until it is mailed, failed or withdrawn.

``pending -> sending (leased) -> sent | failed(reason) | withdrawn(reason)``. A deferral puts a row back to
pending with a later instant. The operation id never changes, so a repeated call can be told from a new mail.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import ItemOfNews, PersonsAnswer
from shared.domain.letters.letters import Letter
from shared.domain.letters.release_letters import ReleaseNews
from shared.domain.letters.work_letters import QuoteCopy
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language

LEASE = timedelta(minutes=5)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


class SendState(StrEnum):
    """Where a mail stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Recipient(Frozen):
    """Who gets the mail."""

    address: str
    name: str = ""


class Send(Frozen):
    """One mail to be sent. ``id`` is the provider's operation id, a UUID.

    ``digest``: the notice that may tell it instead. ``turn``: the last turn of its ticket that it shows.
    ``events``: how many events its ticket had once it was written; None where that is not known.
    ``skip``: why it is to be withdrawn when its turn comes. ``bare``: its address is not proved, so that it
    carries no byte that a stranger may have written: no name, and nothing of the mail that it answers.
    """

    id: str
    letter: Letter
    to: Recipient
    cc: tuple[Recipient, ...] = ()
    language: Language
    state: SendState = SendState.PENDING
    not_before: Instant
    leased_until: Instant | None = None
    first_sent: Instant | None = None
    attempts: int = 0
    reason: str = ""
    digest: str = ""
    turn: str = ""
    events: int | None = None
    skip: str = ""
    bare: bool = False

    @property
    def automatic(self) -> bool:
        """Written by the machine: everything but a person's answer and news."""
        return not isinstance(self.letter, PersonsAnswer | QuoteCopy | ItemOfNews)

    @property
    def tells_of_own_report(self) -> bool:
        """It tells its reader that something it reported is fixed."""
        return isinstance(self.letter, ReleaseNews) and bool(self.letter.mine)

    @property
    def lane(self) -> Lane:
        """In which order it leaves."""
        return self.letter.lane

    @property
    def waits_since(self) -> datetime:
        """The instant from which it could have left, however often it has been put back since."""
        return min(self.first_sent or self.not_before, self.not_before)

    @property
    def ended(self) -> bool:
        """Nothing more is to be done about it."""
        return self.state in {SendState.SENT, SendState.FAILED, SendState.WITHDRAWN}

    def due(self, now: datetime) -> bool:
        """It may be sent now: it is waiting and its instant has come, or its sender's lease has run out."""
        if self.state is SendState.SENDING:
            return self.leased_until is not None and now >= self.leased_until
        return self.state is SendState.PENDING and now >= self.not_before

    def to_unproved(self) -> Self:
        """To an address that is not proved. What was tried before stays the same at each attempt."""
        return self if self.attempts else self.but(bare=True)

    def written_after(self, events: int) -> Self:
        """As it is first written, when its ticket has had so many events."""
        return self if self.events is not None or self.first_sent or self.ended else self.but(events=events)

    def leased(self, now: datetime) -> Self:
        """Taken for one attempt; counted before the call is made."""
        return self.model_copy(
            update={
                "state": SendState.SENDING,
                "leased_until": now + LEASE,
                "first_sent": self.first_sent or now,
                "attempts": self.attempts + 1,
            }
        )

    def deferred(self, now: datetime, wish: float | None) -> Self:
        """Put back for later: as late as the provider wishes (seconds), else growing to an hour."""
        later = now + self.pause(wish)
        return self.model_copy(update={"state": SendState.PENDING, "leased_until": None, "not_before": later})

    def pause(self, wish: float | None) -> timedelta:
        """How long it waits for its next attempt: what somebody waits for, two minutes at most."""
        return pause_after(self.attempts, wish, self.lane.longest_pause)

    def unattempted(self, not_before: datetime | None = None) -> Self:
        """Given back as it was before the lease: no call was made. ``not_before``: and for later."""
        attempts = self.attempts - 1
        return self.model_copy(
            update={
                "state": SendState.PENDING,
                "leased_until": None,
                "first_sent": self.first_sent if attempts else None,
                "attempts": attempts,
                "not_before": max(self.not_before, not_before or self.not_before),
            }
        )

    def finished(self, state: SendState, reason: str = "") -> Self:
        """Sent, failed or withdrawn."""
        return self.model_copy(update={"state": state, "leased_until": None, "reason": reason})


def pause_after(attempts: int, wish: float | None = None, longest: timedelta = LONGEST_PAUSE) -> timedelta:
    """A minute after the first attempt, growing to the ``longest``; longer where so wished (seconds)."""
    pause: timedelta = min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), longest)
    if wish is None:
        return pause
    return max(pause, timedelta(seconds=min(wish, LONGEST_PAUSE.total_seconds() * 24)))
