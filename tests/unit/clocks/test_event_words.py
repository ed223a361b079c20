"""What has happened to a ticket is told at the desk in words, in both languages."""

from typing import get_args

import pytest

from shared.domain.events.events import TicketEvent
from shared.domain.events.mail_events import MailEnded
from shared.domain.values.vendor import Language
from shared.web.clocks.event_words import EVENTS


def names() -> set[str]:
    """The name of each event that there is; of a mail that ended with what became of it."""
    union, *_ = get_args(TicketEvent.__value__)
    found = {str(each.model_fields["event"].default) for each in get_args(union)}
    results = get_args(MailEnded.model_fields["result"].annotation)
    return found - {"mail_ended"} | {f"mail_ended.{each}" for each in (*results, "any")}


@pytest.mark.parametrize("language", Language)
def test_each_event_has_words_of_its_own(language: Language) -> None:
    told = EVENTS[language]
    assert set(told) == names()
    assert len(set(told.values())) == len(told)
