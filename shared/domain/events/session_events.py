"""What can happen to a session of remote help. Its join address and its person's are stored beside it."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.values.frozen import Instant


class SessionOffered(Event):
    """A supporter offers remote help to a person of the ticket; ``planned`` is None for "now"."""

    event: Literal["session_offered"] = "session_offered"
    session: str
    author: str
    person: str
    planned: Instant | None = None
    content: str


class SessionConsented(Event):
    """The person consents, by the link that was mailed to it."""

    event: Literal["session_consented"] = "session_consented"
    session: str


class SessionDeclined(Event):
    """The person declines, or takes its consent back before the start."""

    event: Literal["session_declined"] = "session_declined"
    session: str


class SessionWithdrawn(Event):
    """A supporter takes the offer back."""

    event: Literal["session_withdrawn"] = "session_withdrawn"
    session: str
    author: str
    reason: str


class SessionStarted(Event):
    """A supporter logs that the session began ``at`` this instant."""

    event: Literal["session_started"] = "session_started"
    session: str
    author: str


class SessionEnded(Event):
    """A supporter logs that it ended; the contact beside it (``entry``) is what counts for clocks."""

    event: Literal["session_ended"] = "session_ended"
    session: str
    author: str
    entry: str
    content: str


class SessionLapsed(Event):
    """Nobody went on with it in time. No contact: nobody said that one took place."""

    event: Literal["session_lapsed"] = "session_lapsed"
    session: str


SessionEvent = (
    SessionOffered
    | SessionConsented
    | SessionDeclined
    | SessionWithdrawn
    | SessionStarted
    | SessionEnded
    | SessionLapsed
)
"""Any of these."""
