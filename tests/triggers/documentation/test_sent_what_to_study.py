"""A new responsible person is sent what to study, once a person and product."""

from datetime import date, timedelta

from shared.domain.members.member import HandSubscription, Seat
from shared.domain.values.vendor import Language
from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.documentation.studying import (
    PLANNER,
    RUNE,
    changed,
    page_of,
    sent,
    shelved,
    told,
)
from tests.triggers.links.following import see

RUT = "rut@acme.example.org"


def seated(*addresses: str, **more: object) -> tuple[Seat, ...]:
    return tuple(Seat.model_validate({"product": "planner", "address": each, **more}) for each in addresses)


async def test_the_mail_lists_every_document_in_the_members_language_with_a_link_to_the_page(
    fake: FakeDesk,
) -> None:
    await shelved(fake)
    (mail,) = [each for each in fake.mailer.delivered if each.to.address == RUNE]
    assert "Planner" in mail.subject
    for said in ("Handboken", "https://docs.example.com/sv/planner", "9.1", "Rundturen"):
        assert said in mail.text
        assert said in mail.html
    assert "The manual" not in mail.text
    assert (await see(page_of(fake))).status == 200


async def test_in_english_for_a_member_that_reads_english(fake: FakeDesk) -> None:
    await call("PUT", f"{PLANNER}/manual", (await documents(fake))["manual"])
    await changed(fake, language=Language.ENGLISH)
    mail = fake.mailer.delivered[-1]
    assert (mail.to.address, "The manual" in mail.text) == (RUNE, True)
    assert 'lang="en"' in (await see(page_of(fake))).text


async def documents(fake: FakeDesk) -> dict[str, dict[str, object]]:
    """The documents of a desk that has them, to be written as they are."""
    await shelved(fake)
    listed = (await call("GET", PLANNER)).json["documents"]
    await changed(fake, seats=())
    return {each.pop("id"): each for each in listed}


async def test_it_is_sent_once_however_often_the_member_is_written_or_looked_at(fake: FakeDesk) -> None:
    await sent(fake)
    await changed(fake)
    await changed(fake, language=Language.ENGLISH)
    await fake.advance(timedelta(hours=2))
    assert told(fake) == 1


async def test_it_is_sent_again_when_the_seat_changes_hands_and_when_it_comes_back(fake: FakeDesk) -> None:
    first = await sent(fake)
    await changed(fake, seats=seated(RUT))
    assert (told(fake), told(fake, RUT)) == (1, 1)
    assert (await see(first)).status == 410
    await changed(fake)
    assert (told(fake), told(fake, RUT)) == (2, 1)
    assert (await see(page_of(fake, RUT))).status == 410
    assert (await see(page_of(fake))).status == 200


async def test_two_persons_of_one_product_are_sent_it_each(fake: FakeDesk) -> None:
    await shelved(fake)
    await changed(fake, seats=seated(RUNE, RUT, RUT.upper()))
    assert (told(fake), told(fake, RUT)) == (1, 1)


async def test_a_product_without_documents_sends_nothing_until_it_has_some(fake: FakeDesk) -> None:
    await fake.advance(timedelta(minutes=20))
    assert told(fake) == 0
    await shelved(fake)
    assert told(fake) == 1


async def test_nothing_is_sent_to_who_has_studied_nor_while_the_product_is_not_covered(
    fake: FakeDesk,
) -> None:
    later = HandSubscription(product="planner", since=START + timedelta(days=3))
    await changed(fake, seats=seated(RUNE, studied=date(2026, 2, 1)))
    await shelved_without_looking()
    await changed(fake, seats=seated(RUNE, studied=date(2026, 2, 1)))
    await changed(fake, subscriptions=(later,))
    assert told(fake) == 0
    await fake.advance(timedelta(days=3))
    assert told(fake) == 1


async def shelved_without_looking() -> None:
    await call(
        "PUT",
        f"{PLANNER}/manual",
        {
            "title": {"sv": "Handboken", "en": "The manual"},
            "address": {"sv": "https://docs.example.com/sv", "en": "https://docs.example.com/en"},
            "version": "1",
        },
    )
