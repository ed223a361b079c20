"""How many automatic mails one mailbox gets: a flood in somebody's name becomes no flood of mails."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Self, assert_never

from shared.domain.letters.conference_letters import (
    ConferenceOff,
    ConferenceReminder,
    ConferenceSet,
    SlotsOffer,
    SlotsWanted,
)
from shared.domain.letters.documentation_letters import DocumentImproved, WhatToStudy
from shared.domain.letters.letter_bases import ItemOfNews, PersonsAnswer
from shared.domain.letters.letters import (
    AnswerFailed,
    BillingStatusUnknown,
    BillingUnheard,
    ConfirmAddress,
    Digest,
    Escalation,
    GateNotice,
    Letter,
    NewLink,
    NewTicket,
    NewTurn,
    Receipt,
    TakenUp,
)
from shared.domain.letters.news_letters import NewsStopped
from shared.domain.letters.register_letters import ErrorConfirmed
from shared.domain.letters.seat_letters import SeatLetter
from shared.domain.letters.sends import Send
from shared.domain.letters.session_letters import (
    SessionJoin,
    SessionOff,
    SessionOffer,
    SessionReply,
    SessionStale,
)
from shared.domain.letters.supporter_letters import SupporterLetter
from shared.domain.letters.work_letters import (
    LimitNear,
    QuoteAcceptedLetter,
    QuoteCopy,
    QuoteDecided,
    QuoteDeclinedLetter,
    QuoteWithdrawnLetter,
)
from shared.domain.values.frozen import Frozen, Instant

LIMITS = ((timedelta(minutes=10), 3), (timedelta(hours=3), 10))
"""In so long a time at most so many receipts, also to an address that is proved."""
DAY = timedelta(hours=24)
MOST_UNPROVED = 3
"""Automatic mails within a day to the mailbox of an address that is not proved."""
MOST_OF_CONTACT = 10
"""The same where a member with an active subscription names the address."""
TOO_MANY = "too many receipts to one address"
NOT_PROVED = "too many automatic mails to an address that is not proved"
NO_ADDRESS = "the sender's address cannot be written to"

_Automatic = (
    Receipt
    | TakenUp
    | GateNotice
    | ConfirmAddress
    | NewLink
    | ConferenceReminder
    | WhatToStudy
    | SeatLetter
    | NewsStopped
)
"""To people outside the vendor, by the machine alone, or because anybody at all did something."""
_Decided = (
    PersonsAnswer
    | QuoteCopy
    | ItemOfNews
    | SlotsOffer
    | ConferenceSet
    | ConferenceOff
    | SessionOffer
    | SessionJoin
    | SessionOff
    | ErrorConfirmed
    | DocumentImproved
    | QuoteAcceptedLetter
    | QuoteDeclinedLetter
    | QuoteWithdrawnLetter
)
"""What a supporter wrote or decided for its readers, or what they did themselves by a link."""
_ToSupporters = (
    NewTicket
    | NewTurn
    | Escalation
    | AnswerFailed
    | Digest
    | BillingStatusUnknown
    | BillingUnheard
    | SlotsWanted
    | SessionReply
    | SessionStale
    | SupporterLetter
    | QuoteDecided
    | LimitNear
)


def is_automatic(letter: Letter) -> bool:
    """Whether such letters are counted where an address is not proved. Each letter is one or the other."""
    if isinstance(letter, _Automatic):
        return True
    if isinstance(letter, _Decided | _ToSupporters):
        return False
    assert_never(letter)


def is_receipt(send: Send) -> bool:
    """The mail tells a requester that something has come, whoever wrote it in whose name."""
    return isinstance(send.letter, Receipt | TakenUp | GateNotice | ConfirmAddress)


class Granted(Frozen):
    """A mail that may go, by its operation id, since when."""

    send: str
    at: Instant
    receipt: bool = True


class MailboxCount(Frozen):
    """The mails that one mailbox has got lately, however its address was spelled.

    ``named``: when a member with an active subscription was last found to name its address.
    """

    granted: tuple[Granted, ...] = ()
    named: Instant | None = None

    def most_unproved(self, now: datetime) -> int:
        """So many automatic mails a day it gets while its address is not proved."""
        return MOST_OF_CONTACT if self.named and now - self.named < DAY else MOST_UNPROVED

    def why_not(self, send: Send, now: datetime, most_a_day: int | None) -> str:
        """Why this mail is one too many; "" where it may go. One that was counted goes at every attempt.

        ``most_a_day``: of an address that is not proved; None of one that is.
        """
        if self.has(send):
            return ""
        lately = [each for each in self.granted if now - each.at < DAY]
        if most_a_day is not None and len(lately) >= most_a_day:
            return NOT_PROVED
        receipts = [now - each.at for each in lately if each.receipt]
        too_many = any(sum(ago < span for ago in receipts) >= most for span, most in LIMITS)
        return TOO_MANY if is_receipt(send) and too_many else ""

    def has(self, send: Send) -> bool:
        """The mail is counted."""
        return any(each.send == send.id for each in self.granted)

    def with_one_more(self, send: Send, now: datetime) -> Self:
        """The count once this mail goes, without what no longer counts."""
        if self.has(send):
            return self
        lately = tuple(each for each in self.granted if now - each.at < DAY)
        return self.but(granted=(*lately, Granted(send=send.id, at=now, receipt=is_receipt(send))))


class Counted(NamedTuple):
    """The count afterwards, and why mails may not go, by id: of those that may, nothing."""

    after: MailboxCount
    withheld: dict[str, str]


def count_mails(
    before: MailboxCount, sends: Sequence[Send], now: datetime, most_a_day: int | None
) -> Counted:
    """As many of these mails to one mailbox as may go, in their order."""
    after, withheld = before, dict[str, str]()
    for send in sends:
        if reason := after.why_not(send, now, most_a_day):
            withheld[send.id] = reason
        else:
            after = after.with_one_more(send, now)
    return Counted(after, withheld)
