"""What a supporter's mail has done by its commands, so that the next notice confirms it."""

from shared.domain.values.frozen import Frozen, Instant


class DoneByMail(Frozen):
    """Whose mail, when, and which commands; what stood behind them is told where it belongs."""

    author: str
    at: Instant
    commands: tuple[str, ...]
