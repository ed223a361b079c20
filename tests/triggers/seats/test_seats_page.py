"""The member's page: what the owner sees there, and what it changes."""

import re
from datetime import timedelta
from html import unescape

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.members.member import Person, Seat
from shared.domain.members.member_change import MemberChange
from shared.domain.values.vendor import Language
from shared.usecases.members.change_member import change_member
from shared.usecases.members.put_member import put_member, read_member
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import JSON, call, submit
from tests.triggers.examples import ACME, EVA, REQUEST, TOKEN
from tests.triggers.links.following import mailed_link, see, send
from tests.triggers.members.test_news import NEWS
from tests.triggers.seats.owner_at_the_page import OWNER, fill, form_of, mails_to, owners_link

RUNE = "rune@acme.example.org"
RUT = "rut@acme.example.org"


async def seats(fake: FakeDesk) -> list[tuple[str, str]]:
    """The seats as they are kept: product and address."""
    facts = await read_member(fake.desk, "acme")
    return [(seat.product, seat.address) for seat in facts.member.seats]


async def contacts(fake: FakeDesk) -> list[tuple[str, str]]:
    """The contacts as they are kept: address and name."""
    return [(each.address, each.name) for each in (await read_member(fake.desk, "acme")).member.contacts]


async def without_seats(fake: FakeDesk) -> None:
    """Acme has nobody for Planner."""
    await change_member(fake.desk, "acme", MemberChange(seats=()), read=("*",))
    await fake.rest()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.SWEDISH,
            ("Sidan för Acme", "Prenumerationen gäller tills vidare.", "Ansvarig: Rune", "1 av 1"),
        ),
        (
            Language.ENGLISH,
            ("The page for Acme", "runs until further notice.", "Responsible person: Rune", "1 of 1"),
        ),
    ],
)
async def test_the_owner_reads_products_seats_contacts_and_the_month(
    fake: FakeDesk, language: Language, said: tuple[str, ...]
) -> None:
    page = await see(f"{await owners_link(fake)}?language={language}")
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
    assert [each for each in (*said, "Planner", EVA) if each not in page.text] == []


