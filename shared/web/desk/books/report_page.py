"""A month's report as a page of the desk: in short, in pictures, and every figure."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.books.answer_books import AnswerGroup
from shared.domain.books.month_notes import MonthNote
from shared.domain.books.months import month_after, month_before, month_of
from shared.mail.instants import day_in_words, hours_in_words, instant_in_line, month_in_words
from shared.usecases.books.read_report import MemberReport, ReportView
from shared.usecases.books.read_year import Year
from shared.web.desk.books.bars import drawn
from shared.web.desk.books.figures import REPORT_TEXTS, cards, figure_in_words
from shared.web.desk.books.report_pictures import (
    bands_picture,
    group_picture,
    hours_picture,
    months_picture,
    names_of,
    share_in_words,
)
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

REPORT_PATH = f"{DESK_PATH}/report"


def statement_path(member: str) -> str:
    """Where it stands what this member got in a month."""
    return f"{DESK_PATH}/members/{member}/statement"


def report_page(year: Year, reading: Reading) -> Response:
    """The page. What its pictures show stands beside them in tables."""
    report, side = year.report, year.report.total.vendor_side
    return desk_page(
        "desk/books/report.html",
        reading,
        report_texts=REPORT_TEXTS[reading.language],
        top=_top(report, reading),
        year=_year(year, reading),
        bands=drawn(bands_picture(report.answers.hours, reading.language)),
        groups=_groups(report, reading),
        cards=cards(report.total, reading.vendor, reading.language),
        missing=_missing(report, reading),
        members_table=_members_table(report, reading),
        nobody=REPORT_TEXTS[reading.language]["nobody"].format(messages=report.no_member.messages),
        some=bool(side.messages or side.reply_clocks),
    )


def _top(report: ReportView, reading: Reading) -> dict[str, object]:
    """Which month it is, how it stands, where it leads, and all of it in short."""
    texts, language, zone = REPORT_TEXTS[reading.language], reading.language, reading.vendor.zone
    return {
        "title": texts["title"].format(month=month_in_words(report.month, language)),
        "month": report.month,
        "as_of": texts["as_of"].format(at=instant_in_line(report.as_of, zone, language)),
        "state": _state(report, month_of(report.as_of, zone), reading),
        "doors": _doors(report, reading),
        "short": _in_short(report, reading),
    }


def _year(year: Year, reading: Reading) -> dict[str, object]:
    """The months beside each other, in pictures and as a table, and those that lack."""
    texts, language, vendor = REPORT_TEXTS[reading.language], reading.language, reading.vendor
    return {
        "months": drawn(months_picture(year.months, language)),
        "hours": drawn(hours_picture(year.months, vendor, language)),
        "mark": texts["mark"].format(hours=hours_in_words(vendor.policy.reply, language)),
        "table": _months_table(year.months, reading),
        "lacking": _lacking(year.lacking, reading),
        "again": reading.to(REPORT_PATH, month=year.report.month),
    }


def _state(report: ReportView, this_month: str, reading: Reading) -> str:
    """What is to be known of the month before its figures are."""
    texts = REPORT_TEXTS[reading.language]
    if report.month > this_month:
        return texts["to_come"]
    if report.month == this_month:
        return texts["goes_on"]
    return "" if report.total.vendor_side.messages else texts["nothing"]


def _doors(report: ReportView, reading: Reading) -> list[tuple[str, str]]:
    """The month before, the month after where it has begun, and the file: address and words of each."""
    texts, language = REPORT_TEXTS[reading.language], reading.language
    before = month_before(report.month)
    found = [(before, texts["before"].format(month=month_in_words(before, language)))]
    if report.month < month_of(report.as_of, reading.vendor.zone):
        after = month_after(report.month)
        found.append((after, texts["after"].format(month=month_in_words(after, language))))
    ways = [(reading.to(REPORT_PATH, month=month), said) for month, said in found]
    return [*ways, (reading.to(REPORT_PATH, month=report.month, format="csv"), texts["csv"])]


def _in_short(report: ReportView, reading: Reading) -> list[str]:
    """The month in some sentences; of what nobody asked for there is none."""
    texts, language, side = REPORT_TEXTS[reading.language], reading.language, report.total.vendor_side
    answered = side.answered_in_time + side.answered_late
    hours = hours_in_words(reading.vendor.policy.reply, language)
    kept = share_in_words("long", side.answered_in_time, answered, language)
    median, worst = (
        figure_in_words(each, getattr(side, each), language) for each in ("median_hours", "worst_hours")
    )
    held = side.conferences_in_time + side.conferences_by_offer
    asked, given = side.conferences_asked_for, side.promises_given
    said = [
        (answered, texts["short_answers"].format(kept=kept, hours=hours)),
        (answered, texts["short_hours"].format(median=median, worst=worst)),
        (True, texts["short_breaches"].format(breaches=side.breaches)),
        (asked, texts["short_conferences"].format(kept=held, asked=asked)),
        (given, texts["short_promises"].format(kept=side.promises_kept, given=given)),
    ]
    return [sentence for shown, sentence in said if shown]


def _lacking(months: Sequence[str], reading: Reading) -> str:
    """Which months nobody has counted yet."""
    said = ", ".join(month_in_words(each, reading.language) for each in months)
    return REPORT_TEXTS[reading.language]["lacking"].format(months=said) if months else ""


def _missing(report: ReportView, reading: Reading) -> str:
    """For which products some member has nobody."""
    products = ", ".join(map(reading.vendor.product_called, report.total.member_side.seats_missing))
    return REPORT_TEXTS[reading.language]["missing"].format(products=products) if products else ""


def _months_table(months: Sequence[MonthNote], reading: Reading) -> dict[str, object]:
    """The months, the latest first, each with where it is read."""
    texts, language = REPORT_TEXTS[reading.language], reading.language
    return {
        "name": "months-table",
        "caption": texts["months_caption"],
        "heads": [texts["head_month"], *_heads(reading), texts["head_counted"]],
        "rows": [
            {
                "label": month_in_words(each.month, language),
                "address": reading.to(REPORT_PATH, month=each.month),
                "cells": [*_cells(each, reading), _day(each.as_of, reading)],
            }
            for each in reversed(months)
        ],
    }


def _heads(reading: Reading) -> list[str]:
    """Over the cells of ``_cells``."""
    texts = REPORT_TEXTS[reading.language]
    heads = ("clocks", "kept", "late", "not_needed", "open", "median", "worst")
    return [texts[f"head_{each}"] for each in heads]


def _cells(counted: MonthNote | AnswerGroup, reading: Reading) -> list[str]:
    language = reading.language
    return [
        str(counted.reply_clocks),
        str(counted.answered_in_time),
        str(counted.answered_late),
        str(counted.reply_clocks_not_needed),
        str(counted.reply_clocks_open),
        figure_in_words("median_hours", counted.median_hours, language),
        figure_in_words("worst_hours", counted.worst_hours, language),
    ]


def _day(instant: datetime, reading: Reading) -> str:
    return day_in_words(instant.astimezone(reading.vendor.zone).date(), reading.language)


def _groups(report: ReportView, reading: Reading) -> list[dict[str, object]]:
    """By product, kind and supporter: a picture and a table of each."""
    answers = report.answers
    sorts = {"product": answers.by_product, "kind": answers.by_kind, "supporter": answers.by_supporter}
    return [_group(name, groups, reading) for name, groups in sorts.items() if groups]


def _group(name: str, groups: Sequence[AnswerGroup], reading: Reading) -> dict[str, object]:
    texts, language = REPORT_TEXTS[reading.language], reading.language
    called = names_of(groups, language)
    return {
        "picture": drawn(group_picture(name, groups, called, language)),
        "hint": texts["supporter_hint"] if name == "supporter" else "",
        "table": {
            "name": f"{name}-table",
            "caption": texts[f"{name}_title"],
            "heads": [texts["head_name"], *_heads(reading)],
            "rows": [
                {"label": called[each.id], "address": "", "cells": _cells(each, reading)} for each in groups
            ],
        },
    }


def _members_table(report: ReportView, reading: Reading) -> dict[str, object]:
    """Every member that is listed, with where it stands what it got."""
    texts = REPORT_TEXTS[reading.language]
    heads = (
        *("name", "messages", "clocks", "kept", "late", "median", "worst"),
        *("breaches", "seats", "studied", "time"),
    )
    return {
        "name": "members-table",
        "caption": texts["members_caption"],
        "heads": [texts[f"head_{each}"] for each in heads],
        "rows": [_member(each, report.month, reading) for each in report.members],
    }


def _member(member: MemberReport, month: str, reading: Reading) -> dict[str, object]:
    ours, theirs, language = member.vendor_side, member.member_side, reading.language
    of = REPORT_TEXTS[language]["of"]
    return {
        "label": member.name,
        "address": reading.to(statement_path(member.member), month=month),
        "cells": [
            *(
                str(ours.messages),
                str(ours.reply_clocks),
                str(ours.answered_in_time),
                str(ours.answered_late),
            ),
            *(
                figure_in_words(name, getattr(ours, name), language)
                for name in ("median_hours", "worst_hours")
            ),
            str(ours.breaches),
            of.format(part=theirs.seats_filled, all=theirs.products_subscribed),
            of.format(part=theirs.documentation_studied, all=theirs.seats_filled),
            figure_in_words("billable_minutes", ours.billable_minutes, language),
        ],
    }
