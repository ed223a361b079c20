"""A ticket's page at the desk says when and where its conference is to be."""

from tests.fakes.desk import FakeDesk
from tests.triggers.conferences.offering import PLACE, asked, link_of, offer, pick
from tests.triggers.desk.signing_in import BO, look
from tests.triggers.links.following import act as act_on_page


def page_of(conference: str) -> str:
    return conference.replace("/api/", "/desk/").partition("/conferences/")[0]


async def test_the_slot_that_the_member_picks_is_shown_with_its_place(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    before = (await look(page_of(conference), BO)).text
    assert ("No slot is picked yet." in before, PLACE in before) == (True, False)
    await pick(fake, 1)
    shown = (await look(page_of(conference), BO)).text
    assert "Monday 2\u00a0March\u00a02026 at\u00a016:00, Swedish time (UTC+1)" in shown
    assert f": {PLACE}</p>" in shown


async def test_what_the_member_wrote_instead_and_that_it_wants_none_is_shown(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await act_on_page(fake, link_of(fake), "others", message="Rather on <Friday>.")
    await fake.rest()
    assert "Rather on &lt;Friday&gt;." in (await look(page_of(conference), BO)).text
    await act_on_page(fake, link_of(fake), "decline")
    await fake.rest()
    assert "The member declined the conference." in (await look(page_of(conference), BO)).text
