"""Which of the desk's languages a mail is in, "" where that is not clear."""

import re

from shared.mail.reading.headers.headers import AnyMessage, header_text

LONGEST_READ = 4_000

_SWEDISH = (
    "och att det är jag inte vi som på för med har en ett kan när hej så till av från men om hälsningar tack"
    " ni vår vad eller blir fungerar hur"
)
_ENGLISH = (
    "the and is i not we that for with have a an can when hello so to of from but if regards thanks you our"
    " what or this it does how"
)
_WORDS = {"sv": frozenset(_SWEDISH.split()), "en": frozenset(_ENGLISH.split())}
_WORD = re.compile(r"[a-zåäöéA-ZÅÄÖÉ]+")
_CLEARLY = 3


def language_of(message: AnyMessage, text: str) -> str:
    """By the commonest words of the text; where they do not tell, by what the mail program says."""
    return language_of_words(text) or _declared(message)


def language_of_words(text: str) -> str:
    """By the commonest words of the text alone."""
    words = [word.lower() for word in _WORD.findall(text[:LONGEST_READ])]
    counts = {language: sum(word in common for word in words) for language, common in _WORDS.items()}
    best, other = sorted(counts, key=lambda language: counts[language], reverse=True)
    if counts[best] >= _CLEARLY and counts[best] >= 2 * counts[other]:
        return best
    return ""


def _declared(message: AnyMessage) -> str:
    for name in ("content-language", "accept-language", "x-accept-language"):
        tag = header_text(message, name).partition(",")[0].partition("-")[0].strip().lower()
        if tag in _WORDS:
            return tag
    return ""
