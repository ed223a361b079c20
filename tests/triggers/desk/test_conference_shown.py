"""A ticket's page at the desk says when, where and with whom its conference is to be."""

from tests.fakes.desk import FakeDesk
from tests.triggers.conferences.offering import PLACE, asked, go_to, link_of, offer, pick
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look
from tests.triggers.examples import EVA
from tests.triggers.links.following import act as act_on_page

WITH_PLACE = f'<a href="{PLACE}" rel="noreferrer">{PLACE}</a>'


def page_of(conference: str) -> str:
    return conference.replace("/api/", "/desk/").partition("/conferences/")[0]


async def test_the_slot_that_the_member_picks_is_shown_with_its_place_and_who_meets_whom(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    before = (await look(page_of(conference), BO)).text
    assert ("No slot is picked yet." in before, WITH_PLACE in before) == (True, False)
    assert "<li>Monday 2\u00a0March at\u00a014:00</li>" in before
    await pick(fake, 1)
    shown = (await look(page_of(conference), BO)).text
    assert "Monday 2\u00a0March\u00a02026 at\u00a016:00, Swedish time (UTC+1)" in shown
    assert (WITH_PLACE in shown, f"Anna meets {EVA}." in shown) == (True, True)


async def test_what_can_be_done_is_opened_from_where_it_is_shown_and_how_it_went_once_it_has_begun(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    page = page_of(conference)
    before, after = f'href="{page}?open=move#act-move"', f'href="{page}?open=held#act-held"'
    shown = (await look(page)).text
    assert (before in shown, after in shown) == (True, False)
    assert "När den har börjat säger du här om den hölls." in shown
    go_to(fake, 4)
    shown = (await look(page)).text
    assert (before in shown, after in shown) == (True, True)
    assert '<details class="act" id="act-held" open>' in (await look(f"{page}?open=held")).text
    assert "open=held" not in (await look(page, OLGA)).text


async def test_what_the_member_wrote_instead_and_that_it_wants_none_is_shown(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await act_on_page(fake, link_of(fake), "others", message="Rather on <Friday>.")
    await fake.rest()
    assert "Rather on &lt;Friday&gt;." in (await look(page_of(conference), BO)).text
    await act_on_page(fake, link_of(fake), "decline")
    await fake.rest()
    assert "The member declined the conference." in (await look(page_of(conference), BO)).text
    assert "act-offer" not in (await look(page_of(conference), ANNA)).text
