"""Responsible persons' addresses that are dead, or want no news: the one until the vendor says otherwise."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field

from shared.domain.facts.delivery_reports import NEWS_STOPPED, DeliveryStatus
from shared.domain.members.member import Member
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.mail_domain import compared_address

UNREACHABLE = "the responsible person's address is dead"


class PersonsWord(StrEnum):
    """What a person said, and why its address is not used since."""

    DECLINED = "declined"
    """It is not the responsible person."""


type FlagReason = DeliveryStatus | PersonsWord
"""Why an address is not used."""


class FlaggedAddress(Frozen):
    """An address that is not used, since when, and why: the first report that says so.

    ``owner_told``: the member's owner knows of it.
    """

    address: str
    since: Instant
    reason: FlagReason
    owner_told: bool = False


class NoNews(Frozen):
    """An address whose reader wants no more news, since when. All other mail still goes there."""

    address: str
    since: Instant


class SeatFlags(Frozen):
    """``flagged`` by address. ``cleared``: address -> when the vendor said that it works again.

    ``no_news``: by address, those whose reader has ended news; only the reader's word takes that back.
    Addresses are folded to lower case.
    """

    flagged: tuple[FlaggedAddress, ...] = ()
    cleared: dict[str, Instant] = Field(default_factory=dict)
    no_news: tuple[NoNews, ...] = ()

    @property
    def addresses(self) -> AbstractSet[str]:
        """The addresses that are not used."""
        return {each.address for each in self.flagged}

    @property
    def owner_waits_for(self) -> tuple[FlaggedAddress, ...]:
        """Those of which the member's owner is still to be told."""
        return tuple(each for each in self.flagged if not each.owner_told)

    def all_told(self) -> Self:
        """The owner knows of all of them."""
        return self.but(flagged=tuple(each.but(owner_told=True) for each in self.flagged))

    def unusable(self, address: str) -> bool:
        """Whether this address, however it is written, is not used."""
        return compared_address(address) in self.addresses

    def reason_of(self, address: str) -> FlagReason | None:
        """Why this address is not used; None where it is."""
        folded = compared_address(address)
        return next((each.reason for each in self.flagged if each.address == folded), None)

    def reported(self, address: str, status: FlagReason, attempted: datetime) -> Self:
        """A mail to it failed, or its reader declined: flagged, unless cleared since. The first is kept."""
        folded = compared_address(address)
        if folded in self.cleared and attempted <= self.cleared[folded]:
            return self
        new = FlaggedAddress(address=folded, since=attempted, reason=status)
        same = [each for each in self.flagged if each.address == folded]
        first = min([*same, new], key=lambda each: (each.since, each.reason))
        first = first.but(owner_told=any(each.owner_told for each in same))
        others = [each for each in self.flagged if each.address != folded]
        flagged = sorted([*others, first], key=lambda each: each.address)
        return self.model_copy(update={"flagged": tuple(flagged)})

    def answered(self, address: str, now: datetime, *, yes: bool) -> Self:
        """The person says whether it is the responsible one. A dead address stays flagged all the same."""
        reason = self.reason_of(address)
        if yes:
            return self.works_again(address, now) if reason is PersonsWord.DECLINED else self
        return self if reason else self.reported(address, PersonsWord.DECLINED, now)

    def works_again(self, address: str, now: datetime) -> Self:
        """The vendor says so: what was reported before now does not count any more."""
        folded = compared_address(address)
        if folded not in self.addresses:
            return self
        left = tuple(each for each in self.flagged if each.address != folded)
        return self.model_copy(update={"flagged": left, "cleared": {**self.cleared, folded: now}})

    def skips_news(self, address: str) -> str:
        """Why news does not go to this address; "" where it does."""
        if self.unusable(address):
            return UNREACHABLE
        return NEWS_STOPPED if self.news_stopped(address) else ""

    def news_stopped(self, address: str) -> NoNews | None:
        """Since when the reader of this address wants no more news; None where it gets it."""
        folded = compared_address(address)
        return next((each for each in self.no_news if each.address == folded), None)

    def without_news(self, address: str, since: datetime) -> Self:
        """Its reader wants no more news since then."""
        new = NoNews(address=compared_address(address), since=since)
        others = self.with_news(address).no_news
        return self.but(no_news=tuple(sorted([*others, new], key=lambda each: each.address)))

    def with_news(self, address: str) -> Self:
        """Its reader asks for news again."""
        folded = compared_address(address)
        return self.but(no_news=tuple(each for each in self.no_news if each.address != folded))

    def kept_for(self, member: Member) -> Self:
        """What is left once the member is written like this: who holds no seat any more is no concern."""
        held = {compared_address(seat.address) for seat in member.seats}
        return self.model_copy(
            update={
                "flagged": tuple(each for each in self.flagged if each.address in held),
                "cleared": {address: at for address, at in self.cleared.items() if address in held},
                "no_news": tuple(each for each in self.no_news if each.address in held),
            }
        )
