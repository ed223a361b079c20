"""At the desk a conference is offered at times that are free, moved and called off; both sides are told."""

import re
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from shared.ports.mailer import Mail
from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import PLACE, asked, clock_of, go_to, offer, pick
from tests.triggers.desk.signing_in import ANNA, BO, act, look, send
from tests.triggers.desk.test_conference_shown import page_of
from tests.triggers.examples import EVA
from tests.triggers.tickets import opened

CALLED = {"way": "telephone", "place": "+46 8 123 45"}
_CHOICE = re.compile(r'<option value="(20[^"]+)">([^<]+)<')
_TICK = re.compile(r'name="(time\d)" value="([^"]+)"( checked)?>([^<]+)<')


def ticks(page: str) -> list[tuple[str, str, str]]:
    """Name, value and words of every time that can be ticked."""
    return [(name, value, words) for name, value, _, words in _TICK.findall(page)]


async def ticket_of(conference: str) -> Any:  # noqa: ANN401 - JSON is anything
    return (await call("GET", conference.partition("/conferences")[0])).json


def entry_in(mails: list[Mail]) -> tuple[str, Any]:
    """Method and event of the last calendar entry that this person was mailed."""
    file = [mail.attachments[0] for mail in mails if mail.to.address == EVA and mail.attachments][-1]
    calendar = Calendar.from_ical(file.content)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


