"""The desk's own words exist for everything the domain decides."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from shared.domain.facts.conference import Way
from shared.domain.letters.conference_letters import Wanted
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import ClockKind, Language, Level
from shared.mail.conference_words import WANTED, WAYS
from shared.mail.vocabulary import CLOCKS, KINDS, LEVELS, REASONS

WORDS: list[tuple[Mapping[Language, Mapping[Any, object]], type[StrEnum]]] = [
    (REASONS, GateReason),
    (KINDS, Kind),
    (CLOCKS, ClockKind),
    (LEVELS, Level),
    (WAYS, Way),
    (WANTED, Wanted),
]


@pytest.mark.parametrize(("words", "named"), WORDS)
def test_every_decision_has_words_of_its_own_in_both_languages(
    words: Mapping[Language, Mapping[Any, object]], named: type[StrEnum]
) -> None:
    assert set(words) == set(Language)
    for language in Language:
        assert set(words[language]) == set(named)
        assert len(set(words[language].values())) == len(named)


def test_a_reason_has_advice_in_both_languages_or_in_none() -> None:
    swedish, english = (REASONS[language] for language in Language)
    assert all(bool(swedish[reason].advice) == bool(english[reason].advice) for reason in GateReason)
