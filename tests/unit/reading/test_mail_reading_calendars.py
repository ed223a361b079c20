"""An invitation's title, time, place and people are read; an answer to one is known as such."""

from zoneinfo import ZoneInfo

import pytest

from shared.domain.incoming.incoming import CalendarAnswer, IncomingMail
from shared.domain.values.attendance import Attendance
from shared.mail.reading import read_mail
from tests.examples.raw_mails import mixed, raw_mail

STOCKHOLM = ZoneInfo("Europe/Stockholm")
EVENT = """SUMMARY:Planner: genomgång
DTSTART:20261210T090000Z
DTEND:20261210T093000Z
LOCATION:Teams
ORGANIZER;CN=Eva Ek:mailto:eva@alfa.example.org
ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:support@vendor.example.com
DESCRIPTION:Kan vi gå igenom veckovyn\\, tack?"""
SHOWN = """Inbjudan: Planner: genomgång
När: torsdag 10\u00a0december\u00a02026 kl.\u00a010.00, svensk tid (UTC+1) \u2013 \
10\u00a0december kl.\u00a010.30
Var: Teams
Vilka: Eva Ek <eva@alfa.example.org>, support@vendor.example.com

Kan vi gå igenom veckovyn, tack?"""


def calendar(event: str = EVENT, method: str = "REQUEST") -> str:
    told = f"METHOD:{method}\n" if method else ""
    head = f"BEGIN:VCALENDAR\n{told}VERSION:2.0\nPRODID:x\n"
    return f"{head}BEGIN:VEVENT\nUID:u1\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"


def read(raw: bytes) -> IncomingMail:
    return read_mail(raw, zone=STOCKHOLM)


def alone(text: str, kind: str = "text/calendar; charset=utf-8; method=REQUEST") -> IncomingMail:
    return read(raw_mail(text, content_type=kind))


def test_an_invitation_alone_is_shown_with_title_time_place_and_people_and_its_file_is_kept() -> None:
    mail = alone(calendar())
    assert (mail.fresh, mail.text, mail.calendar_answer) == (SHOWN, SHOWN, None)
    assert [(each.content_type, each.name) for each in mail.files] == [("text/calendar", "unnamed.ics")]


def test_an_invitation_beside_a_text_adds_what_the_text_does_not_say_and_is_shown_once() -> None:
    text = "Content-Type: text/plain; charset=utf-8\n\nHej! Kan vi gå igenom veckovyn, tack?\n"
    part = f"Content-Type: text/calendar; charset=utf-8\n\n{calendar()}"
    file = f'Content-Type: application/ics; name="invite.ics"\n\n{calendar()}'
    mail = read(mixed(text, part, file, kind="alternative"))
    assert mail.fresh.startswith("Hej!")
    assert mail.fresh.count("Inbjudan: Planner") == 1
    assert mail.fresh.count("veckovyn") == 1


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("DTSTART;VALUE=DATE:20261210", "När: 2026-12-10"),
        ("DTSTART:20261210T090000", "När: torsdag 10\u00a0december\u00a02026 kl.\u00a009.00"),
        (
            "DTSTART;TZID=Europe/London:20261210T090000",
            "När: torsdag 10\u00a0december\u00a02026 kl.\u00a010.00",
        ),
        (
            "DTSTART;TZID=W. Europe Standard Time:20261210T090000",
            "När: torsdag 10\u00a0december\u00a02026 kl.\u00a009.00",
        ),
    ],
)
def test_a_time_is_told_in_the_vendors_zone(told: str, shown: str) -> None:
    assert shown in alone(calendar(f"SUMMARY:Planner och vi\n{told}")).fresh


@pytest.mark.parametrize(
    ("method", "head"),
    [("COUNTER", "Förslag om en annan tid: "), ("CANCEL", "Avbokad inbjudan: "), ("", "Inbjudan: ")],
)
def test_what_is_proposed_or_cancelled_is_called_so(method: str, head: str) -> None:
    assert alone(calendar(method=method)).fresh.startswith(f"{head}Planner: genomgång")


@pytest.mark.parametrize("said", Attendance)
def test_an_answer_to_an_invitation_has_no_words_and_no_file(said: Attendance) -> None:
    event = f"SUMMARY:Conference\nATTENDEE;PARTSTAT={said.upper()}:mailto:eva@alfa.example.org"
    mail = alone(calendar(event, "REPLY"))
    assert mail.calendar_answer == CalendarAnswer(event="u1", attendance=said)
    assert (mail.fresh, mail.files) == ("", ())
    assert "Conference" in mail.text


def test_a_comment_in_an_answer_is_its_writers_word() -> None:
    event = "ATTENDEE;PARTSTAT=DECLINED:mailto:eva@alfa.example.org\nCOMMENT:Jag är sjuk."
    assert alone(calendar(event, "REPLY")).fresh == "Jag är sjuk."


@pytest.mark.parametrize(
    "broken", ["BEGIN:VCALENDAR", "no calendar", calendar("DTSTART:99999999T999999Z"), "x" * 300_000]
)
def test_a_calendar_that_cannot_be_read_is_kept_as_a_file(broken: str) -> None:
    mail = alone(broken)
    assert len(mail.files) == 1
    assert mail.calendar_answer is None
