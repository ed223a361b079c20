"""What the owner changes on the member's page, a seat or a contact: a change of the member as any other.

A change is made to the lists as they stand, so that nothing is lost; whether the owner had read them so is
asked where every change to a member is.
"""

from collections.abc import Sequence

from pydantic import Field

from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import MOST_CONTACTS, Person, Seat
from shared.domain.members.member_change import MemberChange
from shared.domain.members.member_errors import AddressOfDesk
from shared.domain.refusals.error_sorts import Conflicting, Invalid, Outdated
from shared.domain.values.frozen import Frozen
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Vendor


class SeatNotSubscribed(Invalid):
    """A seat is for a product that the member subscribes to, and it does not subscribe to this one."""


class SeatsChanged(Outdated):
    """Somebody else has changed the member since the page was opened: what it is now is shown there."""


class ContactsFull(Conflicting):
    """The member has as many contacts as there can be."""


class PersonGiven(Person):
    """Somebody whom the owner names in the place of ``before``: an address, or "" for nobody."""

    before: str = Field(default="", max_length=254)


class SeatGiven(PersonGiven):
    """Whom the owner names as responsible for a product."""

    product: str = Field(max_length=63)


class ContactLeft(Frozen):
    """Who is no contact any more."""

    before: str = Field(max_length=254)


def decide_seat(facts: MemberFacts, given: SeatGiven, vendor: Vendor) -> MemberChange:
    """The seat is this person's. Who holds it already may get another name, and has studied on.

    Raises:
        SeatNotSubscribed: the member has no such product.
        AddressOfDesk: the address is the desk's own.
    """
    if given.product not in subscribed_products(facts, vendor):
        raise SeatNotSubscribed
    _refuse_own(given, vendor)
    seats = facts.member.seats
    here = [place for place, seat in enumerate(seats) if _is_held(seat, given)]
    if not here:
        new = Seat(product=given.product, address=given.address, name=given.name)
        return MemberChange(seats=(*seats, new))
    first, *others = here
    left = [seat for place, seat in enumerate(seats) if place not in others]
    left[first] = _taken([seats[place] for place in here], given)
    return MemberChange(seats=tuple(left))


def decide_contact(facts: MemberFacts, given: PersonGiven, vendor: Vendor) -> MemberChange:
    """This person is a contact, in the place of the one before, or as one more.

    Raises:
        AddressOfDesk: the address is the desk's own.
        ContactsFull: there is no room for one more.
    """
    _refuse_own(given, vendor)
    contacts = facts.member.contacts
    here = [place for place, each in enumerate(contacts) if _is_one_of(each, given)]
    person = Person(address=given.address, name=given.name)
    if not here:
        if len(contacts) >= MOST_CONTACTS:
            raise ContactsFull
        return MemberChange(contacts=(*contacts, person))
    first, *others = here
    left = [each for place, each in enumerate(contacts) if place not in others]
    left[first] = person
    return MemberChange(contacts=tuple(left))


def decide_contact_left(facts: MemberFacts, given: ContactLeft, _: Vendor) -> MemberChange:
    """This person is no contact any more; where it was none, nothing changes."""
    left = (each for each in facts.member.contacts if not _same(each.address, given.before))
    return MemberChange(contacts=tuple(left))


def subscribed_products(facts: MemberFacts, vendor: Vendor) -> tuple[str, ...]:
    """The ids of the vendor's products that the member subscribes to, or did, in the settings' order."""
    named = {vendor.product_referred(each.product) for each in facts.subscriptions}
    return tuple(each.id for each in vendor.products if each.id in named)


def _refuse_own(given: Person, vendor: Vendor) -> None:
    if vendor.is_desk(given.address):
        raise AddressOfDesk(("address",))


def _is_held(seat: Seat, given: SeatGiven) -> bool:
    """The seat whose person changes; one of the new person's for the product is the same seat."""
    return seat.product == given.product and _is_one_of(seat, given)


def _is_one_of(person: Person, given: PersonGiven) -> bool:
    return _same(person.address, given.before) or _same(person.address, given.address)


def _taken(here: Sequence[Seat], given: SeatGiven) -> Seat:
    """The seat that the person has of these already, else a new one."""
    for seat in here:
        if _same(seat.address, given.address):
            return seat.but(name=given.name, address=given.address)
    return Seat(product=given.product, address=given.address, name=given.name)


def _same(one: str, other: str) -> bool:
    return compared_address(one) == compared_address(other)
