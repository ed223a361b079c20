"""What to do about a field that cannot be taken, in both languages. Never what was sent."""

from collections.abc import Mapping
from enum import StrEnum

from shared.domain.values.vendor import Language


class Code(StrEnum):
    """What is wrong with a field, for programs."""

    MISSING = "missing"
    NOT_TEXT = "not_text"
    NOT_VALID = "not_valid"
    NOT_A_CHOICE = "not_a_choice"
    TOO_LONG = "too_long"
    REPEATED = "repeated"


type FieldTexts = Mapping[tuple[str, Code], str]

ANY = ""
"""Stands for every field that has no words of its own."""

TEXTS: Mapping[Language, FieldTexts] = {
    Language.SWEDISH: {
        (ANY, Code.MISSING): "Fyll i fältet.",
        (ANY, Code.NOT_TEXT): "Skicka fältet som text.",
        (ANY, Code.NOT_VALID): "Skriv fältet på ett annat sätt.",
        (ANY, Code.NOT_A_CHOICE): "Välj ett av alternativen.",
        (ANY, Code.TOO_LONG): "Korta av till högst {limit} tecken.",
        (ANY, Code.REPEATED): "Fältet kom flera gånger med olika innehåll. Skicka det en gång.",
        ("email", Code.MISSING): "Skriv din e-postadress, så att vi kan svara dig.",
        ("email", Code.NOT_VALID): "Skriv hela e-postadressen, till exempel namn@example.se.",
        ("email", Code.TOO_LONG): "Skriv en e-postadress med högst {limit} tecken.",
        ("message", Code.MISSING): "Skriv vad vi kan hjälpa dig med.",
        ("kind", Code.NOT_A_CHOICE): "Välj question, error, conference eller other.",
        ("language", Code.NOT_A_CHOICE): "Välj sv eller en, eller utelämna fältet.",
        ("signature", Code.MISSING): "Skriv ditt namn. Det är din underskrift.",
        ("agreed", Code.MISSING): "Kryssa i rutan om du vill tacka ja.",
        ("state", Code.NOT_A_CHOICE): "Välj gated, open eller all, eller utelämna state.",
        (
            "format",
            Code.NOT_A_CHOICE,
        ): "Välj ett av anropets format, som json eller csv, eller utelämna format.",
    },
    Language.ENGLISH: {
        (ANY, Code.MISSING): "Fill in this field.",
        (ANY, Code.NOT_TEXT): "Send this field as text.",
        (ANY, Code.NOT_VALID): "Write this field in another way.",
        (ANY, Code.NOT_A_CHOICE): "Choose one of the alternatives.",
        (ANY, Code.TOO_LONG): "Shorten this to at most {limit} characters.",
        (ANY, Code.REPEATED): "This field came several times with different content. Send it once.",
        ("email", Code.MISSING): "Enter your e-mail address, so that we can answer you.",
        ("email", Code.NOT_VALID): "Enter the whole e-mail address, for example name@example.com.",
        ("email", Code.TOO_LONG): "Enter an e-mail address with at most {limit} characters.",
        ("message", Code.MISSING): "Write what we can help you with.",
        ("kind", Code.NOT_A_CHOICE): "Choose question, error, conference or other.",
        ("language", Code.NOT_A_CHOICE): "Choose sv or en, or leave the field out.",
        ("signature", Code.MISSING): "Type your name. It is your signature.",
        ("agreed", Code.MISSING): "Tick the box if you want to accept.",
        ("state", Code.NOT_A_CHOICE): "Choose gated, open or all, or leave state out.",
        (
            "format",
            Code.NOT_A_CHOICE,
        ): "Choose one of the call's formats, like json or csv, or leave format out.",
    },
}


def field_text(field: str, code: Code, language: Language) -> str:
    """What to do about this field; ``{limit}`` in it stands for the number of characters allowed."""
    texts = TEXTS[language]
    return texts.get((field, code)) or texts[ANY, code]
