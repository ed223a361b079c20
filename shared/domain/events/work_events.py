"""What happens around hourly work: quoted, accepted or declined by a person at the member, logged, corrected.

What people wrote (the quote's text, the name typed, the reason for declining, what was done) is stored beside
the events; ``content`` is its digest, which shows later what was agreed to.
"""

from datetime import date
from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.work import Terms
from shared.domain.values.frozen import Instant


class QuoteGiven(Event):
    """With an answer a supporter quoted a price. ``expires``: where the last day ends for the vendor."""

    event: Literal["quote_given"] = "quote_given"
    quote: str
    answer: str
    author: str
    answers_up_to: str
    terms: Terms
    expires: Instant


class QuoteWithdrawn(Event):
    """A supporter took the quote back before anybody had accepted it."""

    event: Literal["quote_withdrawn"] = "quote_withdrawn"
    quote: str
    author: str
    reason: str


class QuoteAccepted(Event):
    """By a signed link this person accepted the quote in writing. Work under it may be billed from now on."""

    event: Literal["quote_accepted"] = "quote_accepted"
    quote: str
    entry: str
    person: str
    content: str


class QuoteDeclined(Event):
    """By a signed link this person declined the quote; what it answered is ended ``declined``."""

    event: Literal["quote_declined"] = "quote_declined"
    quote: str
    entry: str
    person: str
    content: str


class MinutesLogged(Event):
    """Somebody worked so many minutes on this day (in the vendor's zone), under an accepted quote."""

    event: Literal["minutes_logged"] = "minutes_logged"
    entry: str
    quote: str
    author: str
    day: date
    minutes: int
    content: str


class MinutesWithdrawn(Event):
    """A correction: the entry was a mistake, and is billed to nobody."""

    event: Literal["minutes_withdrawn"] = "minutes_withdrawn"
    entry: str
    author: str
    reason: str


class LimitNeared(Event):
    """Supporters are told that most of what was accepted is used up: once a quote."""

    event: Literal["limit_neared"] = "limit_neared"
    quote: str


WorkEvent = (
    QuoteGiven
    | QuoteWithdrawn
    | QuoteAccepted
    | QuoteDeclined
    | MinutesLogged
    | MinutesWithdrawn
    | LimitNeared
)
