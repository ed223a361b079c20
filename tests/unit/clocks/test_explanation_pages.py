"""An explanation in words, in both languages."""

import string

import pytest

from shared.domain.clocks.clocks import ClockState
from shared.domain.explaining.explaining import explain
from shared.domain.explaining.explanations import Rule
from shared.domain.facts.ticket import How
from shared.domain.values.vendor import Language
from shared.web.clocks.explanation_pages import (
    ENDINGS,
    EXPLANATION_TEXTS,
    NO_ENDINGS,
    SENTENCES,
    STATES,
    explanation_text,
)
from tests.examples.conference_examples import ASKED, declined, offered
from tests.examples.event_examples import HOUR, TEN, answer, gated, received, turn

REASONS = {"declined", "merged", "split", "answer_refused", "not_covered", "joined"}


def named(sentence: str) -> set[str]:
    """The facts that a sentence names."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", Language)
def test_every_rule_state_and_ending_has_words_of_its_own(language: Language) -> None:
    assert set(SENTENCES[language]) == set(Rule)
    assert set(STATES[language]) == set(ClockState)
    assert set(ENDINGS[language]) == set(How)
    assert set(NO_ENDINGS[language]) == REASONS
    for words in (SENTENCES, STATES, ENDINGS, NO_ENDINGS):
        assert len(set(words[language].values())) == len(words[language])


def test_both_languages_name_the_same_facts() -> None:
    swedish, english = Language.SWEDISH, Language.ENGLISH
    for rule in Rule:
        assert named(SENTENCES[swedish][rule]) == named(SENTENCES[english][rule])
    for reason in REASONS:
        assert named(NO_ENDINGS[swedish][reason]) == named(NO_ENDINGS[english][reason])
    for text in ("head", "due", "foot"):
        assert named(EXPLANATION_TEXTS[swedish][text]) == named(EXPLANATION_TEXTS[english][text])


def test_an_explanation_reads_as_sentences_in_the_vendors_zone() -> None:
    events = (*turn("m1", TEN), answer("a1", "m1", TEN + 2 * HOUR))
    told = explain("k3f7q2mz5abcdwxy", events, "reply-m1", TEN + 30 * HOUR, "UTC")
    assert explanation_text(told, Language.ENGLISH) == _ENGLISH
    swedish = explanation_text(told, Language.SWEDISH)
    assert "Läge: uppfylld (svar)\nStart: 2026-03-02 11:00:00 +01:00" in swedish
    assert "Svaret a1, som en människa skrev, gäller meddelandet och stoppar klockan." in swedish


def test_a_message_without_a_clock_is_told_in_words_too() -> None:
    told = explain("t", (received("m1", TEN), gated("m1", TEN)), "reply-m1", TEN + HOUR, "Europe/Stockholm")
    text = explanation_text(told, Language.ENGLISH)
    assert text.startswith(
        "Answer (reply-m1) on the ticket t\nState: no clock of its own (the message is not covered)\n\n"
    )
    assert "so no clock runs: The subscription has ended." in text


_ENGLISH = """\
Answer (reply-m1) on the ticket k3f7q2mz5abcdwxy
State: met (answer)
Start: 2026-03-02 11:00:00 +01:00
Deadline: 2026-03-03 11:00:00 +01:00
Policy: version contract, 24 h

  1. 2026-03-02 11:00:00 +01:00  A message came in
     The message m1 was received.

  2. 2026-03-02 11:00:00 +01:00  It was decided whether the contract covers the message
     The message m1 has been covered since it was received: Active subscription.

  2. 2026-03-02 11:00:00 +01:00  It was decided whether the contract covers the message
     The clock starts with the oldest unanswered message, m1.
     2026-03-02T10:00:00Z + 24 h = 2026-03-03T10:00:00Z

  3. 2026-03-02 13:00:00 +01:00  An answer was written
     The answer a1, written by a person, covers the message and stops the clock.
     2026-03-03T10:00:00Z - 2026-03-02T12:00:00Z = 22 h

  =  2026-03-03 00:00:00 +01:00
     Soft goal: an answer the same day, before midnight local time. Missing it is not a breach.
     2026-03-02 24:00 Europe/Stockholm = 2026-03-02T23:00:00Z

  =  2026-03-03 11:00:00 +01:00
     In time: the end did not come after the deadline. Margin:
     2026-03-03T10:00:00Z - 2026-03-02T12:00:00Z = 22 h

Calculated at 2026-03-03 17:00:00 +01:00. Times are in the zone Europe/Stockholm, sums in UTC.
"""


def test_a_declined_conference_is_not_told_as_a_declined_quote() -> None:
    events = (*ASKED, offered(1, 3, 5), declined(2))
    told = explain("t", events, "conference-m1", TEN + 3 * HOUR, "UTC")
    assert "State: cancelled (the member declined)\n" in explanation_text(told, Language.ENGLISH)
