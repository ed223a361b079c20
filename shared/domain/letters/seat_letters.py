"""The mails about seats: to a member's owner, and to who is named responsible."""

from typing import Literal

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.links import Link
from shared.domain.letters.letter_bases import Products
from shared.domain.values.frozen import Frozen


class SeatsEmpty(Frozen):
    """To the owner: for these products nobody is responsible. Once a calendar month at most."""

    letter: Literal["seats_empty"] = "seats_empty"
    member: str
    products: Products
    link: Link | None = None


class SeatsPageAsked(Frozen):
    """To the owner, where somebody asked for it with its address: the link to the member's page."""

    letter: Literal["seats_page"] = "seats_page"
    member: str
    link: Link | None = None


class SeatNew(Frozen):
    """To a new responsible person: what the seat means, and where to confirm it."""

    letter: Literal["seat_new"] = "seat_new"
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
    status: DeliveryStatus


class SeatDeclined(_SeatLost):
    """To the owner: the person who was named says that it is somebody else."""

    letter: Literal["seat_declined"] = "seat_declined"


SeatLetter = SeatsEmpty | SeatsPageAsked | SeatNew | SeatBounced | SeatDeclined
"""Any of these."""
