"""Money: exact decimals with a currency; no figure of it is ever a float."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

from shared.domain.values.frozen import Frozen

_SMALLEST = Decimal("0.01")
_MINUTES_IN_AN_HOUR = 60
_TOO_MUCH = 10_000_000
"""No hour costs that: more digits than an hourly amount has."""
_CURRENCY = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](\d{1,2}))?")


def _with_hundredths(amount: Decimal) -> Decimal:
    """The same amount, always written with two decimals."""
    return amount.quantize(_SMALLEST)


type Amount = Annotated[
    Decimal, Field(ge=0, max_digits=14, decimal_places=2), AfterValidator(_with_hundredths)
]
type HourlyAmount = Annotated[
    Decimal, Field(gt=0, max_digits=9, decimal_places=2), AfterValidator(_with_hundredths)
]
type Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Money(Frozen):
    """An amount in one currency (ISO 4217), to the hundredth."""

    amount: Amount = Field(description="The amount, to the hundredth.")
    currency: Currency = Field(description="ISO 4217, as in SEK.")


class Price(Frozen):
    """What an hour costs."""

    amount: HourlyAmount = Field(description="What an hour costs, to the hundredth.")
    currency: Currency = Field(description="ISO 4217, as in SEK.")

    def of_minutes(self, minutes: int) -> Money:
        """What so many minutes cost: to the hundredth, half of one rounded up."""
        exact = self.amount * minutes / _MINUTES_IN_AN_HOUR
        return Money(amount=exact.quantize(_SMALLEST, ROUND_HALF_UP), currency=self.currency)


def price_named(text: str) -> Price | None:
    """The price that a setting says, as in ``1 200 SEK`` or ``EUR 95,50``; None where it says none.

    A separator with three digits after it groups thousands; one with fewer begins the decimals.
    """
    currencies = _CURRENCY.findall(text)
    amount = _AMOUNT.fullmatch(_SPACES.sub("", _CURRENCY.sub("", text)))
    if len(currencies) != 1 or amount is None:
        return None
    whole, part = amount.groups(default="")
    value = Decimal(f"{re.sub(r'[.,]', '', whole)}.{part or '0'}")
    return Price(amount=value, currency=currencies[0]) if 0 < value < _TOO_MUCH else None


def sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """The sum in each currency, by its name: what stands in the lines adds up to it exactly."""
    found: dict[str, Decimal] = {}
    for each in amounts:
        found[each.currency] = found.get(each.currency, Decimal(0)) + each.amount
    return tuple(Money(amount=amount, currency=currency) for currency, amount in sorted(found.items()))
