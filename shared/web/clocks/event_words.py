"""What has happened to a ticket, in words: each event by its name."""

from pathlib import Path

from shared.domain.values.vendor import Language
from shared.mail.wording import words

_WORDS = Path(__file__).with_name("event_words.toml")
EVENTS = words(_WORDS, "happened")


def event_words(event: str, language: Language) -> str:
    """The words for an event of this name, whatever came of it."""
    said = EVENTS[language]
    return said.get(event) or said[f"{event}.any"]
