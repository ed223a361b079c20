"""Who is named responsible is told what it means, and confirms it or says that it is somebody else."""

from datetime import timedelta

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.facts.links import Purpose
from shared.domain.members.member import Seat
from shared.domain.members.member_change import MemberChange
from shared.domain.values.vendor import Language
from shared.usecases.members.change_member import change_member
from shared.usecases.members.member_views import MemberView, member_view
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.outbox.flag_seats import clear_flag, flag_seats
from tests.examples.member_links import form_for, forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import ACME
from tests.triggers.links.following import act, mailed_link, see, send
from tests.triggers.seats.owner_at_the_page import OWNER, mails_to, owners_link

RUT = "rut@acme.example.org"
BOTH = (Seat(product="planner", address=RUT, name="Rut"), Seat(product="ledger", address=RUT, name="Rut"))


async def view(fake: FakeDesk) -> MemberView:
    return member_view(await read_member(fake.desk, "acme"), fake.clock.now(), fake.vendor)


async def name_rut(fake: FakeDesk, *seats: Seat) -> str:
    """The vendor names Rut; the path of the page that her mail leads to."""
    await change_member(fake.desk, "acme", MemberChange(seats=seats or BOTH[:1]), read=("*",))
    await fake.rest()
    return mailed_link(fake, RUT, Purpose.SEAT)


async def test_who_is_named_for_two_products_gets_one_mail_with_both(fake: FakeDesk) -> None:
    link = await name_rut(fake, *BOTH)
    (mail,) = [each for each in fake.mailer.delivered if each.to.address == RUT]
    assert mail.subject == "Du är ansvarig för Planner och Ledger hos Acme"
    assert "Planner och Ledger" in (await see(link)).text


async def test_who_a_member_brings_along_when_it_is_registered_is_not_written_to(fake: FakeDesk) -> None:
    await put_member(fake.desk, ACME.but(id="beta", customers=()))
    await fake.rest()
    await fake.advance(timedelta(hours=1))
    assert fake.mailer.delivered == []


async def test_a_member_that_is_written_again_as_it_is_tells_nobody(fake: FakeDesk) -> None:
    for _ in range(2):
        await put_member(fake.desk, ACME.but(name="Acme again"))
        await fake.rest()
    assert fake.mailer.delivered == []


@pytest.mark.parametrize("language", Language)
async def test_opening_the_page_writes_nothing_and_a_button_confirms(
    fake: FakeDesk, language: Language
) -> None:
    link = await name_rut(fake)
    before = fake.store.everything()
    page = await see(f"{link}?language={language}")
    assert (page.status, page.headers["Content-Language"]) == (200, language)
    assert fake.store.everything() == before
    for _ in range(2):
        done = await send(link, form_for(page.text, "confirm"))
        assert done.status == 303
    after = await see(done.headers["Location"])
    assert [fields["act"] for _, fields in forms_in(after.text)] == ["decline"]
    (named,) = (await view(fake)).appointments
    assert (named.address, named.confirmed) == (RUT, fake.clock.now())
    assert "Bekräftat" in (await see(await owners_link(fake))).text


async def test_a_confirmation_outlives_the_vendors_writing_of_the_member(fake: FakeDesk) -> None:
    await act(fake, await name_rut(fake), "confirm")
    member = (await read_member(fake.desk, "acme")).member
    await put_member(fake.desk, member.but(name="Acme Ltd"))
    (named,) = (await view(fake)).appointments
    assert named.confirmed
    assert len(mails_to(fake, RUT)) == 1


async def test_a_renewed_address_is_told_anew_and_has_confirmed_nothing(fake: FakeDesk) -> None:
    await act(fake, await name_rut(fake), "confirm")
    await fake.advance(timedelta(hours=1))
    renewed = (BOTH[0].but(address="rut.new@acme.example.org"),)
    await change_member(fake.desk, "acme", MemberChange(seats=renewed), read=("*",))
    await fake.rest()
    (named,) = (await view(fake)).appointments
    assert (named.address, named.confirmed) == ("rut.new@acme.example.org", None)
    assert len(mails_to(fake, "rut.new@acme.example.org")) == 1


async def test_who_declines_is_flagged_and_the_owner_is_told_once(fake: FakeDesk) -> None:
    link = await name_rut(fake)
    page = (await see(link)).text
    for _ in range(2):
        assert (await send(link, form_for(page, "decline"))).status == 303
        await fake.rest()
        await fake.advance(timedelta(minutes=30))
    assert [(each.address, each.reason) for each in (await view(fake)).flagged] == [(RUT, "declined")]
    (mail,) = mails_to(fake, OWNER)
    assert tuple(word for word in ("Rut", "Planner") if word in mail) == ("Rut", "Planner")
    shown = await see(mailed_link(fake, OWNER, Purpose.SEATS))
    assert "Personen säger att det är någon annan." in shown.text


async def test_who_declines_and_then_confirms_is_the_responsible_person(fake: FakeDesk) -> None:
    link = await name_rut(fake)
    await act(fake, link, "decline")
    await fake.advance(timedelta(minutes=5))
    await act(fake, link, "confirm")
    after = await view(fake)
    assert after.flagged == ()
    assert [(bool(each.confirmed), each.declined) for each in after.appointments] == [(True, None)]


async def test_a_confirmation_does_not_lift_the_flag_of_a_dead_address(fake: FakeDesk) -> None:
    link = await name_rut(fake)
    report = ProviderReport(
        operation_id="x", recipient=RUT, status=DeliveryStatus.BOUNCED, attempted=fake.clock.now()
    )
    await flag_seats(fake.desk, report)
    await act(fake, link, "confirm")
    assert [each.reason for each in (await view(fake)).flagged] == [DeliveryStatus.BOUNCED]


async def test_the_vendor_may_use_a_declined_address_again(fake: FakeDesk) -> None:
    await act(fake, await name_rut(fake), "decline")
    await clear_flag(fake.desk, "acme", RUT)
    assert (await view(fake)).flagged == ()


async def test_the_link_ends_with_the_seat_and_a_program_hears_it_as_a_problem(fake: FakeDesk) -> None:
    link = await name_rut(fake)
    await change_member(fake.desk, "acme", MemberChange(seats=()), read=("*",))
    assert (await see(link)).status == 410
    assert (await call("POST", link, {"act": "confirm"})).problem == "link-revoked"


async def test_an_expired_link_is_renewed_once_a_day(fake: FakeDesk) -> None:
    link = await name_rut(fake)
    await fake.advance(timedelta(days=31))
    expired = await see(link)
    assert expired.status == 410
    (renewal,) = (address for address, _ in forms_in(expired.text) if "/renewal/" in address)
    for _ in range(2):
        asked = await send(renewal, {"language": "sv"})
        assert (asked.status, "Är du fortfarande ansvarig" in asked.text) == (200, True)
        assert "högst en länk om dagen" in asked.text
        await fake.rest()
    assert len(mails_to(fake, RUT)) == 2
    assert (await see(mailed_link(fake, RUT, Purpose.SEAT))).status == 200
