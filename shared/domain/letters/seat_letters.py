"""The mails about seats: to a member's owner, and to who is named responsible."""

from typing import ClassVar, Literal

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import Products, RequestedProduct
from shared.domain.values.frozen import Frozen


class SeatEmpty(Frozen):
    """To a member's owner: nobody is responsible for a product, so nobody gets copies. Once a month."""

    letter: Literal["seat_empty"] = "seat_empty"
    lane: ClassVar[Lane] = Lane.DIGESTS
    product: RequestedProduct
    member: str
    link: Link | None = None


class SeatsEmpty(Frozen):
    """To the owner: for these products nobody is responsible. Once a calendar month at most."""

    letter: Literal["seats_empty"] = "seats_empty"
    lane: ClassVar[Lane] = Lane.DIGESTS
    member: str
    products: Products
    link: Link | None = None


class SeatsPageAsked(Frozen):
    """To the owner, where somebody asked for it with its address: the link to the member's page."""

    letter: Literal["seats_page"] = "seats_page"
    lane: ClassVar[Lane] = Lane.MEMBERS
    member: str
    link: Link | None = None


class OwnTickets(Frozen):
    """To whoever wrote to us and asked for it with its address: the link to its own tickets."""

    letter: Literal["own_tickets"] = "own_tickets"
    lane: ClassVar[Lane] = Lane.MEMBERS
    link: Link | None = None


class SeatNew(Frozen):
    """To a new responsible person: what the seat means, and where to confirm it."""

    letter: Literal["seat_new"] = "seat_new"
    lane: ClassVar[Lane] = Lane.PEOPLE
    member: str
    products: Products
    link: Link | None = None


class _SeatLost(Frozen):
    """A responsible person is not one any more; name and address are the member's own record."""

    member: str
    products: Products
    name: str
    address: str
    link: Link | None = None


class SeatBounced(_SeatLost):
    """To the owner: the responsible person's address is dead and is not used any more."""

    letter: Literal["seat_bounced"] = "seat_bounced"
    lane: ClassVar[Lane] = Lane.DIGESTS
    status: DeliveryStatus


class SeatDeclined(_SeatLost):
    """To the owner: the person who was named says that it is somebody else."""

    letter: Literal["seat_declined"] = "seat_declined"
    lane: ClassVar[Lane] = Lane.DIGESTS


SeatLetter = SeatEmpty | SeatsEmpty | SeatsPageAsked | OwnTickets | SeatNew | SeatBounced | SeatDeclined
"""Any of these."""
