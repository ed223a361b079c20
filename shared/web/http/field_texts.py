"""What to do about a field that cannot be taken, in both languages. Never what was sent."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic_core import ErrorDetails

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
    CHANGED = "changed"


_TEXT = "string_"
"""Before pydantic's names of the rules about a text's length; of one cleaned first it leaves it out."""

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


def rule_texts(found: ErrorDetails) -> Mapping[Language, str]:
    """What a program's field breaks, in each language; empty where the field's code says all there is.

    Never the words of pydantic, which are English alone, and never what was sent.
    """
    return {language: said for language in Language if (said := _rule_text(found, language))}


def _rule_text(found: ErrorDetails, language: Language) -> str:
    texts, context = FIELD_TEXTS[language], dict(found.get("ctx", {}))
    if found["type"] == "value_error":
        return texts.get(_broken().get(str(context.get("error")), ""), "")
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace(" or ", f" {texts['or']} ")
    kind = f"{_TEXT if context.get('field_type') == 'Value' else ''}{found['type']}"
    said = texts.get(f"rule.{kind}") or texts.get(f"rule.{kind.partition('_')[0]}", "")
    return said.format(**context)


@cache
def _broken() -> Mapping[str, str]:
    """The name of each sentence that our own models raise."""
    return {said: name for name, said in FIELD_TEXTS[Language.ENGLISH].items() if name.startswith("broken.")}
