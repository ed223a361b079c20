"""The pictures of a report: its months, its hours, and its answers by product, kind and supporter."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from shared.domain.books.answer_books import AnswerGroup, HoursBand
from shared.domain.books.month_notes import MonthNote
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import month_in_words
from shared.mail.vocabulary import KINDS
from shared.web.desk.books.bars import Bar, Part, Picture
from shared.web.desk.books.figures import REPORT_TEXTS, figure_in_words, number_in_words

_HOUR = timedelta(hours=1)
_HUNDRED = 100

type Counted = AnswerGroup | MonthNote


def months_picture(months: Sequence[MonthNote], language: Language) -> Picture:
    """Each month's answers: which share of them came in time, and which did not."""
    texts = REPORT_TEXTS[language]
    bars = [
        Bar(
            month_in_words(each.month, language),
            share_in_words("short", each.answered_in_time, each.answered, language),
            tuple(
                Part(look, figure / each.answered)
                for look, figure in (("kept", each.answered_in_time), ("late", each.answered_late))
                if each.answered
            ),
        )
        for each in months
    ]
    return Picture("months", texts["months_title"], bars, longest=1)


def hours_picture(months: Sequence[MonthNote], vendor: Vendor, language: Language) -> Picture:
    """Each month's median and longest answer, with the promise as a line."""
    bars = [Bar(month_in_words(each.month, language), *_hours_say(each, language)) for each in months]
    title = REPORT_TEXTS[language]["hours_title"]
    return Picture("hours", title, bars, mark=vendor.policy.reply / _HOUR)


def bands_picture(bands: Sequence[HoursBand], language: Language) -> Picture:
    """How many answers took how long."""
    most = (0, *(each.up_to_hours for each in bands))
    bars = [
        Bar(_band(least or 0, up_to, language), str(each.answers), (Part("kept", each.answers),))
        for (least, up_to), each in zip(pairwise(most), bands, strict=True)
    ]
    return Picture("bands", REPORT_TEXTS[language]["bands_title"], bars)


def group_picture(
    name: str, groups: Iterable[AnswerGroup], called: Mapping[str, str], language: Language
) -> Picture:
    """The reply clocks of each: in time, late, ended without an answer, open."""
    texts = REPORT_TEXTS[language]
    bars = [
        Bar(
            called[each.id],
            texts["group_says"].format(kept=each.answered_in_time, all=each.reply_clocks),
            (
                Part("kept", each.answered_in_time),
                Part("late", each.answered_late),
                Part("none", each.reply_clocks_not_needed),
                Part("open", each.reply_clocks_open),
            ),
        )
        for each in groups
    ]
    return Picture(name, texts[f"{name}_title"], bars)


def names_of(groups: Iterable[AnswerGroup], language: Language) -> dict[str, str]:
    """What each of these is called, by its id."""
    kinds: Mapping[str, str] = KINDS[language]
    return {
        each.id: each.name or kinds.get(each.id, "") or REPORT_TEXTS[language]["no_product"]
        for each in groups
    }


def share_in_words(length: str, part: int, whole: int, language: Language) -> str:
    """So many of all, and in percent, cut: 100 is said of all alone. ``length``: ``short`` or ``long``."""
    texts = REPORT_TEXTS[language]
    if not whole:
        return texts["no_answers"]
    return texts[f"share_{length}"].format(part=part, all=whole, percent=part * _HUNDRED // whole)


def _hours_say(month: MonthNote, language: Language) -> tuple[str, tuple[Part, ...], str]:
    """Median and longest in brief, as parts of a bar, and in full."""
    texts, median, worst = REPORT_TEXTS[language], month.median_hours, month.worst_hours
    if median is None or worst is None:
        return texts["no_answers"], (), ""
    brief = texts["hours_brief"].format(
        median=number_in_words(median, language), worst=number_in_words(worst, language)
    )
    full = texts["hours_says"].format(
        median=figure_in_words("median_hours", median, language),
        worst=figure_in_words("worst_hours", worst, language),
    )
    return brief, (Part("kept", median), Part("more", worst - median)), full


def _band(least: int, most: int | None, language: Language) -> str:
    texts = REPORT_TEXTS[language]
    if most is None:
        return texts["band_last"].format(least=least)
    return texts["band"].format(least=least, most=most) if least else texts["band_first"].format(most=most)
