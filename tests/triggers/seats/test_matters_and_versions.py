"""What the contract contact finds on its page beside seats: its tickets, and the newest versions."""

import re
from datetime import timedelta

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.values.vendor import Language
from shared.usecases.members.put_member import put_member
from shared.web.seats.matters import SEATS_TEXTS
from tests.examples.release_examples import ADDRESS, NOTES
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import EVA, REQUEST
from tests.triggers.links.following import see
from tests.triggers.releases.test_upgrades import LAPSED, released
from tests.triggers.seats.owner_at_the_page import OWNER, owners_link

LINK = re.compile(r"https?://[^/]+(/api/member/(?:ticket|upgrade)/[a-z0-9.]+)")


async def asked(fake: FakeDesk, who: str, subject: str, *, close: bool = False) -> str:
    """A ticket of this person, closed if need be."""
    body = REQUEST | {"email": who, "subject": subject, "message": f"Words about {subject}."}
    ticket = str((await call("POST", "/api/intake", body)).json["ticket"])
    if close:
        ended = {"author": "anna", "reason": "Solved on the telephone."}
        assert (await call("POST", f"/api/tickets/{ticket}/close", ended)).status < 300
    await fake.rest()
    return ticket


async def test_only_the_readers_own_tickets_have_a_link_and_nobodys_words_stand_there(fake: FakeDesk) -> None:
    await asked(fake, OWNER, "Mine")
    await asked(fake, EVA, "Hers")
    page = (await see(await owners_link(fake))).text
    assert ("Mine" in page, "Hers" in page, "Words about" in page) == (True, True, False)
    (link,) = LINK.findall(page)
    own = await see(link)
    assert (own.status, "Words about Mine." in own.text) == (200, True)


@pytest.mark.parametrize("language", Language)
async def test_closed_tickets_of_this_month_and_the_last_stand_by_their_code(
    fake: FakeDesk, language: Language
) -> None:
    own = await asked(fake, OWNER, "Mine", close=True)
    hers = await asked(fake, EVA, "Hers", close=True)
    fake.clock.instant += timedelta(days=31)
    page = (await see(f"{await owners_link(fake)}?language={language}")).text
    assert SEATS_TEXTS[language]["closed"] in page
    assert ([own[:4] in page, hers[:4] in page], "Hers" in page) == ([True, True], False)
    assert len(LINK.findall(page)) == 1
    fake.clock.instant += timedelta(days=31)
    later = (await see(f"{await owners_link(fake)}?language={language}")).text
    assert SEATS_TEXTS[language]["closed"] not in later


@pytest.mark.parametrize("language", Language)
async def test_the_newest_version_stands_with_its_notes_and_leads_to_where_it_is_fetched(
    fake: FakeDesk, language: Language
) -> None:
    await released(fake)
    page = (await see(f"{await owners_link(fake)}?language={language}")).text
    assert ("Planner 7.2" in page, NOTES[language] in page) == (True, True)
    (link,) = LINK.findall(page)
    assert ADDRESS in (await see(link)).text


async def test_a_member_that_is_not_covered_finds_no_version(fake: FakeDesk) -> None:
    await released(fake)
    await put_member(fake.desk, LAPSED)
    page = (await see(await owners_link(fake))).text
    assert f"/{Purpose.UPGRADE}/" not in page
