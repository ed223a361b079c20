"""The link to the member's page is asked for: the same for everybody, and mailed to owners alone."""

from datetime import timedelta
from re import findall

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.domain.facts.links import Purpose
from shared.domain.values.vendor import Language
from shared.usecases.members.put_member import put_member
from tests.examples.news_examples import member
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.links.following import mailed_link, see, send
from tests.triggers.seats.owner_at_the_page import ASKING, OWNER, mails_to

SPELLINGS = ("OWNER@acme.example.org", "owner@ACME.example.org")


async def test_every_address_gets_the_same_answer_and_only_an_owner_a_mail(fake: FakeDesk) -> None:
    answers = [await call("POST", ASKING, {"address": each}) for each in (OWNER, EVA, STRANGER)]
    assert {(each.status, each.body) for each in answers} == {(202, answers[0].body)}
    await fake.rest()
    assert [mail.to.address for mail in fake.mailer.delivered] == [OWNER]
    assert (await see(mailed_link(fake, OWNER, Purpose.SEATS))).status == 200


async def test_an_owners_request_asks_the_same_of_storage_as_a_strangers(fake: FakeDesk) -> None:
    counted = []
    for address in (OWNER, STRANGER):
        fake.wrapped_store = CountingStore(fake.store)
        wiring.use_desk(fake.desk)
        await call("POST", ASKING, {"address": address})
        counted.append((fake.wrapped_store.counts.requests, fake.wrapped_store.counts.in_turn))
    assert counted[0] == counted[1]
    assert counted[0][0] <= 3


@pytest.mark.parametrize("address", SPELLINGS)
async def test_the_mail_goes_to_the_address_as_the_vendor_has_it(fake: FakeDesk, address: str) -> None:
    await call("POST", ASKING, {"address": address})
    await fake.rest()
    assert [mail.to.address for mail in fake.mailer.delivered] == [OWNER]


async def test_an_owner_of_two_members_gets_a_mail_for_each(fake: FakeDesk) -> None:
    await put_member(fake.desk, member("beta").but(owner=member("acme").owner))
    await fake.rest()
    await call("POST", ASKING, {"address": OWNER})
    await fake.rest()
    assert sorted(mail.subject for mail in fake.mailer.delivered) == [
        "Länken till sidan för Acme",
        "Länken till sidan för Beta",
    ]


async def test_asking_twice_at_once_is_asking_once_and_a_day_has_three_mails(fake: FakeDesk) -> None:
    for _ in range(2):
        await call("POST", ASKING, {"address": OWNER})
        await fake.rest()
    assert len(mails_to(fake, OWNER)) == 1
    for _ in range(6):
        await fake.advance(timedelta(hours=1))
        assert (await call("POST", ASKING, {"address": OWNER})).status == 202
        await fake.rest()
    assert len(mails_to(fake, OWNER)) == 3
    await fake.advance(timedelta(days=1))
    await call("POST", ASKING, {"address": OWNER})
    await fake.rest()
    assert len(mails_to(fake, OWNER)) == 4


async def test_an_address_that_was_asked_with_is_not_kept(fake: FakeDesk) -> None:
    await call("POST", ASKING, {"address": STRANGER})
    assert any(STRANGER in text for text in fake.store.everything().values())
    await fake.rest()
    assert not any(STRANGER in text for text in fake.store.everything().values())


async def test_a_lost_queue_message_only_makes_it_slower(fake: FakeDesk) -> None:
    await call("POST", ASKING, {"address": OWNER})
    fake.queue.take()
    await fake.advance(timedelta(minutes=10))
    assert len(mails_to(fake, OWNER)) == 1


@pytest.mark.parametrize("language", Language)
async def test_people_ask_on_a_small_form_in_their_language(fake: FakeDesk, language: Language) -> None:
    form = await see(f"{ASKING}?language={language}")
    assert (form.status, form.headers["Content-Language"]) == (200, language)
    assert 'name="address"' in form.text
    sent = [await send(ASKING, {"address": each, "language": language}) for each in (OWNER, STRANGER)]
    assert {each.status for each in sent} == {200}
    assert sent[0].body == sent[1].body
    assert sent[0].headers["Content-Language"] == language
    await fake.rest()
    assert len(mails_to(fake, OWNER)) == 1


@pytest.mark.parametrize("typed", ["", "eva", "eva@", "@example.org", f"{'a' * 250}@example.org"])
async def test_what_cannot_be_an_address_is_said_at_the_field(fake: FakeDesk, typed: str) -> None:
    refused = await call("POST", ASKING, {"address": typed})
    assert (refused.status, refused.problem) == (422, "fields-invalid")
    assert [each["field"] for each in refused.json["errors"]] == ["address"]
    again = await send(ASKING, {"address": typed, "language": "en"})
    assert again.status == 422
    assert 'id="address-wrong"' in again.text
    await fake.rest()
    assert fake.mailer.delivered == []


@pytest.mark.parametrize(("language", "heading"), [("sv", "Dina ärenden"), ("en", "Your tickets")])
async def test_the_form_for_everybody_leads_to_it_in_the_same_language(
    fake: FakeDesk, language: str, heading: str
) -> None:
    assert fake
    form = await see(f"/api/intake?language={language}")
    (there,) = findall(rf'href="({ASKING}[^"]*)"', form.text)
    assert f"<h1>{heading}" in (await see(there)).text
