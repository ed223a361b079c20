"""The desk's own words exist for everything the domain decides, and none is there that nobody says."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from shared.domain.facts.conference import Way
from shared.domain.facts.deliveries import UnsentLevel
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.facts.files import FileRefusal, FileScan
from shared.domain.incoming.command_lines import Command
from shared.domain.incoming.incoming import Automatic
from shared.domain.incoming.mail_orders import MailFault
from shared.domain.letters.conference_letters import Wanted
from shared.domain.letters.letters import WhyUnheard
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.holding import WhyHeld
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language, Level
from shared.mail.vocabulary import (
    CLOCKS,
    DELIVERIES,
    HELD_BECAUSE,
    KINDS,
    LEVELS,
    MAIL_FAULTS,
    UNHEARD,
    UNSENT,
    WANTED,
    WAYS,
    WORDS,
    file_warning,
    listed,
    reason_words,
)
from shared.mail.wording import words

DECIDED: list[tuple[Mapping[Language, Mapping[str, str]], type[StrEnum]]] = [
    (KINDS, Kind),
    (CLOCKS, ClockKind),
    (LEVELS, Level),
    (DELIVERIES, DeliveryStatus),
    (UNSENT, UnsentLevel),
    (WAYS, Way),
    (WANTED, Wanted),
    (MAIL_FAULTS, MailFault),
    (UNHEARD, WhyUnheard),
    (HELD_BECAUSE, WhyHeld),
]

ON_NOTICES = [each for each in Command if each is not Command.SEND]  # the mail that asks says that one
NEEDED: Mapping[str, set[str]] = {
    "decisions": {
        *(f"kinds.{each}" for each in Kind),
        *(f"clocks.{each}" for each in ClockKind),
        *(f"levels.{each}" for each in Level),
        *(f"reasons.{each}.{said}" for each in GateReason for said in ("short", "whole")),
        *(f"held_because.{each}" for each in WhyHeld),
    },
    "deliveries": {
        *(f"statuses.{each}" for each in DeliveryStatus),
        *(f"unsent.{each}" for each in UnsentLevel),
    },
    "conferences": {
        *(f"{ways}.{each}" for each in Way for ways in ("ways", "ways_in_line")),
        *(f"wanted.{each}" for each in Wanted),
        *("calendar.summary", "calendar.description"),
    },
    "files": {
        *(f"refusals.{each}" for each in FileRefusal),
        *(f"warnings.{each}" for each in FileScan if each is not FileScan.CLEAN),
        "waiting_for_scan",
    },
    "mail_faults": set(MailFault),
    "automatic": {f"why.{each}" for each in Automatic},
    "unheard": set(WhyUnheard),
    "lists": {"last"},
    "money": {"vat.included", "vat.excluded", "rate.hourly", "currencies.SEK"},
    "reply": {
        *("wrote", "cut", "open", "how", "with_care", "done"),
        *(f"commands.{each}.{said}" for each in ON_NOTICES for said in ("written", "does")),
    },
    "time": {
        *("weekdays", "months", "zones.Europe/Stockholm", "zones.other"),
        *(f"instants.{pattern}" for pattern in ("whole", "line", "brief", "day", "month", "time")),
        *(f"durations.{each}" for each in ("hour", "hours", "minute", "minutes", "decimal")),
    },
}
"""Every saying that is said, by file."""

OPTIONAL: Mapping[str, set[str]] = {"decisions": {f"reasons.{each}.advice" for each in GateReason}}


@pytest.mark.parametrize(("decided", "named"), DECIDED)
def test_every_decision_has_words_of_its_own_in_both_languages(
    decided: Mapping[Language, Mapping[str, str]], named: type[StrEnum]
) -> None:
    assert set(decided) == set(Language)
    for language in Language:
        assert set(decided[language]) == set(named)
        assert len(set(decided[language].values())) == len(named)


@pytest.mark.parametrize("language", Language)
def test_every_reason_has_words_of_its_own(language: Language) -> None:
    assert len({reason_words(reason, language) for reason in GateReason}) == len(GateReason)


def test_a_reason_has_advice_in_both_languages_or_in_none() -> None:
    swedish, english = Language
    assert all(
        bool(reason_words(reason, swedish).advice) == bool(reason_words(reason, english).advice)
        for reason in GateReason
    )


def test_only_of_a_clean_file_there_is_nothing_to_be_minded() -> None:
    for language in Language:
        assert [scan for scan in FileScan if not file_warning(scan, language)] == [FileScan.CLEAN]


def test_the_files_of_words_are_those_that_are_read() -> None:
    assert {file.stem for file in WORDS.iterdir()} == set(NEEDED)


@pytest.mark.parametrize("file", NEEDED)
@pytest.mark.parametrize("language", Language)
def test_no_saying_is_missing_and_none_is_there_that_nobody_says(file: str, language: Language) -> None:
    there = set(words(WORDS / f"{file}.toml")[language])
    assert NEEDED[file] <= there <= NEEDED[file] | OPTIONAL.get(file, set())


@pytest.mark.parametrize(
    ("things", "swedish", "english"),
    [
        ((), "", ""),
        (("A",), "A", "A"),
        (("A", "B"), "A och B", "A and B"),
        (("A", "B", "C"), "A, B och C", "A, B and C"),
    ],
)
def test_a_list_in_a_sentence_has_its_conjunction(
    things: tuple[str, ...], swedish: str, english: str
) -> None:
    assert [listed(things, language) for language in Language] == [swedish, english]
