"""Instants and durations as a person reads them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.domain.values.vendor import Language
from shared.mail.instants import TIME, hours_in_words, instant_in_brief, instant_in_words

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SUMMER = datetime(2026, 8, 5, 12, 4, 59, tzinfo=UTC)


def test_a_swede_reads_weekday_date_time_and_zone() -> None:
    written = instant_in_words(SUMMER, STOCKHOLM, Language.SWEDISH)
    assert written == "onsdag 5 augusti 2026 kl. 14.04, svensk tid (UTC+2)"


def test_an_english_reader_reads_the_same_instant() -> None:
    written = instant_in_words(SUMMER, STOCKHOLM, Language.ENGLISH)
    assert written == "Wednesday 5 August 2026 at 14:04, Swedish time (UTC+2)"


def test_a_subject_line_gets_day_and_time_only() -> None:
    assert instant_in_brief(SUMMER, STOCKHOLM, Language.SWEDISH) == "5 augusti kl. 14.04"
    assert instant_in_brief(SUMMER, STOCKHOLM, Language.ENGLISH) == "5 August at 14:04"


def test_the_hour_that_comes_twice_in_october_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    written = [
        instant_in_words(each, STOCKHOLM, Language.ENGLISH) for each in (first, first + timedelta(hours=1))
    ]
    assert written == [
        "Sunday 25 October 2026 at 02:30, Swedish time (UTC+2)",
        "Sunday 25 October 2026 at 02:30, Swedish time (UTC+1)",
    ]


@pytest.mark.parametrize(
    ("zone", "swedish", "english"),
    [
        ("UTC", "kl. 12.04 UTC", "at 12:04 UTC"),
        ("America/New_York", "kl. 08.04, lokal tid i New York (UTC-4)", "at 08:04, New York time (UTC-4)"),
        ("Asia/Kolkata", "kl. 17.34, lokal tid i Kolkata (UTC+5:30)", "at 17:34, Kolkata time (UTC+5:30)"),
    ],
)
def test_any_zone_is_named_with_its_offset(zone: str, swedish: str, english: str) -> None:
    assert instant_in_words(SUMMER, ZoneInfo(zone), Language.SWEDISH).endswith(swedish)
    assert instant_in_words(SUMMER, ZoneInfo(zone), Language.ENGLISH).endswith(english)


@pytest.mark.parametrize("language", Language)
def test_a_language_has_seven_weekdays_and_twelve_months_all_different(language: Language) -> None:
    said = TIME[language]
    assert [len(set(said[names].split())) for names in ("weekdays", "months")] == [7, 12]


@pytest.mark.parametrize(
    ("duration", "swedish", "english"),
    [
        (timedelta(hours=24), "24 timmar", "24 hours"),
        (timedelta(hours=1), "1 timme", "1 hour"),
        (timedelta(minutes=90), "1,5 timmar", "1.5 hours"),
        (timedelta(hours=100), "100 timmar", "100 hours"),
        (timedelta(minutes=20), "0,33 timmar", "0.33 hours"),
    ],
)
def test_a_duration_is_written_in_hours(duration: timedelta, swedish: str, english: str) -> None:
    assert hours_in_words(duration, Language.SWEDISH) == swedish
    assert hours_in_words(duration, Language.ENGLISH) == english
