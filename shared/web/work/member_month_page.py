"""What one member got in a month, as a page for paper in the member's language."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_words, month_in_words
from shared.mail.wording import words
from shared.usecases.seats.read_member_month import MemberMonth
from shared.web.http.response import Response
from shared.web.pages.pages import page_answer, whole_page
from shared.web.work.statement_page import SHEET, statement_shown

MEMBER_MONTH_TEXTS = words(Path(__file__).with_name("member_month.toml"))

type Figures = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""A heading for each side, and its figures by label."""


def member_month_page(
    month: MemberMonth,
    figures: Figures,
    vendor: Vendor,
    language: Language,
    here: str,
    doors: Mapping[str, str],
) -> Response:
    """The page, with a sheet of the statement of hourly work where there was any.

    ``here``: its address up to where the language's parameter goes. ``doors``: where it leads, on a screen:
    the address of each, by the word that says so.
    """
    texts, statement = MEMBER_MONTH_TEXTS[language], month.statement
    name = month_in_words(statement.month, language)
    as_of = instant_in_words(statement.as_of, vendor.zone, language)
    page = whole_page(
        "work/member_month.html",
        vendor,
        language,
        here,
        sheets=(SHEET,),
        member_month_texts=texts,
        title=texts["title"].format(name=month.name, month=name),
        heading=texts["heading"].format(month=name),
        name=month.name,
        member=month.member,
        figures=figures,
        counted=texts["as_of"].format(instant=as_of),
        doors=[(address, texts[f"to_{word}"]) for word, address in doors.items()],
        **statement_shown(statement, vendor, language),
    )
    return page_answer(page, language, sheets=(SHEET,), personal=True)
