"""What supporters do about conferences, at the triggers: proposals, offers, moves, and how it went."""

import pytest
from icalendar import Calendar

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import (
    PLACE,
    act,
    asked,
    at,
    clock_in,
    go_to,
    link_of,
    local,
    offer,
    pick,
    slots,
)
from tests.triggers.examples import EVA
from tests.triggers.tickets import opened, refused

ANNA = "anna@example.com"


def entries(fake: FakeDesk, to: str) -> list[Calendar]:
    """The calendar entries mailed to this address, read by the library, oldest first."""
    files = [file for mail in fake.mailer.delivered if mail.to.address == to for file in mail.attachments]
    assert all(file.name == "invite.ics" for file in files)
    return [Calendar.from_ical(file.content) for file in files]


async def test_slots_are_proposed_before_due_with_notice_and_of_a_supporter_on_duty(fake: FakeDesk) -> None:
    conference = await asked(fake)
    told = (await call("GET", f"{conference}/proposals")).json
    starts = [slot["start"] for slot in told["slots"]]
    assert (told["turn"], told["due"]) == ("m1", at(36).replace("+00:00", "Z"))
    assert len(starts) == 4
    assert all(at(1).replace("+00:00", "Z") <= start < told["due"] for start in starts)
    assert {slot["host"] for slot in told["slots"]} <= {"anna", "bo"}


async def test_a_slot_that_another_conference_has_already_is_not_proposed_again(fake: FakeDesk) -> None:
    first = await asked(fake)
    before = (await call("GET", f"{first}/proposals")).json["slots"][0]
    assert before["host"] == "anna"
    body = {"start": before["start"], "end": before["end"], "way": "teams", "place": PLACE}
    await call("POST", f"{first}/offers", {"author": "anna", "slots": [body]})
    await fake.rest()
    await pick(fake)
    second = await asked(fake, message="Another matter.")
    free = (await call("GET", f"{second}/proposals")).json["slots"]
    assert (before["start"], "anna") not in {(slot["start"], slot["host"]) for slot in free}
    assert (before["start"], "bo") in {(slot["start"], slot["host"]) for slot in free}


async def test_an_offer_mails_the_requester_the_slots_in_the_vendors_zone_with_a_link(fake: FakeDesk) -> None:
    conference = await asked(fake)
    answer = await offer(fake, conference, 4, 6)
    assert (answer.status, clock_in(answer)["state"]) == (202, "running")
    mail = fake.mailer.delivered[-1]
    assert (mail.to.address, mail.cc, mail.attachments) == (EVA, (), ())
    assert "kl.\u00a014.00, svensk tid (UTC+1)" in mail.text
    assert "kl.\u00a016.00, svensk tid (UTC+1)" in mail.text
    assert link_of(fake) in mail.text
    assert "Anna" in mail.text


