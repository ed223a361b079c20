"""Whatever a clock has come to, and whatever comes next, the status page has words in both languages."""

from datetime import timedelta

import pytest

from shared.domain.clocks.clocks import ClockState, SLAClock
from shared.domain.facts.ticket import How
from shared.domain.values.vendor import ClockKind, Language, Policy
from shared.usecases.status.next_steps import NextStep
from shared.web.status.status_page import CLOCK_LINES, STEPS, clock_line
from tests.examples.event_examples import TEN

RUNS = {ClockState.RUNNING, ClockState.BREACHED_OPEN}


def clock(kind: ClockKind, how: How | None) -> SLAClock:
    due = TEN + timedelta(hours=24)
    return SLAClock(id="c", kind=kind, started_by="m1", start=TEN, due=due, policy=Policy(), how=how)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", ClockKind)
@pytest.mark.parametrize("state", [each for each in ClockState if each is not ClockState.NOT_APPLICABLE])
def test_every_clock_has_a_line_that_names_its_due_instant(
    kind: ClockKind, state: ClockState, language: Language
) -> None:
    for how in (None, *How):
        line = clock_line(clock(kind, how), state, language)
        told = line.format(due="DUE", ended="ENDED")
        assert "DUE" in told
        assert "{" not in told
        assert state not in RUNS or "ENDED" not in told


def test_both_languages_have_the_same_lines() -> None:
    swedish, english = CLOCK_LINES.values()
    assert swedish.keys() == english.keys()
    assert not set(swedish.values()) & set(english.values())


@pytest.mark.parametrize("language", Language)
def test_every_step_has_words(language: Language) -> None:
    assert set(STEPS[language]) == set(NextStep)
