"""Money, and what is quoted, as a person reads it, in both languages."""

from dataclasses import dataclass
from decimal import Decimal

from shared.domain.facts.work import Terms
from shared.domain.values.money import Money, Price
from shared.domain.values.vendor import Language
from shared.mail.instants import day_in_words, minutes_in_words

_FIXED = "\u00a0"


@dataclass(frozen=True, slots=True)
class TermsInWords:
    """What a quote says; ``most`` is what the whole limit costs."""

    price: str
    estimate: str
    limit: str
    most: str
    last_day: str


def money_in_words(money: Money | Price, language: Language) -> str:
    """``1 200 SEK`` or ``995,50 SEK``; in English ``SEK 1,200``. Decimals where there are any."""
    return _with_currency(money, language, decimals=money.amount != money.amount.to_integral_value())


def money_in_columns(money: Money | Price, language: Language) -> str:
    """The same always with two decimals, for figures that stand below each other."""
    return _with_currency(money, language, decimals=True)


def _with_currency(money: Money | Price, language: Language, *, decimals: bool) -> str:
    number = grouped(money.amount, language, decimals=decimals)
    if language is Language.ENGLISH:
        return f"{money.currency}{_FIXED}{number}"
    return f"{number}{_FIXED}{money.currency}"


def grouped(amount: Decimal, language: Language, *, decimals: bool) -> str:
    """The number with its thousands parted as the language does."""
    written = f"{amount:,.{2 if decimals else 0}f}"
    if language is Language.ENGLISH:
        return written
    return written.replace(",", _FIXED).replace(".", ",")


def terms_in_words(terms: Terms, language: Language) -> TermsInWords:
    """A quote's terms as a person reads them."""
    return TermsInWords(
        price=money_in_words(terms.price, language),
        estimate=minutes_in_words(terms.estimate_minutes, language),
        limit=minutes_in_words(terms.limit_minutes, language),
        most=money_in_words(terms.most(), language),
        last_day=day_in_words(terms.last_day, language),
    )
