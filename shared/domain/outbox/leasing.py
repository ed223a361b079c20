"""Many mails of a ticket at once: taken for one attempt together, and marked together as they fared."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send, SendState
from shared.domain.outbox.delivering import decide_refused, decide_sent, decide_withdrawn
from shared.domain.tickets.changes import Changes
from shared.domain.values.house import House

MOST_LEASED = 40
"""At once. A withdrawn one is two rows of the transaction, so that twice as many fit."""
MOST_BYTES = 3 * 1024 * 1024
"""That those leased at once may take; the rest of a transaction is for the header and what follows."""
TIME_TO_BEGIN = timedelta(minutes=2)
"""A mail whose call has not begun so long after its lease is given back unattempted."""


class Fate(StrEnum):
    """What one attempt came to."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNATTEMPTED = "unattempted"


class Attempted(NamedTuple):
    """A leased mail, and what its attempt came to.

    ``reason``: why it was refused. ``wish``: for how long the provider wishes to be left alone (seconds).
    ``not_before``: of one that was not attempted, when it may be at the earliest.
    """

    send: Send
    fate: Fate
    reason: str = ""
    wish: float | None = None
    not_before: datetime | None = None


def decide_lease(
    state: TicketState, due: Iterable[Send], reasons: Mapping[str, str], now: datetime
) -> Changes:
    """Each of these mails is taken for one attempt, or withdrawn where there is a reason, by its id."""
    changes = Changes()
    for send in due:
        if reason := reasons.get(send.id):
            withdrawn = decide_withdrawn(state, reason, send, now)
            changes, state = changes + withdrawn, withdrawn.state_after(state)
        else:
            changes += Changes(sends=(send.leased(now),))
    return changes


def decide_attempted(state: TicketState, outcome: Attempted, now: datetime, house: House) -> Changes:
    """What the attempt came to, whole, with everything that follows from it."""
    send = outcome.send
    match outcome.fate:
        case Fate.SENT:
            return decide_sent(state, send, now)
        case Fate.REFUSED:
            return decide_refused(state, outcome.reason, send, now, house)
        case Fate.DEFERRED | Fate.UNATTEMPTED:
            return Changes(sends=(after_attempt(outcome, now),))


def after_attempt(attempted: Attempted, now: datetime) -> Send:
    """The mail alone once it is marked: for outboxes in which nothing follows from it."""
    send = attempted.send
    match attempted.fate:
        case Fate.SENT:
            return send.finished(SendState.SENT)
        case Fate.REFUSED:
            return send.finished(SendState.FAILED, attempted.reason)
        case Fate.DEFERRED:
            return send.deferred(now, attempted.wish)
        case Fate.UNATTEMPTED:
            return send.unattempted(attempted.not_before)
