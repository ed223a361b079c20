"""Money is exact: what is written in a setting, what minutes cost, and how sums are made."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.values.money import Money, Price, price_named, sums
from shared.domain.values.vendor import Language
from shared.mail.amounts import hourly_rate_in_words, money_in_columns, money_in_words, terms_in_words
from shared.mail.instants import FIXED, minutes_in_words
from tests.letters.letters import VENDOR
from tests.letters.work_letters import TERMS

PRICES = st.builds(
    Price,
    amount=st.decimals(min_value="0.01", max_value="9999999", places=2),
    currency=st.sampled_from(["SEK", "EUR"]),
)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("1 200 SEK", "1200", "SEK"),
        ("1\u00a0200\u202fSEK", "1200", "SEK"),
        ("SEK 1,200.50", "1200.50", "SEK"),
        ("1.200,50 EUR", "1200.50", "EUR"),
        ("95,5 EUR", "95.5", "EUR"),
        ("1.200 EUR", "1200", "EUR"),
        ("CHF 1'250", "1250", "CHF"),
    ],
)
def test_a_price_is_read_as_people_write_it(text: str, amount: str, currency: str) -> None:
    assert price_named(text) == Price(amount=Decimal(amount), currency=currency)


@pytest.mark.parametrize(
    "text",
    ["1 200 kr", "SEK", "", "0 SEK", "12 SEK EUR", "on request", "-5 SEK", "1 2,3,4 SEK", "10 000 000 SEK"],
)
def test_what_is_no_price_is_none(text: str) -> None:
    assert price_named(text) is None


@pytest.mark.parametrize(
    ("price", "minutes", "cost"),
    [
        ("1200", 90, "1800.00"),
        ("1000", 7, "116.67"),
        ("0.30", 1, "0.01"),
        ("0.29", 1, "0.00"),
        ("100.10", 3, "5.01"),
    ],
)
def test_minutes_cost_to_the_hundredth_half_rounded_up(price: str, minutes: int, cost: str) -> None:
    assert str(Price(amount=Decimal(price), currency="SEK").of_minutes(minutes).amount) == cost


@given(price=PRICES, minutes=st.integers(0, 100_000))
def test_a_cost_is_never_off_by_more_than_half_a_hundredth(price: Price, minutes: int) -> None:
    cost = price.of_minutes(minutes).amount
    assert abs(cost * 60 - price.amount * minutes) * 2 <= Decimal("0.60")
    assert cost.as_tuple().exponent == -2


@given(
    amounts=st.lists(
        st.builds(
            Money,
            amount=st.decimals(min_value="0", max_value="99999999", places=2),
            currency=st.sampled_from(["SEK", "EUR"]),
        )
    )
)
def test_sums_are_of_one_currency_each_and_lose_nothing(amounts: list[Money]) -> None:
    found = sums(amounts)
    assert [each.currency for each in found] == sorted({each.currency for each in amounts})
    for each in found:
        hundredths = sum(int(one.amount * 100) for one in amounts if one.currency == each.currency)
        assert each.amount * 100 == hundredths


def test_money_and_time_read_as_the_language_writes_them() -> None:
    thousand = Price(amount=Decimal(1200), currency="SEK")
    exact = Money(amount=Decimal("1234567.50"), currency="EUR")
    assert money_in_words(thousand, Language.SWEDISH) == "1\u00a0200\u00a0kr"
    assert money_in_words(thousand, Language.ENGLISH) == "SEK\u00a01,200"
    assert money_in_words(exact, Language.SWEDISH) == "1\u00a0234\u00a0567,50\u00a0EUR"
    assert money_in_columns(thousand, Language.ENGLISH) == "SEK\u00a01,200.00"
    assert [minutes_in_words(each, Language.ENGLISH) for each in (0, 1, 60, 61, 150)] == [
        "0\u00a0minutes",
        "1\u00a0minute",
        "1\u00a0hour",
        "1\u00a0hour 1\u00a0minute",
        "2\u00a0hours 30\u00a0minutes",
    ]


@pytest.mark.parametrize(
    ("setting", "included", "swedish", "english"),
    [
        ("1 200 SEK", False, "1 200 kr i timmen exkl. moms", "SEK 1,200 an hour excl. VAT"),
        ("SEK 1,200.50", True, "1 200,50 kr i timmen inkl. moms", "SEK 1,200.50 an hour incl. VAT"),
        ("95,5 EUR", False, "95,50 EUR i timmen exkl. moms", "EUR 95.50 an hour excl. VAT"),
        ("1 200 kr", False, "1 200 kr i timmen exkl. moms", "1 200 kr an hour excl. VAT"),
    ],
)
def test_the_hourly_rate_has_one_form_and_says_whether_vat_is_in_it(
    setting: str, *, included: bool, swedish: str, english: str
) -> None:
    vendor = VENDOR.but(hourly_price=setting, prices_include_vat=included)
    told = [hourly_rate_in_words(vendor, each).replace(FIXED, " ") for each in Language]
    assert told == [swedish, english]


def test_a_quote_says_of_its_rate_and_of_its_limit_whether_vat_is_in_them() -> None:
    told = [terms_in_words(TERMS.but(includes_vat=included), Language.ENGLISH) for included in (False, True)]
    assert [each.rate.replace(FIXED, " ") for each in told] == [
        "SEK 1,200 an hour excl. VAT",
        "SEK 1,200 an hour incl. VAT",
    ]
    assert [each.most.replace(FIXED, " ") for each in told] == ["SEK 3,000 excl. VAT", "SEK 3,000 incl. VAT"]
