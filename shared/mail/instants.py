"""Instants and durations as a person reads them, in both languages, in the vendor's zone.

Two languages need nineteen words each; a locale library costs 33 MB to deploy (docs/adr: instants without a
locale library).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class Calendar:
    """How one language writes a day, a time of day, a zone and a count of hours."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    pattern: str
    brief: str
    colon: str
    home_zones: dict[str, str]
    other_zone: str
    hour: str
    hours: str
    decimal: str


CALENDARS = {
    Language.SWEDISH: Calendar(
        weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
        months=(
            *("januari", "februari", "mars", "april", "maj", "juni", "juli"),
            *("augusti", "september", "oktober", "november", "december"),
        ),
        pattern="{weekday} {day} {month} {year} kl. {time}",
        brief="{day} {month} kl. {time}",
        colon=".",
        home_zones={"Europe/Stockholm": "svensk tid", "UTC": "", "Etc/UTC": ""},
        other_zone="lokal tid i {city}",
        hour="timme",
        hours="timmar",
        decimal=",",
    ),
    Language.ENGLISH: Calendar(
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
        pattern="{weekday} {day} {month} {year} at {time}",
        brief="{day} {month} at {time}",
        colon=":",
        home_zones={"Europe/Stockholm": "Swedish time", "UTC": "", "Etc/UTC": ""},
        other_zone="{city} time",
        hour="hour",
        hours="hours",
        decimal=".",
    ),
}


def instant_in_words(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Weekday, date, time of day and zone: ``onsdag 5 augusti 2026 kl. 14.05, svensk tid (UTC+2)``.

    The offset tells the two hours apart that a clock shows twice in October. Seconds are cut, never rounded
    up, so that nobody reads a later instant than was promised.
    """
    local = instant.astimezone(zone)
    calendar = CALENDARS[language]
    return _written(calendar.pattern, local, calendar) + _zone_in_words(local, zone, calendar)


def instant_in_brief(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Day and time only, for a subject line whose mail says the rest: ``5 augusti kl. 14.05``."""
    calendar = CALENDARS[language]
    return _written(calendar.brief, instant.astimezone(zone), calendar)


def hours_in_words(duration: timedelta, language: Language) -> str:
    """A duration as hours with at most two decimals: ``24 timmar``, ``1 hour``, ``1.5 hours``."""
    calendar = CALENDARS[language]
    number = f"{duration / timedelta(hours=1):.2f}".rstrip("0").rstrip(".")
    return f"{number.replace('.', calendar.decimal)} {calendar.hour if number == '1' else calendar.hours}"


def _written(pattern: str, local: datetime, calendar: Calendar) -> str:
    """The pattern with the language's words for this local instant."""
    return pattern.format(
        weekday=calendar.weekdays[local.weekday()],
        day=local.day,
        month=calendar.months[local.month - 1],
        year=local.year,
        time=f"{local.hour:02}{calendar.colon}{local.minute:02}",
    )


def _zone_in_words(local: datetime, zone: ZoneInfo, calendar: Calendar) -> str:
    """``, svensk tid (UTC+2)``: the name that people use, else the city the zone is named after."""
    key = str(zone.key)
    city = key.rpartition("/")[2].replace("_", " ")
    name = calendar.home_zones.get(key, calendar.other_zone.format(city=city))
    return f", {name} ({_offset(local)})" if name else f" {_offset(local)}"


def _offset(local: datetime) -> str:
    """``UTC+2``, ``UTC-3:30``, or ``UTC`` alone."""
    minutes = int((local.utcoffset() or timedelta()) / timedelta(minutes=1))
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"
