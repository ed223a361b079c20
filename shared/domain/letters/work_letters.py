"""The mails around hourly work. The quote itself is a person's answer; the others are the desk's own."""

from typing import ClassVar, Literal

from shared.domain.facts.links import Link
from shared.domain.facts.work import Terms
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import AuthorId, Minutes, PersonsAnswer, TicketReference, ToTheMember
from shared.domain.values.frozen import Frozen, Instant


class _AboutQuote(Frozen):
    """The ticket, and what was quoted."""

    ticket: TicketReference
    terms: Terms


class QuoteLetter(PersonsAnswer):
    """To the requester, from a person: the answer with the quote, and the link by which it is decided on."""

    letter: Literal["quote"] = "quote"
    terms: Terms
    link: Link


class QuoteCopy(ToTheMember, _AboutQuote):
    """To the responsible person: the same without the link, which is the requester's."""

    letter: Literal["quote_copy"] = "quote_copy"
    lane: ClassVar[Lane] = Lane.PEOPLE
    author: AuthorId
    words: str


class QuoteAcceptedLetter(ToTheMember, _AboutQuote):
    """To whoever accepted, and to the member's owner: what was accepted, by whom and when."""

    letter: Literal["quote_accepted"] = "quote_accepted"
    lane: ClassVar[Lane] = Lane.PEOPLE
    name: str
    accepted_at: Instant


class QuoteDeclinedLetter(ToTheMember, _AboutQuote):
    """To whoever declined: it has been noted, and costs nothing."""

    letter: Literal["quote_declined"] = "quote_declined"
    lane: ClassVar[Lane] = Lane.PEOPLE


class QuoteWithdrawnLetter(ToTheMember, _AboutQuote):
    """To the requester: the quote cannot be accepted any more."""

    letter: Literal["quote_withdrawn"] = "quote_withdrawn"
    lane: ClassVar[Lane] = Lane.PEOPLE


class QuoteDecided(_AboutQuote):
    """To a supporter: the member has accepted, so work may begin, or has declined."""

    letter: Literal["quote_decided"] = "quote_decided"
    lane: ClassVar[Lane] = Lane.PROMISES
    accepted: bool


class LimitNear(_AboutQuote):
    """To a supporter: most of the minutes that the member accepted are used up."""

    letter: Literal["limit_near"] = "limit_near"
    lane: ClassVar[Lane] = Lane.PROMISES
    logged_minutes: Minutes
    left_minutes: Minutes


WorkLetter = (
    QuoteLetter
    | QuoteCopy
    | QuoteAcceptedLetter
    | QuoteDeclinedLetter
    | QuoteWithdrawnLetter
    | QuoteDecided
    | LimitNear
)