async def test_the_same_offer_sent_twice_is_one_and_under_the_key_of_another_it_is_refused(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    body, key = {"author": "anna", "slots": slots(4, 6)}, {"Idempotency-Key": "offer-1"}
    for _ in range(2):
        assert (await call("POST", f"{conference}/offers", body, key)).status == 202
        await fake.rest()
    assert len([mail for mail in fake.mailer.delivered if mail.to.address == EVA]) == 2
    other = body | {"slots": slots(5, 7)}
    assert await refused(fake, f"{conference}/offers", other, key) == (422, "idempotency-key-reused")


async def test_a_slot_in_the_past_or_after_due_without_a_word_is_refused_and_nothing_is_written(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    for starts, kind in (((-1, 5), "slot-passed"), ((0, 5), "slot-passed"), ((5, 36.5), "slot-after-due")):
        body = {"author": "anna", "slots": slots(*starts)}
        assert await refused(fake, f"{conference}/offers", body) == (422, kind)
    late = {"author": "anna", "slots": slots(40, 44), "after_due": True}
    assert await refused(fake, f"{conference}/offers", late) == (422, "fields-invalid")
    assert (await call("POST", f"{conference}/offers", late | {"reason": "Eva is away."})).status == 202


@pytest.mark.parametrize(
    ("slot", "field"),
    [
        ({"start": "soon", "way": "teams", "place": PLACE}, "slots.0.start"),
        ({"start": at(5), "way": "pigeon", "place": PLACE}, "slots.0.way"),
        ({"start": at(5), "way": "teams", "place": "room 5"}, "slots.0"),
        ({"start": at(5), "way": "telephone", "place": " "}, "slots.0.place"),
        ({"start": at(5), "end": at(4), "way": "teams", "place": PLACE}, "slots.0"),
    ],
)
async def test_a_slot_that_cannot_be_is_refused_by_its_field(
    fake: FakeDesk, slot: dict[str, str], field: str
) -> None:
    conference = await asked(fake)
    answer = await call("POST", f"{conference}/offers", {"author": "anna", "slots": [slot]})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, field)


async def test_only_a_turn_that_asks_for_a_conference_has_one(fake: FakeDesk) -> None:
    question = f"{await opened(fake)}/conferences"
    body = {"author": "anna", "slots": slots(4, 6)}
    assert await refused(fake, f"{question}/m1/offers", body) == (409, "no-conference-asked")
    assert await refused(fake, f"{question}/m7/offers", body) == (422, "turn-unknown")
    assert (await call("GET", f"{question}/m1/proposals")).problem == "no-conference-asked"
    assert (await call("GET", "/api/tickets/aaaaaaaaaaaaaaaa/conferences/m1/proposals")).problem == (
        "ticket-unknown"
    )
    unknown = body | {"author": "nobody"}
    assert await refused(fake, f"{await asked(fake)}/offers", unknown) == (422, "author-unknown")


async def test_a_conference_asked_for_on_an_open_ticket_has_a_clock_of_its_own_and_can_be_offered(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    go_to(fake, 3)
    await call("POST", f"{ticket}/messages", {"message": "Can we talk?", "kind": "conference"})
    await fake.rest()
    answer = await offer(fake, f"{ticket}/conferences/m2", 5, 7)
    assert (clock_in(answer)["id"], clock_in(answer)["due"]) == (
        "conference-m2",
        at(39).replace("+00:00", "Z"),
    )


async def test_both_sides_get_an_invitation_that_a_calendar_reads_and_updates_with_one_uid(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    go_to(fake, 1)
    moved = {"start": at(5), "way": "telephone", "place": "+46 8 123 45", "reason": "Ill."}
    assert (await act(fake, conference, "move", **moved)).status == 202
    assert (await act(fake, conference, "cancel", reason="Ill all day.")).status == 202
    for address in (EVA, ANNA):
        calendars = entries(fake, address)
        events = [next(iter(each.walk("VEVENT"))) for each in calendars]
        assert [str(each["METHOD"]) for each in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
        assert len({str(each["UID"]) for each in events}) == 1
        assert [each["SEQUENCE"] for each in events] == [1, 2, 3]
        assert [each.decoded("DTSTART") for each in events] == [local(4), local(5), local(5)]
        assert [str(each["STATUS"]) for each in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        assert {str(each["ORGANIZER"]) for each in events} == {"mailto:support@example.com"}
        assert {str(each["ATTENDEE"]) for each in events} == {f"mailto:{address}"}
        assert [str(each["LOCATION"]) for each in events] == [PLACE, "+46 8 123 45", "+46 8 123 45"]
    types = [file.content_type for mail in fake.mailer.delivered for file in mail.attachments]
    assert types[:1] + types[-1:] == [
        "text/calendar; method=REQUEST; charset=utf-8",
        "text/calendar; method=CANCEL; charset=utf-8",
    ]


async def test_a_supporters_mails_and_calendar_entry_say_who_the_conference_is_with(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    to_anna = [mail for mail in fake.mailer.delivered if mail.to.address == ANNA][-1]
    assert "Konferensen är bokad: Acme, " in to_anna.subject
    assert " Acme, " in to_anna.text
    for address, named in ((ANNA, True), (EVA, False)):
        (event,) = entries(fake, address)[0].walk("VEVENT")
        assert (" \N{EN DASH} Acme, " in str(event["SUMMARY"])) == named


async def test_every_mail_about_a_conference_has_one_recipient(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    assert all(mail.cc == () for mail in fake.mailer.delivered)
    assert [mail.to.address for mail in fake.mailer.delivered[-2:]] == [EVA, ANNA]


async def test_both_sides_are_reminded_an_hour_before_and_not_of_what_was_moved_or_called_off(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    await act(fake, conference, "move", start=at(8), way="teams", place=PLACE, reason="Ill.")
    go_to(fake, 2.9)
    reminders = [mail for mail in await fake.advance(local(6) - local(2.9)) if "åminnelse" in mail.subject]
    assert reminders == []
    reminded = await fake.advance(local(7.2) - local(6))
    assert {mail.to.address for mail in reminded} >= {EVA, ANNA}
    assert ["åminnelse" in mail.subject or "Reminder" in mail.subject for mail in reminded].count(True) == 2
    other = await asked(fake, message="Another.")
    await offer(fake, other, 12, 14)
    await pick(fake)
    await act(fake, other, "cancel", reason="Ill.")
    late = await fake.advance(local(15) - local(7.2))
    assert not [mail for mail in late if "åminnelse" in mail.subject]


async def test_held_at_its_slot_meets_the_clock_and_answers_the_turns_it_names(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    go_to(fake, 5)
    answer = await act(fake, conference, "held", note="Solved.", answers_up_to="m1")
    assert answer.status == 201
    states = {each["kind"]: (each["state"], each["how"]) for each in answer.json["clocks"]}
    assert states == {"reply": ("met", "contact"), "conference": ("met", "held")}
    assert clock_in(answer)["ended"] == at(4).replace("+00:00", "Z")
    again = await act(fake, conference, "held", note="Solved.", answers_up_to="m1")
    assert again.json["clocks"] == answer.json["clocks"]
    over = {"author": "anna", "slots": slots(8)}
    assert await refused(fake, f"{conference}/offers", over) == (409, "conference-over")
    future = {"author": "anna", "at": at(9)}
    assert await refused(fake, f"{conference}/held", future) == (422, "instant-in-future")


async def test_a_no_show_is_met_and_marked_and_refused_before_the_slot_begins(fake: FakeDesk) -> None:
    conference = await asked(fake)
    alone = {"author": "anna", "note": "Called twice."}
    assert await refused(fake, f"{conference}/no-show", alone) == (409, "conference-not-set")
    await offer(fake, conference, 4, 6)
    await pick(fake)
    assert await refused(fake, f"{conference}/no-show", alone) == (409, "slot-not-begun")
    go_to(fake, 4.5)
    marked = clock_in(await act(fake, conference, "no-show", note="Called twice."))
    assert (marked["state"], marked["how"]) == ("met", "no_show")
    ticket = (await call("GET", conference.partition("/conferences")[0])).json
    assert [(each["how"], each["text"]) for each in ticket["entries"]] == [("no_show", "Called twice.")]


async def test_there_is_nothing_to_move_or_call_off_before_anything_was_offered(fake: FakeDesk) -> None:
    conference = await asked(fake)
    to = {"author": "anna", "start": at(5), "way": "teams", "place": PLACE, "reason": "Ill."}
    assert await refused(fake, f"{conference}/move", to) == (409, "conference-not-set")
    off = {"author": "anna", "reason": "Ill."}
    assert await refused(fake, f"{conference}/cancel", off) == (409, "conference-not-set")
    declined = await act(fake, conference, "cancel", reason="She rang.", declined=True)
    assert (clock_in(declined)["state"], clock_in(declined)["cancelled"]) == ("cancelled", "declined")
