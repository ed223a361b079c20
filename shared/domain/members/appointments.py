"""Who was named responsible, since when, whether the person has been told, and what it said to that."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Self

from shared.domain.members.member import Member, Seat
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.mail_domain import compared_address


class Appointment(Frozen):
    """One person named for one product; the address is folded to lower case.

    ``asked``: when it was last to be mailed what the seat means, and asked to confirm it; None where that
    never was, or is not known. ``told``: that has been done, or the person holds the seat without it.
    ``confirmed``, ``declined``: its own word, at most one of them.
    """

    product: str
    address: str
    since: Instant
    asked: Instant | None = None
    told: bool = False
    confirmed: Instant | None = None
    declined: Instant | None = None

    def answered(self, now: datetime, *, yes: bool) -> Self:
        """With the person's word; said again, its first instant stays."""
        if yes:
            return self.but(confirmed=self.confirmed or now, declined=None)
        return self.but(confirmed=None, declined=self.declined or now)


class Appointments(Frozen):
    """Everybody who holds a seat at one member, in the order in which they were named."""

    named: tuple[Appointment, ...] = ()

    @property
    def unfinished(self) -> bool:
        """Somebody is still to be told of the seat."""
        return not all(each.told for each in self.named)

    def named_for(self, seat: Seat) -> Appointment | None:
        """What is known of this seat's person; None where it held the seat before anything was noted."""
        place = _place(seat)
        return next((each for each in self.named if (each.product, each.address) == place), None)

    def following(self, before: Member | None, after: Member, now: datetime) -> Self:
        """Those of the member as it is now written. Who is new at a member that was there is to be told.

        Whoever a member brings along when it is registered holds the seat already, and is not written to.
        """
        held = {*_places(before or after)}
        kept = {(each.product, each.address): each for each in self.named}
        named = tuple(
            kept.get(place) or _new(place, now, held=place in held) for place in dict.fromkeys(_places(after))
        )
        return self.but(named=named)

    def answered(self, member: Member, address: str, now: datetime, *, yes: bool) -> Self:
        """With this person's word on every seat that it holds at the member."""
        folded = compared_address(address)
        noted = self.following(member, member, now)
        return self.but(
            named=tuple(
                each.answered(now, yes=yes) if each.address == folded else each for each in noted.named
            )
        )

    def asked_again(self, seats: Iterable[Seat], now: datetime) -> Self:
        """With those who hold these seats to be asked from now on."""
        places = {*map(_place, seats)}
        return self.but(
            named=tuple(
                each.but(asked=now, told=False) if (each.product, each.address) in places else each
                for each in self.named
            )
        )

    def all_told(self) -> Self:
        """Nobody is to be told any more."""
        return self.but(named=tuple(each.but(told=True) for each in self.named))


def _new(place: tuple[str, str], now: datetime, *, held: bool) -> Appointment:
    product, address = place
    return Appointment(product=product, address=address, since=now, asked=None if held else now, told=held)


def _places(member: Member) -> Iterator[tuple[str, str]]:
    return map(_place, member.seats)


def _place(seat: Seat) -> tuple[str, str]:
    return seat.product, compared_address(seat.address)
