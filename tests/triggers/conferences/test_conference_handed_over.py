"""A conference that another supporter takes over: whoever was to hold it has it off the calendar."""

from icalendar import Calendar

from tests.fakes.desk import FakeDesk
from tests.triggers.conferences.offering import PLACE, act, asked, at, offer, pick

ANNA = "anna@example.com"


async def test_a_supporter_whose_conference_another_one_takes_over_gets_it_off_the_calendar(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 4, 6)
    await pick(fake)
    before = len(fake.mailer.delivered)
    moved = {"start": at(8), "way": "teams", "place": PLACE, "reason": "Anna is ill."}
    await act(fake, conference, "move", author="bo", **moved)
    assert [mail.to.address for mail in fake.mailer.delivered[before:]].count(ANNA) == 1
    files = [file for mail in fake.mailer.delivered if mail.to.address == ANNA for file in mail.attachments]
    calendars = [Calendar.from_ical(file.content) for file in files]
    assert [str(each["METHOD"]) for each in calendars] == ["REQUEST", "CANCEL"]
    booked, gone = (each.events[0] for each in calendars)
    assert (gone["UID"], gone.start, gone["LOCATION"]) == (booked["UID"], booked.start, PLACE)
    assert gone.decoded("SEQUENCE") > booked.decoded("SEQUENCE")
