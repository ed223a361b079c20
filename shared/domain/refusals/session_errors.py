"""What the desk refuses to do with sessions of remote help."""

from shared.domain.refusals.error_sorts import Conflicting, Invalid, Unknown


class SessionUnknown(Unknown):
    """The ticket has no such session."""


class SessionOver(Conflicting):
    """Nothing more can come of the session: declined, withdrawn, ended, lapsed, or its ticket was merged."""


class SessionNotConsented(Conflicting):
    """Nobody has consented to the session, or had when it is said to have begun."""


class SessionRunning(Conflicting):
    """The session has begun: it can only be ended."""


class SessionNotStarted(Conflicting):
    """The session has not begun, or began after it is said to have ended."""


class SessionInstantRefused(Invalid):
    """A session is planned for an instant that has passed, or that is too far away."""
