"""What the desk refuses to do, each with a name; ``shared/web/problems.py`` gives each an answer."""


class Refused(Exception):
    """The base: a request that cannot be done, through no fault of storage or network."""


class TicketUnknown(Refused):
    """There is no ticket of this reference."""


class MemberUnknown(Refused):
    """There is no member of this name."""


class KeyReused(Refused):
    """The submission key has been used for other content."""


class AuthorUnknown(Refused):
    """The author is not one of the configured supporters."""


class TurnUnknown(Refused):
    """The ticket has no such turn."""


class TurnUnanswered(Refused):
    """The ticket has a turn that nobody has answered, so it is not closed without a reason."""


class InstantInFuture(Refused):
    """A logged contact cannot have ended later than now."""


class ProductUnknown(Refused):
    """The vendor sells no such product."""


class NewsUnknown(Refused):
    """There is no news item of this id."""
