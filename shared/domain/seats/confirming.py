"""A responsible person who has not confirmed its seat is asked again, where the owner wishes it."""

from datetime import datetime, timedelta

from pydantic import Field

from shared.domain.members.appointments import Appointments
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Seat
from shared.domain.seats.changing import SeatsChanged
from shared.domain.values.frozen import Frozen
from shared.domain.values.mail_domain import compared_address

DAY = timedelta(days=1)


class SeatAsked(Frozen):
    """Of which seat the confirmation is asked for: the product, and the address of who holds it."""

    product: str = Field(max_length=63)
    before: str = Field(max_length=254)


def decide_ask_again(facts: MemberFacts, given: SeatAsked, now: datetime) -> Appointments:
    """The person is to be asked again; the same where it may not be asked now.

    It is asked of all its seats at the member that may be, in one mail.
    Raises ``SeatsChanged``: the person holds the seat no more.
    """
    held = [each for each in facts.member.seats if _is_held(each, given.before)]
    asked = [each for each in held if each.product == given.product]
    if not asked:
        raise SeatsChanged
    if not may_be_asked(facts, asked[0], now):
        return facts.appointments
    open_to_it = [each for each in held if may_be_asked(facts, each, now)]
    return facts.appointments.following(facts.member, facts.member, now).asked_again(open_to_it, now)


def may_be_asked(facts: MemberFacts, seat: Seat, now: datetime) -> bool:
    """It has not confirmed, its address is used, and it was neither asked within a day nor is about to be."""
    if facts.flags.unusable(seat.address):
        return False
    named = facts.appointments.named_for(seat)
    if named is None:
        return True
    lately = named.asked is not None and now - named.asked < DAY
    return named.told and named.confirmed is None and not lately


def _is_held(seat: Seat, address: str) -> bool:
    return compared_address(seat.address) == compared_address(address)
