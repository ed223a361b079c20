"""What calendar parts say: an invitation with its time and place, and of an answer its writer's own words."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from shared.domain.incoming.incoming import CalendarAnswer
from shared.domain.values.attendance import Attendance
from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_brief, instant_in_words
from shared.mail.reading.headers.language import language_of_words
from shared.mail.reading.parts.calendars import CalendarEvent
from shared.mail.reading.parts.contents import joined
from shared.mail.reading.text.quoting import Parted, part_quotes

_HEADS = {
    Language.SWEDISH: {
        "REPLY": "Svar på inbjudan",
        "COUNTER": "Förslag om en annan tid",
        "CANCEL": "Avbokad inbjudan",
        "": "Inbjudan",
    },
    Language.ENGLISH: {
        "REPLY": "Answer to an invitation",
        "COUNTER": "Another time proposed",
        "CANCEL": "Invitation cancelled",
        "": "Invitation",
    },
}
_LABELS = {
    Language.SWEDISH: ("Svar", "När", "Var", "Vilka"),
    Language.ENGLISH: ("Answer", "When", "Where", "Who"),
}
_ANSWERS = {
    Language.SWEDISH: {
        Attendance.ACCEPTED: "accepterat",
        Attendance.DECLINED: "avböjt",
        Attendance.TENTATIVE: "kanske",
    },
    Language.ENGLISH: {
        Attendance.ACCEPTED: "accepted",
        Attendance.DECLINED: "declined",
        Attendance.TENTATIVE: "tentative",
    },
}
_NAMED = r"(?!(?:i|we|jag|vi)\b).{1,80}\s"
_BY_PROGRAM = re.compile(
    rf"\W*{_NAMED}(?:has |have )?(?:accepted|declined|tentatively accepted|replied maybe to)"
    r" (?:this|your|the|an) (?:invitation|meeting|event)(?:\s?:.{0,80})?[.!]*"
    rf"|\W*{_NAMED}har (?:accepterat|avböjt|tackat (?:ja|nej) till|preliminärt (?:accepterat|godkänt))"
    r" (?:den här |din |er )?inbjudan(?:\s?:.{0,80})?[.!]*"
    r"|(?:get|hämta) outlook (?:for|för) .{1,20}(?:<.*>)?"
    r"|(?:sent from|skickat från) (?:my|min|mitt) .{1,30}"
    r"|(?:accepted|declined|tentative|accepterat|avböjt|preliminärt)\s?:.{0,200}"
    r"|<?https?://\S+>?|[\W_]*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"with (?:this|a) note:\s*\W?(.+?)\W?\s*(?:\n\s*\n|\Z)", re.DOTALL)


def in_words(event: CalendarEvent, body: str, zone: ZoneInfo, language: Language) -> str:
    """Its title, time, place, people and description, as lines; what the body says already is left out."""
    answer, when, where, who = _LABELS[language]
    heads = _HEADS[language]
    lines = [f"{heads.get(event.method, heads[''])}: {event.summary}".rstrip(": ")]
    told = (
        (answer, _ANSWERS[language][event.answer] if event.answer else ""),
        (when, _time(event, zone, language)),
        (where, event.place),
        (who, ", ".join(event.people)),
    )
    lines += [f"{label}: {said}" for label, said in told if said]
    said = event.comment if event.answer else event.description
    described = "" if _plain(said) in _plain(body) else said
    return "\n".join(lines) + (f"\n\n{described}" if described else "")


def answer_in(events: list[CalendarEvent]) -> CalendarAnswer | None:
    """How somebody answered an invitation; None where nobody did."""
    found = (CalendarAnswer(event=each.uid, attendance=each.answer) for each in events if each.answer)
    return next(found, None)


def own_words(event: CalendarEvent, fresh: str) -> str:
    """What whoever answers an invitation wrote besides; "" for what programs write of themselves."""
    if "google" in event.program.lower():
        note = _NOTE.search(fresh)
        return event.comment or (note[1].strip() if note else "")
    lines = [line for line in fresh.split("\n") if not _of_program(line, event)]
    said = "\n".join(lines).strip()
    return said if _plain(event.comment) in _plain(said) else f"{said}\n\n{event.comment}".strip()


def _of_program(line: str, event: CalendarEvent) -> bool:
    """Programs write such a line of themselves, or it stands in the invitation."""
    invited = {_plain(each) for each in (event.summary, *event.description.split("\n"))}
    return bool(_BY_PROGRAM.fullmatch(line[:300])) or _plain(line) in invited


def _time(event: CalendarEvent, zone: ZoneInfo, language: Language) -> str:
    begins = _shown(event.start, zone, language, brief=False)
    ends = _shown(event.end, zone, language, brief=True)
    return f"{begins} \u2013 {ends}" if begins and ends else begins


def _shown(moment: date | None, zone: ZoneInfo, language: Language, *, brief: bool) -> str:
    """A time without a zone is taken for one in the vendor's; a day is shown as such."""
    if not isinstance(moment, datetime):
        return moment.isoformat() if moment else ""
    try:
        instant = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
        return (instant_in_brief if brief else instant_in_words)(instant, zone, language)
    except (OverflowError, ValueError):
        return moment.isoformat()


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def with_calendars(parted: Parted, body: str, events: list[CalendarEvent], zone: ZoneInfo) -> Parted:
    """The mail's text in two, with what its calendars say: new, unless it answers an invitation."""
    if not events:
        return parted
    language = _language(f"{body}\n{events[0].summary}\n{events[0].description}")
    told = [in_words(each, body, zone, language) for each in events]
    answering = next((each for each in events if each.answer), None)
    if answering is None:
        return Parted(joined([parted.fresh, *told]), parted.quoted)
    own = own_words(answering, part_quotes(parted.fresh, reply=True).fresh)
    return Parted(own, _without(joined([parted.fresh, parted.quoted, *told]), own))


def _without(text: str, own: str) -> str:
    """The lines that are not the writer's own."""
    left = Counter(line.strip() for line in own.split("\n") if line.strip())
    kept = []
    for line in text.split("\n"):
        if left[line.strip()]:
            left[line.strip()] -= 1
        else:
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _language(text: str) -> Language:
    said = language_of_words(text)
    return Language(said) if said else Language.SWEDISH
