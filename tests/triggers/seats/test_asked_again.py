"""A responsible person who has not confirmed is asked again from the member's page, once a day at most."""

from datetime import timedelta

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.facts.links import Purpose
from shared.domain.members.member import Seat
from shared.domain.members.member_change import MemberChange
from shared.domain.values.vendor import Language
from shared.usecases.members.change_member import change_member
from shared.usecases.outbox.flag_seats import flag_seats
from shared.web.seats.matters import SEATS_TEXTS
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.links.following import act, mailed_link, see
from tests.triggers.seats.owner_at_the_page import fill, form_of, mails_to, owners_link

RUNE = "rune@acme.example.org"
RUT = "rut@acme.example.org"
RUTS = Seat(product="planner", address=RUT, name="Rut")


async def name(fake: FakeDesk, *seats: Seat) -> None:
    """The vendor writes who is responsible."""
    await change_member(fake.desk, "acme", MemberChange(seats=seats), read=("*",))
    await fake.rest()


def asks(page: str) -> list[str]:
    """Whom the page has a button to ask."""
    return [fields["before"] for _, fields in forms_in(page) if fields.get("act") == "ask"]


@pytest.mark.parametrize(
    ("language", "button", "after"),
    [
        (Language.SWEDISH, "Be Rune bekräfta", "Fick frågan"),
        (Language.ENGLISH, "Ask Rune to confirm", "Asked on"),
    ],
)
async def test_who_came_with_the_member_is_asked_once_and_confirms(
    fake: FakeDesk, language: Language, button: str, after: str
) -> None:
    link = f"{await owners_link(fake)}?language={language}"
    page = (await see(link)).text
    assert (button in page, after in page) == (True, False)
    for _ in range(2):
        done = await fill(link, form_of(page, "ask", before=RUNE))
        assert done.status == 303
        await fake.rest()
    assert len(mails_to(fake, RUNE)) == 1
    shown = (await see(done.headers["Location"])).text
    assert SEATS_TEXTS[language]["asks"] in shown
    assert (button in shown, after in shown) == (False, True)
    await act(fake, mailed_link(fake, RUNE, Purpose.SEAT), "confirm")
    await fake.advance(timedelta(days=2))
    assert asks((await see(link)).text) == []


async def test_who_was_named_is_asked_again_a_day_later_and_a_day_after_that(fake: FakeDesk) -> None:
    await name(fake, RUTS)
    link = await owners_link(fake)
    page = (await see(link)).text
    assert asks(page) == []
    for mails in (2, 3):
        await fake.advance(timedelta(hours=24, minutes=5))
        page = (await see(f"{link}?language=en")).text
        assert "Ask Rut again" in page
        for _ in range(3):
            await fill(link, form_of(page, "ask", before=RUT))
            await fake.rest()
            await fake.advance(timedelta(hours=2))
        assert len(mails_to(fake, RUT)) == mails


async def test_whoever_holds_two_seats_is_asked_of_both_in_one_mail(fake: FakeDesk) -> None:
    await name(fake, RUTS, RUTS.but(product="ledger"))
    await fake.advance(timedelta(days=1, minutes=5))
    link = await owners_link(fake)
    await fill(link, form_of((await see(link)).text, "ask", before=RUT))
    await fake.rest()
    subjects = [mail.subject for mail in fake.mailer.delivered if mail.to.address == RUT]
    assert subjects == ["Du är ansvarig för Planner och Ledger hos Acme"] * 2


async def test_an_address_that_is_not_used_is_not_asked(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "ask", before=RUNE)
    report = ProviderReport(
        operation_id="x", recipient=RUNE, status=DeliveryStatus.BOUNCED, attempted=fake.clock.now()
    )
    await flag_seats(fake.desk, report)
    assert asks((await see(link)).text) == []
    assert (await fill(link, form)).status == 303
    await fake.rest()
    assert mails_to(fake, RUNE) == []


async def test_who_holds_the_seat_no_more_is_not_asked_and_the_page_says_why(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "ask", before=RUNE)
    await name(fake, RUTS)
    before = fake.store.everything()
    refused = await fill(f"{link}?language=en", form)
    assert (refused.status, "Somebody else made a change before you" in refused.text) == (412, True)
    assert (await call("POST", link, form)).problem == "seats-changed"
    assert fake.store.everything() == before
    assert mails_to(fake, RUNE) == []
