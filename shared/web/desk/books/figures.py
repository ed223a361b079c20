"""The figures of a report in words: each with its label, in cards of what belongs together."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import TIME, hours_in_words, minutes_in_words
from shared.mail.wording import words
from shared.usecases.books.read_report import TotalReport

_WORDS = Path(__file__).with_name("report.toml")
REPORT_TEXTS = words(_WORDS)
CARDS = words(_WORDS, "cards")
FIGURES = words(_WORDS, "figures")

CARD_FIGURES: Mapping[str, tuple[str, ...]] = {
    "messages": (
        *("messages", "covered", "gated", "held", "dropped", "no_answer_needed", "declined"),
        *("late_entitlement", "entitlement_unverified"),
    ),
    "answers": (
        *("reply_clocks", "answered_in_time", "answered_late", "answered_same_day"),
        *("reply_clocks_not_needed", "reply_clocks_open", "median_hours", "worst_hours"),
    ),
    "promises": (
        *("breaches", "reply_breaches", "conference_breaches", "promise_breaches"),
        *("promises_given", "promises_kept", "promises_open"),
    ),
    "conferences": (
        *("conferences_asked_for", "conferences_in_time", "conferences_by_offer", "conferences_no_choice"),
        *("conferences_no_show", "conferences_declined", "conferences_open"),
    ),
    "errors": ("errors_reported", "errors_open", "errors_fixed", "billable_minutes"),
    "members": ("products_subscribed", "seats_filled", "documentation_studied"),
    "register": (
        *("register_reported", "register_confirmed", "register_fixed", "register_released"),
        *("register_open", "register_median_days", "register_worst_days"),
    ),
}
"""In which card each figure stands, from top to bottom."""


def cards(total: TotalReport, vendor: Vendor, language: Language) -> list[dict[str, object]]:
    """Each card's heading, and its figures by label."""
    sides = (total.vendor_side, total.member_side, total.register_side)
    values = {name: value for side in sides for name, value in _figures(side)}
    promised = {"answers": vendor.policy.reply, "conferences": vendor.policy.conference}
    return [
        {
            "id": card,
            "title": CARDS[language][card].format(
                hours=hours_in_words(promised.get(card, timedelta()), language)
            ),
            "figures": [
                (FIGURES[language][each], figure_in_words(each, values[each], language)) for each in names
            ],
        }
        for card, names in CARD_FIGURES.items()
    ]


def _figures(side: Frozen) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in side if not isinstance(value, tuple))


def figure_in_words(name: str, value: object, language: Language) -> str:
    """One figure with its unit; a dash where there is none."""
    texts = REPORT_TEXTS[language]
    match value:
        case None:
            return texts["no_hours"]
        case int() | float() if name.endswith("_hours"):
            return _hours_in_words(value, language)
        case int() | float() if name.endswith("_days"):
            return texts["days"].format(days=number_in_words(value, language))
        case int() if name.endswith("_minutes"):
            return minutes_in_words(value, language)
        case _:
            return str(value)


def _hours_in_words(hours: float, language: Language) -> str:
    """In minutes where it is less than an hour."""
    if hours < 1:
        return minutes_in_words(round(hours * 60), language)
    return hours_in_words(timedelta(hours=hours), language)


def number_in_words(number: float, language: Language) -> str:
    """With two decimals at most: ``13``, ``2,5``."""
    return f"{round(number, 2):.10g}".replace(".", TIME[language]["durations.decimal"])
