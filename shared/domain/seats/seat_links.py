"""The links of a member's people: the owner's to the member's page, a responsible person's to its seats.

Such a link names the member where others name a ticket. It opens nothing any more once its person is not the
owner, or holds no seat: that is how it ends before its time.
"""

from datetime import datetime

from shared.domain.facts.links import Link, Purpose
from shared.domain.members.member import Member, Seat
from shared.domain.refusals.errors import LinkRevoked
from shared.domain.values.identity import address_key


def seats_link(secret: bytes, key: str, owner: str, now: datetime) -> Link:
    """The link to the page of the member of this key, for its owner of this address."""
    return Link.lasting(Purpose.SEATS, key, address_key(secret, owner), now)


def seat_link(secret: bytes, key: str, address: str, now: datetime) -> Link:
    """The link to the seats that the person of this address holds at the member of this key."""
    return Link.lasting(Purpose.SEAT, key, address_key(secret, address), now)


def must_be_owners(link: Link, member: Member, secret: bytes) -> None:
    """Return where the link's person is the member's owner. Raises ``LinkRevoked``."""
    if address_key(secret, member.owner.address) != link.person:
        raise LinkRevoked


def seats_of(person: str, member: Member, secret: bytes) -> tuple[Seat, ...]:
    """The seats at this member that the person of this address's digest holds."""
    return tuple(seat for seat in member.seats if address_key(secret, seat.address) == person)


def held_by(link: Link, member: Member, secret: bytes) -> tuple[Seat, ...]:
    """The seats that the link's person holds. Raises ``LinkRevoked`` where there are none."""
    held = seats_of(link.person, member, secret)
    if not held:
        raise LinkRevoked
    return held
