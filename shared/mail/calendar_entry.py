"""A conference as an entry for calendars (RFC 5545, sent as RFC 5546 says), the same at every attempt."""

from dataclasses import dataclass
from datetime import timedelta

from icalendar import Calendar, Event, vCalAddress, vText

from shared.domain.facts.conference import Way
from shared.domain.letters.conference_letters import ConferenceOff, ConferenceSet
from shared.domain.letters.sends import Recipient
from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Language, Vendor
from shared.mail.vocabulary import CALENDAR, WAYS


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """The entry as it is attached to a mail."""

    content_type: str
    content: bytes


def calendar_entry(
    letter: ConferenceSet | ConferenceOff,
    to: Recipient,
    language: Language,
    vendor: Vendor,
    with_whom: str = "",
) -> CalendarEntry:
    """The invitation, its update or its cancellation, to this one attendee; times in UTC.

    ``with_whom`` stands in a supporter's entry. The UID is the conference's for good, and SEQUENCE grows:
    so a calendar knows what replaces what.
    """
    method = "CANCEL" if isinstance(letter, ConferenceOff) else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", "-//Support desk//Conferences//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_event(letter, to, language, vendor, with_whom))
    return CalendarEntry(f"text/calendar; method={method}; charset=utf-8", calendar.to_ical())


def _event(
    letter: ConferenceSet | ConferenceOff,
    to: Recipient,
    language: Language,
    vendor: Vendor,
    with_whom: str,
) -> Event:
    event, off = Event(), isinstance(letter, ConferenceOff)
    event.add("uid", f"{letter.conference}@{vendor.sender_address.partition('@')[2]}")
    event.add("sequence", letter.sequence)
    event.add("dtstamp", letter.stamped)
    event.add("dtstart", letter.start)
    event.add("dtend", letter.start + timedelta(minutes=letter.minutes))
    summary = CALENDAR[language]["summary"].format(vendor=vendor.name)
    event.add("summary", f"{summary} \u2013 {with_whom}" if with_whom else summary)
    event.add("description", _description(letter, language, vendor))
    event.add("location", letter.place)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if letter.way is Way.TEAMS:
        event.add("url", letter.place)
    event["organizer"] = _person(vendor.sender_address, vendor.name)
    event.add("attendee", _attendee(to), encode=False)
    return event


def _description(letter: ConferenceSet | ConferenceOff, language: Language, vendor: Vendor) -> str:
    return CALENDAR[language]["description"].format(
        way=WAYS[language][letter.way],
        place=letter.place,
        author=vendor.name_of(letter.author),
        ticket=short_code(letter.ticket),
    )


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["CN"] = vText(name)
    return person


def _attendee(to: Recipient) -> vCalAddress:
    """Whoever gets the mail, who has agreed to the time already: no reply is asked for."""
    attendee = _person(to.address, to.name)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee
