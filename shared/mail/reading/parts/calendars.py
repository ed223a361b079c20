"""Calendar parts (RFC 5545, 5546): what an invitation says, and how somebody has answered one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.domain.values.attendance import Attendance
from shared.mail.reading.text.cleaning import clean_line, clean_text
from shared.mail.reading.text.notes import Notes

LONGEST_READ = 200_000
"""Characters of a calendar part that are read."""
MOST_EVENTS = 3
"""Of a calendar that invites to nothing, as one that is attached to show an error: more are only kept."""
MOST_PEOPLE = 20

_SCHEME = re.compile(r"^mailto:", re.IGNORECASE)
_ANSWERS = {each.value.upper(): each for each in Attendance}


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. ``method``: what it is sent for, as REQUEST or REPLY; "" where it does not say.

    ``start`` and ``end``: naive where the time is that of whoever reads it. ``answer`` and ``comment``: the
    first attendee's. ``program``: the name of whatever wrote it.
    """

    method: str
    program: str
    uid: str
    summary: str
    description: str
    place: str
    start: date | None
    end: date | None
    people: tuple[str, ...]
    answer: Attendance | None
    comment: str


def is_calendar(kind: str, name: str) -> bool:
    """Whether a part of this type and name holds one."""
    return kind in {"text/calendar", "application/ics"} or name.lower().endswith(".ics")


def calendar_events(text: str, notes: Notes) -> list[CalendarEvent]:
    """The events; none of a calendar that invites to nothing and has many, or that cannot be read."""
    if len(text) > LONGEST_READ:
        notes.add("a calendar is too long and was not read")
        return []
    from icalendar import Calendar  # noqa: PLC0415 - it takes long to import, and few mails need it

    try:
        calendar = Calendar.from_ical(text)
        method = clean_line(str(calendar.get("method", ""))).upper()
        program = clean_line(str(calendar.get("prodid", "")))
        events = [_event(each, method, program) for each in calendar.walk("VEVENT")[: MOST_EVENTS + 1]]
    except Exception:  # noqa: BLE001 - ValueError, KeyError and others: whatever such text leads to
        notes.add("a calendar could not be read")
        return []
    invites = method in {"REQUEST", "REPLY", "COUNTER", "CANCEL"}
    return events[:MOST_EVENTS] if invites or len(events) <= MOST_EVENTS else []


def _event(component: Any, method: str, program: str) -> CalendarEvent:  # noqa: ANN401 - the library's components
    attendees = _listed(component.get("attendee"))
    first = attendees[0].params if attendees else {}
    organizer = _listed(component.get("organizer"))
    return CalendarEvent(
        method=method,
        program=program,
        uid=clean_line(str(component.get("uid", ""))),
        summary=clean_line(str(component.get("summary", ""))),
        description=clean_text(str(component.get("description", ""))).strip(),
        place=clean_line(str(component.get("location", ""))),
        start=_instant(component, "dtstart"),
        end=_instant(component, "dtend"),
        people=tuple(dict.fromkeys(_people([*organizer, *attendees])))[:MOST_PEOPLE],
        answer=_ANSWERS.get(str(first.get("PARTSTAT", "")).upper()) if method == "REPLY" else None,
        comment="\n".join(_comments(component, first)),
    )


def _instant(component: Any, name: str) -> date | None:  # noqa: ANN401 - the library's components
    value = component.get(name)
    said = getattr(value, "dt", None)
    return said if isinstance(said, date) else None


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - one value or a list of them
    return value if isinstance(value, list) else [] if value is None else [value]


def _people(addresses: list[Any]) -> Iterator[str]:
    """Each person's name and address."""
    for each in addresses:
        address = clean_line(_SCHEME.sub("", str(each)))
        name = clean_line(str(each.params.get("CN", ""))) if hasattr(each, "params") else ""
        yield f"{name} <{address}>" if name and name != address else address


def _comments(component: Any, attendee: Any) -> Iterator[str]:  # noqa: ANN401 - the library's components
    said = [*_listed(component.get("comment")), attendee.get("X-RESPONSE-COMMENT", "")]
    yield from dict.fromkeys(text for each in said if (text := clean_text(str(each)).strip()))
