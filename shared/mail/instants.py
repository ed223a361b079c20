"""Instants and durations as a person reads them, in both languages, in the vendor's zone.

Two languages need nineteen words each (``words/time.toml``); a locale library costs 33 MB to deploy
(docs/adr: instants without a locale library).
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.domain.values.vendor import Language
from shared.mail.vocabulary import WORDS
from shared.mail.wording import words

TIME = words(WORDS / "time.toml")
FIXED = "\u00a0"
"""A space at which no line breaks: inside dates, hours and amounts."""
_UTC = {"UTC", "Etc/UTC"}


def instant_in_words(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Weekday, date, time of day and zone: ``onsdag 5 augusti 2026 kl. 14.05, svensk tid (UTC+2)``.

    The offset tells the two hours apart that a clock shows twice in October. Seconds are cut, never rounded
    up, so that nobody reads a later instant than was promised.
    """
    local = instant.astimezone(zone)
    return _written("whole", local, language) + _zone_in_words(local, zone, language)


def instant_in_line(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Within a sentence: ``onsdag 5 augusti kl. 14.05``; the offset only where the hour comes twice."""
    local = instant.astimezone(zone)
    return _written("line", local, language) + _offset_where_needed(local)


def instant_in_brief(instant: datetime, zone: ZoneInfo, language: Language) -> str:
    """Day and time only, for a subject line whose mail says the rest: ``5 augusti kl. 14.05``."""
    local = instant.astimezone(zone)
    return _written("brief", local, language) + _offset_where_needed(local)


def day_in_words(day: date, language: Language) -> str:
    """``onsdag 5 augusti 2026``."""
    return TIME[language]["instants.day"].format(**_names(day, language))


def month_in_words(month: str, language: Language) -> str:
    """The month that is written ``2026-03``: ``mars 2026``."""
    first = date.fromisoformat(f"{month}-01")
    return TIME[language]["instants.month"].format(**_names(first, language))


def hours_in_words(duration: timedelta, language: Language) -> str:
    """A duration as hours with at most two decimals: ``24 timmar``, ``1 hour``, ``1.5 hours``."""
    said = TIME[language]
    number = f"{duration / timedelta(hours=1):.2f}".rstrip("0").rstrip(".")
    hours = said["durations.hour" if number == "1" else "durations.hours"]
    return f"{number.replace('.', said['durations.decimal'])}{FIXED}{hours}"


def minutes_in_words(minutes: int, language: Language) -> str:
    """``2 timmar``, ``1 hour 30 minutes``, ``0 minutes``."""
    said = TIME[language]
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole}{FIXED}{said['durations.hour' if whole == 1 else 'durations.hours']}"] if whole else []
    if rest or not whole:
        parts.append(f"{rest}{FIXED}{said['durations.minute' if rest == 1 else 'durations.minutes']}")
    return " ".join(parts)


def _written(pattern: str, local: datetime, language: Language) -> str:
    """The language's pattern of this name with its words for this local instant."""
    said = TIME[language]
    time = said["instants.time"].format(hour=f"{local.hour:02}", minute=f"{local.minute:02}")
    return said[f"instants.{pattern}"].format(time=time, **_names(local, language))


def _names(day: date, language: Language) -> dict[str, object]:
    """What a pattern may say of a day."""
    said = TIME[language]
    return {
        "weekday": said["weekdays"].split()[day.weekday()],
        "day": day.day,
        "month": said["months"].split()[day.month - 1],
        "year": day.year,
    }


def _zone_in_words(local: datetime, zone: ZoneInfo, language: Language) -> str:
    """``, svensk tid (UTC+2)``: the name that people use, else the city the zone is named after."""
    name = zone_in_line(zone, language)
    return f" {_offset(local)}" if name == "UTC" else f", {name} ({_offset(local)})"


def zone_in_line(zone: ZoneInfo, language: Language) -> str:
    """``svensk tid``, ``New York time``: what the zone is called within a sentence; ``UTC``."""
    key, said = str(zone.key), TIME[language]
    city = key.rpartition("/")[2].replace("_", " ")
    return "UTC" if key in _UTC else said.get(f"zones.{key}") or said["zones.other"].format(city=city)


def _offset_where_needed(local: datetime) -> str:
    """`` (UTC+2)`` in the hour that comes twice in October, else ""."""
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f" ({_offset(local)})" if twice else ""


def _offset(local: datetime) -> str:
    """``UTC+2``, ``UTC-3:30``, or ``UTC`` alone."""
    minutes = int((local.utcoffset() or timedelta()) / timedelta(minutes=1))
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}{f':{rest:02}' if rest else ''}"
