"""What the desk refuses where too much comes, and of what is held at the door."""

from datetime import timedelta

from shared.domain.refusals.error_sorts import Conflicting, TooMany


class TooManyRequests(TooMany):
    """One address, or one network, has sent more than it may in an hour; ``seconds`` until it may again."""

    def __init__(self, wait: timedelta) -> None:
        """How long it is until it may again."""
        super().__init__()
        self.seconds = max(1, round(wait / timedelta(seconds=1)))
        self.minutes = -(-self.seconds // 60)


class TooManyGuesses(TooManyRequests):
    """One network has tried more links that do not open than it may in an hour."""


class TicketNotHeld(Conflicting):
    """The ticket does not wait at the door: it never did, or was confirmed, taken or thrown away since."""
