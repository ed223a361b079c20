"""What to do about a field that cannot be taken, in both languages. Never what was sent."""

from enum import StrEnum
from pathlib import Path

from shared.domain.values.vendor import Language
from shared.mail.wording import words


class Code(StrEnum):
    """What is wrong with a field, for programs."""

    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_VALID = "not_valid"
    NOT_A_CHOICE = "not_a_choice"
    TOO_LONG = "too_long"
    REPEATED = "repeated"


ANY = "any"
"""Stands for every field that has no words of its own."""

FIELD_TEXTS = words(Path(__file__).with_name("fields.toml"))


def field_text(
    field: str, code: Code, language: Language, *, limit: object = "", choices: tuple[str, ...] = ()
) -> str:
    """What to do about this field, of which at most ``limit`` characters or one of ``choices`` is taken."""
    texts = FIELD_TEXTS[language]
    said = texts.get(f"{field}.{code}") or texts[f"{ANY}.{code}"]
    named = f" {texts['or']} ".join(filter(None, (", ".join(choices[:-1]), *choices[-1:])))
    return said.format(limit=limit, choices=named)
