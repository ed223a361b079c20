"""A product leaves the settings while members have seats for it: nobody is kept from changing the rest."""

import pytest

from shared import wiring
from shared.domain.members.member import Seat
from shared.domain.members.member_change import MemberChange
from shared.domain.refusals.errors import ProductUnknown
from shared.usecases.members.change_member import change_member
from shared.usecases.members.put_member import put_member, read_member
from tests.examples.news_examples import member
from tests.fakes.desk import FakeDesk
from tests.triggers.examples import ACME
from tests.triggers.links.following import see
from tests.triggers.seats.owner_at_the_page import fill, form_of, owners_link

RUNE = "rune@acme.example.org"
RUT = "rut@acme.example.org"
OLD = Seat(product="ledger", address=RUNE)


@pytest.fixture
async def unsold(fake: FakeDesk) -> FakeDesk:
    """Acme has a seat for Ledger, which the vendor sells no more."""
    await change_member(fake.desk, "acme", MemberChange(seats=(*ACME.seats, OLD)), read=("*",))
    sold = tuple(each for each in fake.vendor.products if each.id != OLD.product)
    fake.vendor = fake.vendor.but(products=sold)
    wiring.use_desk(fake.desk)
    return fake


async def test_the_owner_changes_another_seat_and_the_old_one_stays(unsold: FakeDesk) -> None:
    link = await owners_link(unsold)
    form = form_of((await see(link)).text, "seat", before=RUNE)
    assert (await fill(link, form, address=RUT, name="Rut")).status == 303
    seats = (await read_member(unsold.desk, "acme")).member.seats
    assert [(seat.product, seat.address) for seat in seats] == [("planner", RUT), ("ledger", RUNE)]


async def test_a_member_that_never_had_it_cannot_get_it(unsold: FakeDesk) -> None:
    with pytest.raises(ProductUnknown):
        await put_member(unsold.desk, member("beta").but(seats=(OLD,)))
