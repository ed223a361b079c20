"""What the mail provider reports of a mail after it took it, and how an address stands by such reports."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.mail_domain import compared_address


class DeliveryStatus(StrEnum):
    """The provider's word, by its documented names."""

    DELIVERED = "Delivered"
    EXPANDED = "Expanded"
    """The recipient is a list of others, and the list took it."""
    QUARANTINED = "Quarantined"
    FILTERED_SPAM = "FilteredSpam"
    BOUNCED = "Bounced"
    SUPPRESSED = "Suppressed"
    """Not tried, because the address had bounced before."""
    FAILED = "Failed"

    @property
    def reached(self) -> bool:
        """The recipient's server took it for the person."""
        return self in {DeliveryStatus.DELIVERED, DeliveryStatus.EXPANDED}

    @property
    def doubtful(self) -> bool:
        """The recipient's server took it and put it aside: the person may never see it."""
        return self in {DeliveryStatus.QUARANTINED, DeliveryStatus.FILTERED_SPAM}

    @property
    def undeliverable(self) -> bool:
        """It did not reach the recipient's server, for whatever reason, and will not."""
        return not self.reached and not self.doubtful

    @property
    def dead_address(self) -> bool:
        """It is the address that is at fault, and so the next mail will fare no better."""
        return self in {DeliveryStatus.BOUNCED, DeliveryStatus.SUPPRESSED}


class ProviderReport(Frozen):
    """One report. ``attempted``: the instant of the attempt that it tells of, by the provider's clock."""

    operation_id: str
    recipient: str
    status: DeliveryStatus
    attempted: Instant

    def is_about(self, address: str) -> bool:
        """Whether this recipient is that address; upper and lower case are one."""
        return compared_address(self.recipient) == compared_address(address)


class ReportedMail(Frozen):
    """What became of one mail, by all that was reported of it: the gravest, and when that was first so."""

    status: DeliveryStatus
    at: Instant

    def graver(self, other: Self | None) -> Self:
        """The graver of both, whichever was heard first."""
        both = (self, other or self)
        return min(both, key=lambda each: (_GRAVEST.index(each.status), each.at))


_GRAVEST = (
    DeliveryStatus.BOUNCED,
    DeliveryStatus.SUPPRESSED,
    DeliveryStatus.FAILED,
    DeliveryStatus.QUARANTINED,
    DeliveryStatus.FILTERED_SPAM,
    DeliveryStatus.DELIVERED,
    DeliveryStatus.EXPANDED,
)

IN_TROUBLE = "address in trouble"
NEWS_STOPPED = "the reader wants no more news"
PROVED_FOR = timedelta(days=365)
PROVED_ANEW_AFTER = timedelta(days=30)
"""So long a further proof is not written down: most mails and clicks write nothing."""


class AddressStanding(Frozen):
    """The latest attempt that failed for the address's own fault, and the latest sign of life.

    Each only ever moves on, so every order and repetition of the same reports comes to the same.
    ``news_stopped``: since when its reader wants no more news; only the reader's own word changes it.
    ``proved``: when the reader last showed that the address is its own, to a month.
    """

    troubled: Instant | None = None
    alive: Instant | None = None
    news_stopped: Instant | None = None
    proved: Instant | None = None

    @property
    def in_trouble(self) -> bool:
        """Nothing has been heard of it since it failed. At the same instant trouble counts."""
        return self.troubled is not None and (self.alive is None or self.alive <= self.troubled)

    def reported(self, status: DeliveryStatus, attempted: datetime) -> Self:
        """A mail to it met with this. What says nothing of the address itself changes nothing."""
        if status.dead_address:
            return self.but(troubled=_later(self.troubled, attempted))
        return self.seen(attempted) if status.reached else self

    def seen(self, at: datetime) -> Self:
        """It was alive then: a mail reached it, or a message came from it."""
        return self.but(alive=_later(self.alive, at))

    def heard_since(self, instant: datetime) -> bool:
        """Something was learnt of it after this."""
        known = (self.troubled, self.alive, self.news_stopped, self.proved)
        return any(each > instant for each in known if each)

    def is_proved(self, now: datetime) -> bool:
        """Its reader has shown that it is its own, within twelve months."""
        return self.proved is not None and now - self.proved < PROVED_FOR

    def proving(self, at: datetime) -> Self:
        """Its reader showed then that it is its own; within a month of the last time nothing changes."""
        lately = self.proved is not None and at - self.proved < PROVED_ANEW_AFTER
        return self if lately else self.but(proved=at)


def why_no_news(standing: AddressStanding) -> str:
    """Why no news goes to an address that stands so; "" where it does."""
    if standing.news_stopped:
        return NEWS_STOPPED
    return IN_TROUBLE if standing.in_trouble else ""


def _later(known: datetime | None, other: datetime) -> datetime:
    return max(known, other) if known else other
