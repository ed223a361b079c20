"""A month on both sides, as a member reads it: the vendor's promises, and its own."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from shared.domain.books.books import VendorSide
from shared.domain.books.further_books import MemberSide
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import hours_in_words, minutes_in_words
from shared.mail.wording import words

_WORDS = Path(__file__).with_name("seats.toml")
FIGURES_TEXTS = words(_WORDS)
FIGURES = words(_WORDS, "figures")
_MINUTES = 60

type Rows = list[tuple[str, str]]


class BothSides(Protocol):
    """Whatever has a member's figures."""

    @property
    def vendor_side(self) -> VendorSide:
        """What the vendor promised, and how it went."""

    @property
    def member_side(self) -> MemberSide:
        """What the member promised, as it stands now."""


def month_figures(view: BothSides, vendor: Vendor, language: Language) -> list[tuple[str, Rows]]:
    """A heading for each side, and its figures by label. What nobody asked for in the month is left out."""
    texts = FIGURES_TEXTS[language]
    return [(texts["ours"], _ours(view, vendor, language)), (texts["yours"], _yours(view, language))]


def _ours(view: BothSides, vendor: Vendor, language: Language) -> Rows:
    side, labels = view.vendor_side, FIGURES[language]
    hours = hours_in_words(vendor.policy.reply, language)
    answered = side.answered_in_time + side.answered_late
    median = round((side.median_hours or 0) * _MINUTES)
    rows = [
        (labels["messages"], str(side.messages), True),
        (
            labels["answered_in_time"].format(hours=hours),
            _of(side.answered_in_time, answered, language),
            True,
        ),
        (labels["answered_same_day"], _of(side.answered_same_day, answered, language), True),
        (labels["median_hours"], minutes_in_words(median, language), bool(answered)),
        *_asked_for(view, labels, language),
        (labels["errors_reported"], str(side.errors_reported), bool(side.errors_reported)),
        (labels["billable"], minutes_in_words(side.billable_minutes, language), bool(side.billable_minutes)),
    ]
    return [(label, value) for label, value, shown in rows if shown]


def _asked_for(view: BothSides, labels: Mapping[str, str], language: Language) -> list[tuple[str, str, bool]]:
    """Conferences and promises, where there were any."""
    side = view.vendor_side
    held = side.conferences_in_time + side.conferences_by_offer
    asked, given = side.conferences_asked_for, side.promises_given
    return [
        (labels["conferences_in_time"], _of(held, asked, language), bool(asked)),
        (labels["promises_kept"], _of(side.promises_kept, given, language), bool(given)),
    ]


def _yours(view: BothSides, language: Language) -> Rows:
    side, labels = view.member_side, FIGURES[language]
    return [
        (labels["seats_filled"], _of(side.seats_filled, side.products_subscribed, language)),
        (labels["documentation_studied"], _of(side.documentation_studied, side.seats_filled, language)),
    ]


def _of(part: int, whole: int, language: Language) -> str:
    texts = FIGURES_TEXTS[language]
    return texts["of"].format(part=part, all=whole) if whole else texts["none_yet"]
