"""Which supporters have a ticket open, or write on it: a hint, and never what anything is decided by."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.values.frozen import Frozen, Instant

OPENED_LASTS = timedelta(minutes=10)
"""Whoever has opened a page and tells nothing more, as without a script, is thought to be there so long."""
TOLD_LASTS = timedelta(minutes=2)
"""So long counts what a page tells of itself, which it does each half minute."""


class Doing(StrEnum):
    """What a page tells of whoever has it open."""

    READING = "reading"
    WRITING = "writing"
    LEFT = "left"


class Presence(Frozen):
    """A supporter has the ticket open, ``until`` then at the longest, unless that is told anew."""

    ticket: str
    supporter: str
    until: Instant
    writing: bool = False

    def counts(self, now: datetime) -> bool:
        """Whether that is still to be believed."""
        return now < self.until


def opened(ticket: str, supporter: str, now: datetime, *, writing: bool) -> Presence:
    """The supporter has just been given the ticket's page; ``writing``: with what was typed in a form."""
    return Presence(ticket=ticket, supporter=supporter, until=now + OPENED_LASTS, writing=writing)


def told(ticket: str, supporter: str, now: datetime, doing: Doing) -> Presence:
    """The page has told what the supporter does; whoever has left is there no more."""
    until = now if doing is Doing.LEFT else now + TOLD_LASTS
    return Presence(ticket=ticket, supporter=supporter, until=until, writing=doing is Doing.WRITING)


def others_at(
    ticket: str, supporter: str, presences: Iterable[Presence], now: datetime
) -> tuple[Presence, ...]:
    """Who but this supporter has the ticket open now, by id."""
    those = (each for each in presences if each.ticket == ticket and each.supporter != supporter)
    return tuple(sorted((each for each in those if each.counts(now)), key=lambda each: each.supporter))
