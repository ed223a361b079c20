"""The mails about a conference. A calendar entry goes with those that set its time or take it away."""

from enum import StrEnum
from typing import ClassVar, Literal

from shared.domain.facts.conference import Way
from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import (
    AuthorId,
    Minutes,
    RequestedProduct,
    TicketReference,
    ToTheMember,
)
from shared.domain.values.frozen import Frozen, Instant


class SlotLine(Frozen):
    """One slot, as a mail tells it."""

    start: Instant
    minutes: Minutes
    way: Way


class SlotsOffer(ToTheMember):
    """To the requester: these times can be picked behind the link."""

    letter: Literal["slots_offer"] = "slots_offer"
    lane: ClassVar[Lane] = Lane.PEOPLE
    ticket: TicketReference
    conference: str
    author: AuthorId
    lines: tuple[SlotLine, ...]
    conference_due: Instant | None = None
    link: Link


class AtItsTime(Frozen):
    """A conference at its time. ``place``: the number or address; ``author``: the supporter who is there.

    ``sequence`` tells a calendar which entry is the newer; ``stamped`` is when this one was made. ``link`` is
    the requester's; None in the supporter's mail, the only one that names the ``member``.
    """

    ticket: TicketReference
    conference: str
    sequence: int
    slot: str
    start: Instant
    minutes: Minutes
    way: Way
    place: str
    author: AuthorId
    stamped: Instant
    link: Link | None = None
    member: str = ""
    product: RequestedProduct = ""


class ConferenceSet(AtItsTime):
    """To both sides: the conference has a time, or another one than before (``moved``).

    ``reminded``: a reminder follows; the time is not too near for one.
    """

    letter: Literal["conference_set"] = "conference_set"
    lane: ClassVar[Lane] = Lane.PEOPLE
    moved: bool = False
    reminded: bool = True


class ConferenceOff(AtItsTime):
    """To both sides: the conference is not at this time any more. ``by_member``: who wanted that.

    ``handed_over``: to a supporter, because another one holds it now.
    """

    letter: Literal["conference_off"] = "conference_off"
    lane: ClassVar[Lane] = Lane.PEOPLE
    by_member: bool
    handed_over: bool = False


class ConferenceReminder(AtItsTime):
    """To both sides: the conference begins soon."""

    letter: Literal["conference_reminder"] = "conference_reminder"
    lane: ClassVar[Lane] = Lane.DIGESTS


class Wanted(StrEnum):
    """Why supporters have to see to a conference themselves."""

    OTHERS_ASKED = "others_asked"
    NONE_FREE = "none_free"
    DECLINED = "declined"
    NOT_DELIVERED = "not_delivered"
    INVITATION_DECLINED = "invitation_declined"


class SlotsWanted(Frozen):
    """To a supporter: the machine cannot go on with a conference by itself."""

    letter: Literal["slots_wanted"] = "slots_wanted"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    reason: Wanted
    product: RequestedProduct = ""
    conference_due: Instant | None = None


ConferenceLetter = SlotsOffer | ConferenceSet | ConferenceOff | ConferenceReminder | SlotsWanted
