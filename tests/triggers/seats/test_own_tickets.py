"""A person's own tickets, by a link that is mailed to the address that wrote them."""

from datetime import timedelta

import pytest

from bench.counting import CountingStore
from shared import wiring
from shared.domain.values.vendor import Language
from shared.web.seats.own_tickets_page import OWN_TEXTS
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import BEA, EVA, STRANGER
from tests.triggers.links.following import see, send
from tests.triggers.seats.owner_at_the_page import ASKING, mails_to, own_link
from tests.triggers.seats.test_matters_and_versions import LINK, asked


@pytest.mark.parametrize("language", Language)
async def test_a_person_finds_its_open_and_closed_tickets_and_opens_each(
    fake: FakeDesk, language: Language
) -> None:
    await asked(fake, EVA, "Open")
    await asked(fake, EVA, "Done", close=True)
    await asked(fake, BEA, "Hers")
    page = await see(f"{await own_link(fake)}?language={language}")
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
    assert page.headers["Content-Language"] == language
    assert [OWN_TEXTS[language][each] in page.text for each in ("title", "closed")] == [True, True]
    assert [f">{each}</a>" in page.text for each in ("Open", "Done", "Hers")] == [True, True, False]
    opened = [(await see(link)).text for link in LINK.findall(page.text)]
    assert ["Words about Open." in opened[0], "Words about Done." in opened[1]] == [True, True]


async def test_only_who_wrote_to_us_is_mailed_a_link_and_the_answer_is_the_same(fake: FakeDesk) -> None:
    await asked(fake, EVA, "Open")
    before = len(fake.mailer.delivered)
    answers = [await call("POST", ASKING, {"address": each}) for each in (EVA, BEA, STRANGER)]
    await fake.rest()
    assert {(each.status, each.body) for each in answers} == {(202, answers[0].body)}
    assert [mail.to.address for mail in fake.mailer.delivered[before:]] == [EVA]


async def test_what_was_typed_in_anothers_name_and_nobody_confirmed_mails_nothing(
    fake: FakeDesk,
) -> None:
    await asked(fake, STRANGER, "Forged")
    before = len(mails_to(fake, STRANGER))
    await call("POST", ASKING, {"address": STRANGER})
    await fake.rest()
    assert len(mails_to(fake, STRANGER)) == before


async def test_opening_it_changes_nothing_and_asks_little_of_storage(fake: FakeDesk) -> None:
    await asked(fake, EVA, "Open")
    link = await own_link(fake)
    before = fake.store.everything()
    fake.wrapped_store = CountingStore(fake.store)
    wiring.use_desk(fake.desk)
    await see(link)
    assert fake.store.everything() == before
    assert fake.wrapped_store.counts.requests == 9


async def test_a_ticket_whose_links_were_revoked_since_is_not_opened_from_there(fake: FakeDesk) -> None:
    ticket = await asked(fake, EVA, "Open")
    link = await own_link(fake)
    fake.clock.instant += timedelta(minutes=1)
    await call("POST", f"/api/tickets/{ticket}/links/revoke", {"author": "anna", "reason": "It got about."})
    page = await see(link)
    assert ("Open" in page.text, LINK.findall(page.text)) == (True, [])


@pytest.mark.parametrize("language", Language)
async def test_a_link_that_is_over_is_mailed_anew_to_its_address(fake: FakeDesk, language: Language) -> None:
    await asked(fake, EVA, "Open")
    link = await own_link(fake)
    fake.clock.instant += timedelta(days=31)
    assert (await see(f"{link}?language={language}")).status == 410
    before = len(mails_to(fake, EVA))
    assert (
        await send(f"/api/member/renewal/{link.rpartition('/')[2]}?language={language}", {})
    ).status == 200
    await fake.rest()
    assert len(mails_to(fake, EVA)) == before + 1