async def test_free_times_are_proposed_with_weekday_in_the_vendors_zone_and_those_ticked_are_mailed(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    shown = (await look(page_of(conference), BO)).text
    free = ticks(shown)
    assert [words for _, _, words in free][:2] == [
        "Monday 2\u00a0March at\u00a011:00",
        "Monday 2\u00a0March at\u00a013:00",
    ]
    assert (len(free), "All times are in Swedish time." in shown) == (5, True)
    chosen = {name: value for name, value, _ in free[1:3]}
    assert (await act(page_of(conference), "offer", BO, **chosen, **CALLED)).status == 303
    await fake.rest()
    (offered,) = (await ticket_of(conference))["conferences"]
    slots = offered["acts"][0]["slots"]
    assert [(each["start"][11:16], each["host"]) for each in slots] == [("12:00", "bo"), ("14:00", "bo")]
    assert "måndag 2 mars 2026 kl. 13.00" in fake.mailer.delivered[-1].text.replace("\u00a0", " ")


async def test_what_was_offered_to_one_is_not_proposed_to_another(fake: FakeDesk) -> None:
    first, second = await asked(fake), await asked(fake, message="Another matter.")
    free = {value for _, value, _ in ticks((await look(page_of(second), BO)).text)}
    name, value, _ = ticks((await look(page_of(first), BO)).text)[0]
    await act(page_of(first), "offer", BO, **{name: value}, **CALLED)
    left = {each for _, each, _ in ticks((await look(page_of(second), BO)).text)}
    others = {each for _, each, _ in ticks((await look(page_of(second), ANNA)).text)}
    again = {each for _, each, _ in ticks((await look(page_of(first), BO)).text)}
    assert (value in free, value in left, value in others, value in again) == (True, False, True, False)


async def test_what_was_ticked_comes_back_where_the_offer_is_refused(fake: FakeDesk) -> None:
    conference = await asked(fake)
    name, value, words = ticks((await look(page_of(conference))).text)[0]
    form = form_for((await look(page_of(conference))).text, "offer") | {name: value, "way": "telephone"}
    go_to(fake, 0.6)
    refused = await send(page_of(conference), form)
    assert (refused.status, 'id="offer-place-wrong"' in refused.text) == (422, True)
    assert f'value="{value}" checked>{words}<' in refused.text


@pytest.mark.parametrize("name", ["offer", "move"])
@pytest.mark.parametrize("field", ["start1", "time1"])
@pytest.mark.parametrize(
    "time", ["9999-12-31T23:00:00+00:00", "9999-12-31T23:59:00-12:00", "0001-01-01T00:00:00+14:00"]
)
async def test_a_time_out_of_all_bounds_is_refused_at_its_field(
    fake: FakeDesk, name: str, field: str, time: str
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    page = page_of(conference)
    refused = await act(page, name, BO, **{field: time}, reason="Why not.", **CALLED)
    assert (refused.status, f'id="{name}-start1-wrong"' in refused.text) == (422, True)
    assert (await look(page, BO)).status == 200


async def test_a_time_after_the_deadline_says_so_and_needs_a_reason(fake: FakeDesk) -> None:
    conference = await asked(fake)
    go_to(fake, 35.5)
    page = page_of(conference)
    name, value, words = ticks((await look(page, BO)).text)[0]
    assert words.endswith("(after the deadline)")
    refused = await act(page, "offer", BO, **{name: value}, **CALLED)
    assert (refused.status, "say why" in refused.text) == (422, True)
    assert (await act(page, "offer", BO, **{name: value}, reason="All are ill.", **CALLED)).status == 303


async def test_a_conference_is_moved_under_the_same_uid_and_is_as_long_as_before(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    _, before = entry_in(fake.mailer.delivered)
    page = page_of(conference)
    missing = await act(page, "move", start1="2026-03-03T10:00", way="teams", place=PLACE)
    assert (missing.status, 'id="move-reason-wrong"' in missing.text) == (422, True)
    done = await act(page, "move", start1="2026-03-03T10:00", way="teams", place=PLACE, reason="Ill.")
    assert (done.status, done.headers["Location"]) == (303, f"{page}?done=move")
    await fake.rest()
    method, event = entry_in(fake.mailer.delivered)
    assert (method, event["UID"], event["SEQUENCE"]) == ("REQUEST", before["UID"], before["SEQUENCE"] + 1)
    assert event.decoded("DTSTART").isoformat() == "2026-03-03T09:00:00+00:00"
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30)
    assert "Konferensen är flyttad." in (await look(done.headers["Location"])).text


async def test_a_conference_is_moved_to_a_free_time_that_is_chosen_and_a_number_can_be_called(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    page = page_of(conference)
    free = [value for value, _ in _CHOICE.findall((await look(page, BO)).text)]
    value = free[1]
    assert (await act(page, "move", BO, time1=value, reason="Ill.", **CALLED)).status == 303
    await fake.rest()
    _, event = entry_in(fake.mailer.delivered)
    assert event.decoded("DTSTART").isoformat() == value
    shown = (await look(page, BO)).text
    assert (f"Bo meets {EVA}." in shown, 'href="tel:+46812345"' in shown) == (True, True)


async def test_a_conference_is_called_off_under_the_same_uid_and_then_offered_anew(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    _, before = entry_in(fake.mailer.delivered)
    page = page_of(conference)
    assert (await act(page, "cancel", reason="Ill.")).status == 303
    await fake.rest()
    method, event = entry_in(fake.mailer.delivered)
    assert (method, event["UID"], event["SEQUENCE"]) == ("CANCEL", before["UID"], before["SEQUENCE"] + 1)
    assert (await clock_of(conference))["state"] == "running"
    shown = (await look(page, BO)).text
    assert ('id="act-move"' in shown, 'id="act-offer"' in shown) == (False, True)


async def test_a_member_who_says_that_it_wants_none_ends_the_promise(fake: FakeDesk) -> None:
    conference = await asked(fake)
    assert (await act(page_of(conference), "cancel", declined="true", reason="She rang.")).status == 303
    assert (await clock_of(conference))["cancelled"] == "declined"


@pytest.mark.parametrize("name", ["held", "no_show"])
async def test_how_it_went_is_said_only_once_it_has_begun(fake: FakeDesk, name: str) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    page = page_of(conference)
    assert f'id="act-{name}"' not in (await look(page)).text
    go_to(fake, 4)
    assert (await act(page, name, note="As it was.")).status == 303
    clock = await clock_of(conference)
    assert (clock["state"], clock["how"]) == ("met", name)


async def test_a_picked_slot_after_the_deadline_is_still_to_be_held_once_the_offer_has_met_it(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6, 40, after_due=True, reason="She wished for it.")
    await pick(fake, 2)
    await fake.advance(timedelta(hours=37))
    assert (await clock_of(conference))["state"] == "met"
    assert 'id="act-move"' in (await look(page_of(conference))).text


async def test_after_a_no_show_other_times_are_offered_and_it_is_not_said_twice(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    go_to(fake, 4)
    page = page_of(conference)
    await act(page, "no_show")
    shown = (await look(page, BO)).text
    assert "The member did not come." in shown
    assert [f'id="act-{name}"' in shown for name in ("no_show", "offer", "move")] == [False, True, True]


async def test_without_a_conference_no_times_are_proposed(fake: FakeDesk) -> None:
    page = (await opened(fake)).replace("/api/", "/desk/")
    assert ticks((await look(page)).text) == []
