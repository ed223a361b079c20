"""The page behind a conference's link: what it shows, what it does, and what it refuses."""

from datetime import timedelta

import pytest

from shared.domain.facts.links import Link, Purpose
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call
from tests.triggers.conferences.offering import (
    PLACE,
    act,
    asked,
    at,
    clock_of,
    go_to,
    link_of,
    local,
    offer,
    pick,
)
from tests.triggers.examples import BEA, EVA
from tests.triggers.links.following import act as act_on_page
from tests.triggers.links.following import mailed_link, path_to, see, send
from tests.triggers.tickets import opened

ANNA = "anna@example.com"


def slots_on(page: str) -> list[str]:
    return [fields["slot"] for _, fields in forms_in(page) if fields.get("act") == "pick"]


async def test_the_page_shows_the_promise_and_the_slots_in_the_vendors_zone_and_changes_nothing(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    before = fake.store.everything()
    page = await see(link_of(fake))
    assert (page.status, page.headers["Cache-Control"]) == (200, "no-store")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "senast tisdag 3\u00a0mars\u00a02026 kl.\u00a022.00, svensk tid (UTC+1)" in page.text
    assert "måndag 2\u00a0mars\u00a02026 kl.\u00a014.00, svensk tid (UTC+1)" in page.text
    assert "30\u00a0minuter, Teams" in page.text
    assert len(slots_on(page.text)) == 2
    assert PLACE not in page.text
    english = await see(f"{link_of(fake)}?language=en")
    assert "Monday 2\u00a0March\u00a02026 at\u00a014:00, Swedish time (UTC+1)" in english.text
    assert fake.store.everything() == before


async def test_picking_books_it_proves_the_address_and_shows_where_to_meet(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    page = await pick(fake, 1)
    assert "Konferensen är bokad" in page.text
    assert PLACE in page.text
    assert len(slots_on(page.text)) == 1
    ticket = (await call("GET", conference.partition("/conferences")[0])).json
    assert [each["event"] for each in ticket["events"]].count("address_proved") == 1
    assert ticket["turns"][0]["proved"]
    to = [mail.to.address for mail in fake.mailer.delivered if "bokad" in mail.subject]
    assert to == [EVA, ANNA]


async def test_the_same_pick_sent_twice_is_one(fake: FakeDesk) -> None:
    await offer(fake, await asked(fake), 4, 6)
    slot = slots_on((await see(link_of(fake))).text)[0]
    link = link_of(fake)
    assert (await send(link, {"act": "pick", "slot": slot})).status == 303
    await fake.rest()
    before, mails = fake.store.everything(), len(fake.mailer.delivered)
    assert (await send(link, {"act": "pick", "slot": slot})).status == 303
    await fake.rest()
    assert (fake.store.everything(), len(fake.mailer.delivered)) == (before, mails)


async def test_a_member_moves_to_another_slot_and_back_and_both_calendars_follow(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    for which in (0, 0, 0):
        await pick(fake, which)
    subjects = [mail.subject for mail in fake.mailer.delivered if mail.attachments and mail.to.address == EVA]
    assert ["Ny tid" in subject for subject in subjects] == [False, True, True]
    assert (await clock_of(conference))["due"] == at(36).replace("+00:00", "Z")


async def test_asking_for_others_tells_supporters_once_and_the_words_stand_in_the_ticket(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    words = {"message": "Only <b>after</b> three."}
    for _ in range(2):
        page = await act_on_page(fake, link_of(fake), "others", **words)
    assert "Vi hör av oss med andra tider" in page.text
    told = [
        mail
        for mail in fake.mailer.delivered
        if "andra tider" in mail.subject or "other times" in mail.subject
    ]
    assert {mail.to.address for mail in told} == {ANNA, "bo@example.com"}
    assert len(told) == 2
    assert not any("three" in mail.text + mail.html for mail in told)
    view = (await call("GET", conference.partition("/conferences")[0])).json
    assert [each["words"] for each in view["conferences"][0]["acts"] if each["deed"] == "others_asked"] == [
        "Only <b>after</b> three."
    ]
    await offer(fake, conference, 8, 10)
    assert len(slots_on((await see(link_of(fake))).text)) == 4


async def test_declining_cancels_the_clock_and_tells_both_calendars(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    page = await act_on_page(fake, link_of(fake), "decline")
    assert "Du har avböjt konferensen" in page.text
    assert forms_in(page.text) == []
    clock = await clock_of(conference)
    assert (clock["state"], clock["cancelled"]) == ("cancelled", "declined")
    off = [mail for mail in fake.mailer.delivered if "inte av" in mail.subject]
    assert [mail.to.address for mail in off] == [EVA, ANNA]
    again = await send(link_of(fake), {"act": "decline"})
    assert again.status == 303


async def test_declining_before_any_pick_tells_supporters(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await act_on_page(fake, link_of(fake), "decline")
    assert [mail.to.address for mail in fake.mailer.delivered[-2:]] == [ANNA, "bo@example.com"]
    assert (await clock_of(conference))["cancelled"] == "declined"
    picked = await call("POST", link_of(fake), {"act": "pick", "slot": "x"})
    assert (picked.status, picked.problem) == (409, "conference-over")


async def test_a_slot_that_has_passed_was_taken_back_or_never_was_gives_the_page_with_what_to_do(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    link = link_of(fake)
    first, second = slots_on((await see(link)).text)
    go_to(fake, 4)
    passed = await send(link, {"act": "pick", "slot": first})
    assert (passed.status, slots_on(passed.text)) == (422, [second])
    assert "Tiden har redan passerat" in passed.text
    await act(fake, conference, "cancel", reason="Ill.")
    for slot in (second, "aaaa", ""):
        gone = await send(link, {"act": "pick", "slot": slot})
        assert gone.status == (409 if slot else 422)
        assert slots_on(gone.text) == []
    problem = await call("POST", link, {"act": "pick", "slot": second})
    assert (problem.status, problem.problem) == (409, "slot-gone")


async def test_a_slot_that_somebody_else_has_taken_since_gives_the_page_with_what_to_do(
    fake: FakeDesk,
) -> None:
    first = await asked(fake)
    second = await asked(fake, email=BEA, message="Another.")
    for conference in (first, second):
        await offer(fake, conference, 4, 6)
    await pick(fake, 0, to=EVA)
    bea = link_of(fake, BEA)
    taken, free = slots_on((await see(bea)).text)
    refused = await send(bea, {"act": "pick", "slot": taken})
    assert refused.status == 409
    assert "Tiden hann bli upptagen" in refused.text
    assert (await clock_of(second))["state"] == "running"
    assert (await send(bea, {"act": "pick", "slot": free})).status == 303


async def test_a_link_that_expired_was_revoked_or_is_for_something_else_opens_nothing(fake: FakeDesk) -> None:
    conference = await asked(fake)
    ticket = conference.partition("/conferences")[0]
    await offer(fake, conference, 4, 6)
    link = link_of(fake)
    slot = slots_on((await see(link)).text)[0]
    wrong = mailed_link(fake, EVA).replace("/ticket/", "/conference/")
    assert (await see(wrong)).status == 404
    stale = Link(
        purpose=Purpose.CONFERENCE,
        ticket=ticket.rpartition("/")[2],
        person="a" * 16,
        about="b" * 16,
        expires=fake.clock.now() - timedelta(days=1),
    )
    assert (await see(path_to(fake, stale))).status == 410
    other = stale.model_copy(update={"expires": fake.clock.now() + timedelta(days=1)})
    assert (await see(path_to(fake, other))).status == 410
    revoked = await call("POST", f"{ticket}/links/revoke", {"author": "anna", "reason": "Sent wrong."})
    assert revoked.status == 200
    before = fake.store.everything()
    for answer in (await see(link), await send(link, {"act": "pick", "slot": slot})):
        assert answer.status == 410
    assert fake.store.everything() == before


@pytest.mark.parametrize("way", ["merge", "split"])
async def test_a_link_leads_on_to_where_the_conference_went(fake: FakeDesk, way: str) -> None:
    ticket = await opened(fake)
    await call("POST", f"{ticket}/messages", {"message": "Can we talk?", "kind": "conference"})
    await fake.rest()
    await offer(fake, f"{ticket}/conferences/m2", 4, 6)
    body = {"author": "anna"}
    if way == "merge":
        target = await opened(fake, message="Another.")
        await call("POST", f"{ticket}/merge", body | {"into": target.rpartition("/")[2]})
    else:
        split = await call("POST", f"{ticket}/turns/m2/split", body)
        target = f"/api/tickets/{split.json['split'][0]['into']}"
    await fake.rest()
    page = await pick(fake)
    assert "Konferensen är bokad" in page.text
    assert PLACE in page.text
    clocks = [each for each in (await call("GET", target)).json["clocks"] if each["kind"] == "conference"]
    assert [(each["state"], each["due"]) for each in clocks] == [("running", at(36).replace("+00:00", "Z"))]
    go_to(fake, 5)
    turn = clocks[0]["started_by"]
    held = await act(fake, f"{target}/conferences/{turn}", "held")
    assert [each["how"] for each in held.json["clocks"] if each["kind"] == "conference"] == ["held"]


async def test_supporters_are_told_at_once_where_no_slot_can_be_proposed(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.model_copy(
        update={"policy": fake.vendor.policy.model_copy(update={"conference": timedelta(minutes=45)})}
    )
    from shared import wiring  # noqa: PLC0415 - the desk is another from here on

    wiring.use_desk(fake.desk)
    conference = await asked(fake)
    assert (await call("GET", f"{conference}/proposals")).json["slots"] == []
    told = [mail.to.address for mail in fake.mailer.delivered if "ledig tid" in mail.subject]
    told += [mail.to.address for mail in fake.mailer.delivered if "No free time" in mail.subject]
    assert sorted(told) == [ANNA, "bo@example.com"]


async def test_programs_are_told_in_problems_what_people_read_on_pages(fake: FakeDesk) -> None:
    await offer(fake, await asked(fake), 4, 6)
    link = link_of(fake)
    assert (await call("POST", link, {"act": "erase"})).problem == "fields-invalid"
    assert (await call("POST", link, {"act": "pick"})).json["errors"][0]["field"] == "slot"
    picked = await call("POST", link, {"act": "pick", "slot": slots_on((await see(link)).text)[0]})
    assert (picked.status, picked.headers["Cache-Control"]) == (303, "no-store")
    assert (await call("GET", link, headers=BROWSER)).status == 200
    assert local(4) > fake.clock.now()