async def test_the_page_is_read_in_the_members_language_unless_another_is_named(fake: FakeDesk) -> None:
    page = await see(await owners_link(fake), {"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "sv"


async def test_opening_the_page_writes_nothing(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    before = fake.store.everything()
    await see(link)
    assert fake.store.everything() == before


async def test_open_tickets_stand_with_subject_and_promise_and_closed_ones_do_not(fake: FakeDesk) -> None:
    await submit(REQUEST | {"subject": "The week view", "token": TOKEN})
    await submit(REQUEST | {"subject": "Somebody else's", "email": "x@elsewhere.example.org"})
    await fake.rest()
    link = f"{await owners_link(fake)}?language=en"
    page = (await see(link)).text
    assert "The week view" in page
    assert "Answer by Tuesday 3\u00a0March" in page
    assert "Somebody else" not in page
    await fake.advance(timedelta(hours=25))
    assert "We are working on it." in (await see(link)).text


async def test_an_empty_seat_is_marked_and_filled_and_the_new_person_is_told(fake: FakeDesk) -> None:
    await without_seats(fake)
    link = await owners_link(fake)
    page = (await see(f"{link}?language=en")).text
    assert "Nobody is responsible." in page
    done = await fill(link, form_of(page, "seat", product="planner"), address=RUT, name="Rut")
    assert done.status == 303
    assert await seats(fake) == [("planner", RUT)]
    shown = (await see(done.headers["Location"])).text
    assert "Rut, rut@acme.example.org" in shown
    assert "Has not confirmed yet." in shown
    await fake.rest()
    (mail,) = mails_to(fake, RUT)
    assert "Planner" in mail


async def test_another_person_takes_the_seat_and_the_same_form_again_changes_nothing(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "seat", before=RUNE)
    for _ in range(2):
        assert (await fill(link, form, address=RUT, name="Rut")).status == 303
        await fake.rest()
        assert await seats(fake) == [("planner", RUT)]
    assert len(mails_to(fake, RUT)) == 1
    assert mails_to(fake, RUNE) == []


async def test_another_name_for_the_same_person_is_no_new_person(fake: FakeDesk) -> None:
    studied = ACME.seats[0].but(studied=fake.clock.now().date())
    await change_member(fake.desk, "acme", MemberChange(seats=(studied,)), read=("*",))
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "seat", before=RUNE)
    await fill(link, form, address=RUNE, name="Rune Ek")
    await fake.rest()
    (seat,) = (await read_member(fake.desk, "acme")).member.seats
    assert (seat.name, seat.studied) == ("Rune Ek", studied.studied)
    assert mails_to(fake, RUNE) == []


async def test_a_contact_is_added_changed_and_removed(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    for act, before, typed, after in (
        (
            "contact",
            "",
            {"address": "bea@example.org", "name": "Bea"},
            [(EVA, "Eva"), ("bea@example.org", "Bea")],
        ),
        ("contact", EVA, {"address": EVA, "name": "Eva Ek"}, [(EVA, "Eva Ek"), ("bea@example.org", "Bea")]),
        ("remove", EVA, {}, [("bea@example.org", "Bea")]),
    ):
        form = form_of((await see(link)).text, act, before=before)
        for _ in range(2):
            assert (await fill(link, form, **typed)).status == 303
            assert await contacts(fake) == after


async def test_somebody_elses_change_meanwhile_is_shown_and_nothing_is_lost(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "seat", before=RUNE)
    other = Seat(product="planner", address="other@acme.example.org", name="Other")
    await change_member(fake.desk, "acme", MemberChange(seats=(other,)), read=("*",))
    refused = await fill(f"{link}?language=en", form, address=RUT, name="Rut")
    assert refused.status == 412
    assert "Somebody else made a change before you" in refused.text
    assert "Other, other@acme.example.org" in refused.text
    assert f'value="{RUT}"' in refused.text
    assert await seats(fake) == [("planner", "other@acme.example.org")]
    again = form_of(refused.text, "seat", before="other@acme.example.org")
    assert (await fill(link, again, address=RUT, name="Rut")).status == 303
    assert await seats(fake) == [("planner", RUT)]


async def test_what_two_people_change_in_different_places_is_both_kept(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "contact", before="")
    await change_member(fake.desk, "acme", MemberChange(name="Acme Ltd"), read=("*",))
    refused = await fill(link, form, address="bea@example.org", name="Bea")
    assert refused.status == 412
    again = form_of(refused.text, "contact", before="")
    assert (await fill(link, again, address="bea@example.org", name="Bea")).status == 303
    member = (await read_member(fake.desk, "acme")).member
    assert (member.name, len(member.contacts)) == ("Acme Ltd", 2)


async def test_a_seat_for_a_product_that_the_member_does_not_have_is_refused(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "seat", before=RUNE) | {"product": "ledger", "before": ""}
    refused = await fill(f"{link}?language=en", form, address=RUT)
    assert refused.status == 422
    assert "Your organisation does not subscribe to the product" in refused.text
    told = await call("POST", link, form | {"address": RUT})
    assert told.problem == "seat-not-subscribed"
    assert await seats(fake) == [("planner", RUNE)]


@pytest.mark.parametrize("typed", ["", "rut", "rut@", "rut@acme"])
async def test_an_address_that_cannot_be_one_is_said_at_its_field(fake: FakeDesk, typed: str) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "seat", before=RUNE)
    refused = await fill(f"{link}?language=en", form, address=typed, name="Rut")
    assert refused.status == 422
    assert 'id="address-wrong"' in refused.text
    assert 'value="Rut"' in refused.text
    assert await seats(fake) == [("planner", RUNE)]
    told = await call("POST", link, form | {"address": typed})
    assert (told.problem, [each["field"] for each in told.json["errors"]]) == ("fields-invalid", ["address"])


async def test_nobody_at_a_member_has_the_desks_own_address(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "contact", before="")
    refused = await fill(f"{link}?language=en", form, address="support+x@example.com")
    assert (refused.status, "The address belongs to the support desk" in refused.text) == (422, True)


async def test_the_link_ends_with_its_owner_and_after_30_days(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    await fake.advance(timedelta(days=30, minutes=5))
    expired = await see(link)
    assert expired.status == 410
    (renewal,) = (address for address, _ in forms_in(expired.text) if "/renewal/" in address)
    assert (await send(renewal, {"language": "sv"})).status == 200
    await fake.rest()
    assert len(mails_to(fake, OWNER)) == 2
    fresh = mailed_link(fake, OWNER, Purpose.SEATS)
    assert (await see(fresh)).status == 200
    await put_member(fake.desk, ACME.but(owner=Person(address="new@acme.example.org")))
    assert (await see(fresh)).status == 410
    assert (await call("GET", fresh)).problem == "link-revoked"
    assert (await call("GET", "/api/member/seats/seats.x")).problem == "link-invalid"


async def test_a_program_sends_the_same_as_json(fake: FakeDesk) -> None:
    link = await owners_link(fake)
    form = form_of((await see(link)).text, "seat", before=RUNE)
    assert (await call("POST", link, form | {"address": RUT}, JSON)).status == 303
    assert await seats(fake) == [("planner", RUT)]


async def test_the_owner_opens_what_has_gone_out_as_news_from_the_page(fake: FakeDesk) -> None:
    assert (await call("POST", "/api/news", NEWS)).status == 202
    await fake.rest()
    page = await see(await owners_link(fake))
    (address,) = re.findall(r'<a href="[^"]*(/api/member/news/[^"]+)">Planner 9', page.text)
    item = await see(unescape(address))
    assert (item.status, NEWS["text"]["en"] in item.text or NEWS["text"]["sv"] in item.text) == (200, True)
