"""A conference as calendars read it: the library's own reader, and the rules of RFC 5545 and 5546."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from shared.domain.letters.conference_letters import ConferenceOff
from shared.domain.letters.sends import Recipient
from shared.domain.values.vendor import Language
from shared.mail.calendar_entry import calendar_entry
from tests.letters.conference_letters import START, conference_set
from tests.letters.letters import VENDOR

EVA = Recipient(address="eva@example.org", name='Eva; "Ek", Åsa\r\nBCC: x')


def event_in(content: bytes) -> Any:  # noqa: ANN401 - a property's type follows from its name
    """The one event, as the library reads it."""
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


@pytest.mark.parametrize("language", Language)
def test_it_reads_back_as_it_was_meant(language: Language) -> None:
    entry = calendar_entry(conference_set(), EVA, language, VENDOR)
    assert entry.content_type == "text/calendar; method=REQUEST; charset=utf-8"
    calendar = Calendar.from_ical(entry.content)
    event = event_in(entry.content)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "REQUEST")
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (START, START + timedelta(minutes=30))
    assert event.decoded("DTSTAMP") == START - timedelta(days=1)
    assert str(event["ATTENDEE"]) == "mailto:eva@example.org"
    assert str(event["ORGANIZER"]) == "mailto:desk@example.com"
    assert "Anna Lind" in str(event["DESCRIPTION"])
    assert str(event["SUMMARY"]).endswith("Example Software AB")


def test_what_a_requester_is_called_cannot_make_a_line_of_its_own() -> None:
    text = calendar_entry(conference_set(), EVA, Language.ENGLISH, VENDOR).content.decode()
    assert not any(line.startswith("BCC") for line in text.splitlines())
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_the_same_letter_is_the_same_bytes_at_every_attempt() -> None:
    made = {calendar_entry(conference_set(), EVA, Language.SWEDISH, VENDOR).content for _ in range(3)}
    assert len(made) == 1


def test_a_cancellation_has_the_same_uid_and_a_higher_sequence() -> None:
    told = conference_set(moved=True).model_dump(exclude={"letter", "moved", "reminded"}) | {"sequence": 3}
    off = ConferenceOff.model_validate({**told, "by_member": True})
    entry = calendar_entry(off, EVA, Language.ENGLISH, VENDOR)
    calendar = Calendar.from_ical(entry.content)
    event = event_in(entry.content)
    before = event_in(calendar_entry(conference_set(), EVA, Language.ENGLISH, VENDOR).content)
    assert (str(calendar["METHOD"]), str(event["STATUS"])) == ("CANCEL", "CANCELLED")
    assert event["UID"] == before["UID"]
    assert event["SEQUENCE"] > before["SEQUENCE"]
