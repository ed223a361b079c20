"""Instants and durations as a person reads them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shared.domain.values.vendor import Language
from shared.mail.instants import TIME, hours_in_words, instant_in_brief, instant_in_line, instant_in_words

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SUMMER = datetime(2026, 8, 5, 12, 4, 59, tzinfo=UTC)


def test_a_swede_reads_weekday_date_time_and_zone() -> None:
    written = instant_in_words(SUMMER, STOCKHOLM, Language.SWEDISH)
    assert written == "onsdag 5\u00a0augusti\u00a02026 kl.\u00a014.04, svensk tid (UTC+2)"


def test_an_english_reader_reads_the_same_instant() -> None:
    written = instant_in_words(SUMMER, STOCKHOLM, Language.ENGLISH)
    assert written == "Wednesday 5\u00a0August\u00a02026 at\u00a014:04, Swedish time (UTC+2)"


def test_a_subject_line_gets_day_and_time_only() -> None:
    assert instant_in_brief(SUMMER, STOCKHOLM, Language.SWEDISH) == "5\u00a0augusti kl.\u00a014.04"
    assert instant_in_brief(SUMMER, STOCKHOLM, Language.ENGLISH) == "5\u00a0August at\u00a014:04"


def test_a_sentence_gets_the_weekday_too_and_neither_year_nor_zone() -> None:
    assert instant_in_line(SUMMER, STOCKHOLM, Language.SWEDISH) == "onsdag 5\u00a0augusti kl.\u00a014.04"
    assert instant_in_line(SUMMER, STOCKHOLM, Language.ENGLISH) == "Wednesday 5\u00a0August at\u00a014:04"


@pytest.mark.parametrize("written", [instant_in_line, instant_in_brief])
def test_in_sentences_and_subjects_the_hour_that_comes_twice_is_told_apart_and_no_other(
    written: Callable[[datetime, ZoneInfo, Language], str],
) -> None:
    begins = datetime(2026, 10, 24, 23, 59, tzinfo=UTC)
    told = [
        written(begins + timedelta(minutes=minutes), STOCKHOLM, Language.SWEDISH)[-5:]
        for minutes in (0, 1, 60, 61, 120, 121)
    ]
    assert told == ["01.59", "TC+2)", "TC+2)", "TC+1)", "TC+1)", "03.00"]


def test_the_hour_that_comes_twice_in_october_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    written = [
        instant_in_words(each, STOCKHOLM, Language.ENGLISH) for each in (first, first + timedelta(hours=1))
    ]
    assert written == [
        "Sunday 25\u00a0October\u00a02026 at\u00a002:30, Swedish time (UTC+2)",
        "Sunday 25\u00a0October\u00a02026 at\u00a002:30, Swedish time (UTC+1)",
    ]


@pytest.mark.parametrize(
    ("zone", "swedish", "english"),
    [
        ("UTC", "kl.\u00a012.04 UTC", "at\u00a012:04 UTC"),
        (
            "America/New_York",
            "kl.\u00a008.04, lokal tid i New York (UTC-4)",
            "at\u00a008:04, New York time (UTC-4)",
        ),
        (
            "Asia/Kolkata",
            "kl.\u00a017.34, lokal tid i Kolkata (UTC+5:30)",
            "at\u00a017:34, Kolkata time (UTC+5:30)",
        ),
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
        (timedelta(hours=24), "24\u00a0timmar", "24\u00a0hours"),
        (timedelta(hours=1), "1\u00a0timme", "1\u00a0hour"),
        (timedelta(minutes=90), "1,5\u00a0timmar", "1.5\u00a0hours"),
        (timedelta(hours=100), "100\u00a0timmar", "100\u00a0hours"),
        (timedelta(minutes=20), "0,33\u00a0timmar", "0.33\u00a0hours"),
    ],
)
def test_a_duration_is_written_in_hours(duration: timedelta, swedish: str, english: str) -> None:
    assert hours_in_words(duration, Language.SWEDISH) == swedish
    assert hours_in_words(duration, Language.ENGLISH) == english
