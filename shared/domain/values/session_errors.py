"""What the desk refuses to do with sessions of remote help."""

from shared.domain.values.errors import Refused


class SessionUnknown(Refused):
    """The ticket has no such session."""


class SessionOver(Refused):
    """Nothing more can come of the session: declined, withdrawn, ended, lapsed, or its ticket was merged."""


class SessionNotConsented(Refused):
    """Nobody has consented to the session, or had when it is said to have begun."""


class SessionRunning(Refused):
    """The session has begun: it can only be ended."""


class SessionNotStarted(Refused):
    """The session has not begun, or began after it is said to have ended."""


class SessionInstantRefused(Refused):
    """A session is planned for an instant that has passed, or that is too far away."""
