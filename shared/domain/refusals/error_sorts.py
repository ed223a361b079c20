"""The sorts of errors that are told to whoever asked. Each other error of ours is of one of them.

The web gives each sort its HTTP status, and ``shared/web/http/problems`` each error its words.
"""

from typing import ClassVar


class Refused(Exception):
    """The base: a request that cannot be done, through no fault of storage or network."""

    told_as: ClassVar[str] = ""
    """The name under which it is told, where that is not its own: programs know it."""

    again_after: ClassVar[int] = 0
    """Seconds after which trying again may help; 0: it is not that which helps."""


class Unreadable(Refused):
    """What was sent cannot be read, or is not whole."""


class Unproved(Refused):
    """Nothing proves that it comes from whom it says."""


class Withheld(Refused):
    """It is there, and is handed out to nobody."""


class Unknown(Refused):
    """What the address names is not there."""


class Conflicting(Refused):
    """It does not go with how things stand; later it may, or after something else."""


class Gone(Refused):
    """It was there, and is not any more."""


class Outdated(Refused):
    """It is not any more as the request says to have read it."""


class Unconditional(Refused):
    """The request does not say what it has read, and must."""


class TooLarge(Refused):
    """More was sent than is taken at once."""


class OfAnotherType(Refused):
    """What was sent is of a type that is not taken here."""


class Invalid(Refused):
    """What was sent is read and understood, and cannot be."""


class TooMany(Refused):
    """More was asked for than one may ask in so short a time; later it is taken."""

    again_after: ClassVar[int] = 600


class Unavailable(Exception):
    """Something that the desk needs does not answer for now; nothing was wrong with the request."""

    again_after: ClassVar[int] = 30


class NotConfigured(Unavailable):
    """The desk lacks a setting, which waiting does not bring."""

    again_after = 0


class Unexpected(Exception):
    """A fault of ours. Whatever is of no sort is told as this, and nothing that it says."""
