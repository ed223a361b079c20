"""Money, and what is quoted, as a person reads it, in both languages."""

from dataclasses import dataclass
from decimal import Decimal

from shared.domain.facts.work import Terms
from shared.domain.values.money import Money, Price, price_named
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import FIXED, day_in_words, minutes_in_words
from shared.mail.vocabulary import WORDS
from shared.mail.wording import words

MONEY = words(WORDS / "money.toml")


@dataclass(frozen=True, slots=True)
class TermsInWords:
    """What a quote says. ``price`` is that of an hour, alone; the other prices say whether VAT is in them.

    ``hourly``: beside the word for hourly rate; ``rate``: within a sentence; ``most``: for the whole limit.
    """

    price: str
    hourly: str
    rate: str
    estimate: str
    limit: str
    most: str
    last_day: str


def money_in_words(money: Money | Price, language: Language) -> str:
    """``1 200 kr`` or ``995,50 EUR``; in English ``SEK 1,200``. Decimals where there are any."""
    return _with_currency(money, language, decimals=money.amount != money.amount.to_integral_value())


def money_in_columns(money: Money | Price, language: Language) -> str:
    """The same always with two decimals, for figures that stand below each other."""
    return _with_currency(money, language, decimals=True)


def _with_currency(money: Money | Price, language: Language, *, decimals: bool) -> str:
    number = grouped(money.amount, language, decimals=decimals)
    currency = MONEY[language].get(f"currencies.{money.currency}", money.currency)
    if language is Language.ENGLISH:
        return f"{currency}{FIXED}{number}"
    return f"{number}{FIXED}{currency}"


def vat_in_words(language: Language, *, included: bool) -> str:
    """``exkl. moms``, or that it is included."""
    return MONEY[language]["vat.included" if included else "vat.excluded"]


def hourly_rate_in_words(vendor: Vendor, language: Language) -> str:
    """What an hour outside the contract costs: ``1 200 kr i timmen exkl. moms``.

    The setting stands as it was written where it names no price that can be read.
    """
    price = price_named(vendor.hourly_price)
    shown = money_in_words(price, language) if price else vendor.hourly_price
    return _rate(shown, language, included=vendor.prices_include_vat)


def _rate(price: str, language: Language, *, included: bool) -> str:
    vat = vat_in_words(language, included=included)
    return MONEY[language]["rate.hourly"].format(price=price, vat=vat)


def grouped(amount: Decimal, language: Language, *, decimals: bool) -> str:
    """The number with its thousands parted as the language does."""
    written = f"{amount:,.{2 if decimals else 0}f}"
    if language is Language.ENGLISH:
        return written
    return written.replace(",", FIXED).replace(".", ",")


def terms_in_words(terms: Terms, language: Language) -> TermsInWords:
    """A quote's terms as a person reads them."""
    price, included = money_in_words(terms.price, language), terms.includes_vat
    return TermsInWords(
        price=price,
        hourly=f"{price} {vat_in_words(language, included=included)}",
        rate=_rate(price, language, included=included),
        estimate=minutes_in_words(terms.estimate_minutes, language),
        limit=minutes_in_words(terms.limit_minutes, language),
        most=f"{money_in_words(terms.most(), language)} {vat_in_words(language, included=included)}",
        last_day=day_in_words(terms.last_day, language),
    )
