"""What the owner gives comes to a change of the member, made to its lists as they stand."""

from datetime import date

import pytest

from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import MOST_CONTACTS, HandSubscription, Member, Person, Seat
from shared.domain.members.member_errors import AddressOfDesk
from shared.domain.seats.changing import (
    ContactLeft,
    ContactsFull,
    PersonGiven,
    SeatGiven,
    SeatNotSubscribed,
    decide_contact,
    decide_contact_left,
    decide_seat,
)
from tests.fakes.desk import START, VENDOR

RUNE, LEA, RUT = "rune@acme.example.org", "lea@acme.example.org", "rut@acme.example.org"
STUDIED = date(2026, 2, 13)


def facts(*seats: Seat, contacts: tuple[Person, ...] = ()) -> MemberFacts:
    """A member that subscribes to Planner under its billing id."""
    member = Member(
        id="acme",
        name="Acme",
        owner=Person(address="owner@acme.example.org"),
        seats=seats,
        contacts=contacts,
        subscriptions=(HandSubscription(product="prod_planner", since=START),),
    )
    return MemberFacts(key="k" * 16, member=member, subscriptions=member.hand_histories())


def given(address: str, *, before: str = "", name: str = "", product: str = "planner") -> SeatGiven:
    return SeatGiven(product=product, address=address, before=before, name=name)


def test_the_first_person_takes_an_empty_seat() -> None:
    change = decide_seat(facts(), given(RUT, name="Rut"), VENDOR)
    assert change.seats == (Seat(product="planner", address=RUT, name="Rut"),)


def test_another_person_takes_the_place_of_the_one_before_and_no_other() -> None:
    others = (Seat(product="ledger", address=RUNE), Seat(product="planner", address=LEA))
    held = Seat(product="planner", address=RUNE, studied=STUDIED)
    change = decide_seat(facts(held, *others), given(RUT, before=RUNE.upper()), VENDOR)
    assert change.seats == (Seat(product="planner", address=RUT), *others)


def test_who_has_studied_has_so_under_another_name() -> None:
    held = Seat(product="planner", address=RUNE, studied=STUDIED)
    change = decide_seat(facts(held), given(RUNE, before=RUNE, name="Rune Ek"), VENDOR)
    assert change.seats == (held.but(name="Rune Ek"),)


def test_who_holds_the_seat_already_holds_it_once() -> None:
    held = (Seat(product="planner", address=RUNE), Seat(product="planner", address=LEA, studied=STUDIED))
    change = decide_seat(facts(*held), given(LEA, before=RUNE), VENDOR)
    assert change.seats == (held[1].but(name=""),)


@pytest.mark.parametrize("product", ["ledger", "typo", ""])
def test_a_product_that_the_member_does_not_have_is_refused(product: str) -> None:
    with pytest.raises(SeatNotSubscribed):
        decide_seat(facts(), given(RUT, product=product), VENDOR)


@pytest.mark.parametrize("address", ["support@example.com", "desk+x@example.com"])
def test_the_desks_own_address_is_refused_wherever_it_is_given(address: str) -> None:
    with pytest.raises(AddressOfDesk):
        decide_seat(facts(), given(address), VENDOR)
    with pytest.raises(AddressOfDesk):
        decide_contact(facts(), PersonGiven(address=address), VENDOR)


def test_a_contact_is_added_once_changed_in_its_place_and_removed() -> None:
    eva, bea = Person(address="eva@example.org", name="Eva"), Person(address="bea@example.org")
    known = facts(contacts=(eva, bea))
    added = decide_contact(known, PersonGiven(address=RUT), VENDOR)
    assert added.contacts == (eva, bea, Person(address=RUT))
    again = decide_contact(known, PersonGiven(address="EVA@example.org", name="Eva Ek"), VENDOR)
    assert again.contacts == (Person(address="EVA@example.org", name="Eva Ek"), bea)
    changed = decide_contact(known, PersonGiven(address=RUT, before="eva@example.org"), VENDOR)
    assert changed.contacts == (Person(address=RUT), bea)
    assert decide_contact_left(known, ContactLeft(before="Eva@example.org"), VENDOR).contacts == (bea,)
    assert decide_contact_left(known, ContactLeft(before=RUT), VENDOR).contacts == (eva, bea)


def test_there_is_room_for_so_many_contacts_and_each_may_still_be_changed() -> None:
    many = tuple(Person(address=f"p{number}@example.org") for number in range(MOST_CONTACTS))
    known = facts(contacts=many)
    with pytest.raises(ContactsFull):
        decide_contact(known, PersonGiven(address=RUT), VENDOR)
    changed = decide_contact(known, PersonGiven(address=RUT, before="p0@example.org"), VENDOR)
    assert len(changed.contacts or ()) == MOST_CONTACTS
