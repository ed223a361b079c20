"""The monthly statement as a page for paper: A4, each member on sheets of its own, in both languages."""

from dataclasses import dataclass
from pathlib import Path

from shared.domain.values.money import Money
from shared.domain.values.vendor import Language, Vendor
from shared.mail.amounts import money_in_columns, money_in_words, vat_in_words
from shared.mail.instants import day_in_words, instant_in_words, minutes_in_words, month_in_words
from shared.mail.wording import words
from shared.usecases.work import read_statement
from shared.web.http.response import Response
from shared.web.pages.pages import page_answer, whole_page

SHEET = "work/statement.css"
STATEMENT_TEXTS = words(Path(__file__).with_name("statement.toml"))


@dataclass(frozen=True, slots=True)
class _Reader:
    """For whom everything is written: language and zone."""

    vendor: Vendor
    language: Language

    def money(self, amounts: tuple[Money, ...]) -> list[str]:
        """Each currency's sum."""
        return [money_in_columns(each, self.language) for each in amounts]

    def time(self, minutes: int) -> str:
        """Hours and minutes, short: ``2:05``, which stands well in a column."""
        return f"{minutes // 60}:{minutes % 60:02}"


def statement_page(statement: read_statement.StatementView, vendor: Vendor, language: Language) -> Response:
    """The page. It needs no script, fetches nothing, and is never kept by a cache."""
    title = STATEMENT_TEXTS[language]["title"].format(month=month_in_words(statement.month, language))
    page = whole_page(
        "work/statement.html",
        vendor,
        language,
        "?format=html&",
        sheets=(SHEET,),
        title=title,
        **statement_shown(statement, vendor, language),
    )
    return page_answer(page, language, sheets=(SHEET,), personal=True)


def statement_shown(
    statement: read_statement.StatementView, vendor: Vendor, language: Language
) -> dict[str, object]:
    """What the template shows beside its title."""
    reader, texts = _Reader(vendor, language), STATEMENT_TEXTS[language]
    month = month_in_words(statement.month, language)
    return {
        "statement_texts": texts,
        "month": month,
        "nothing": texts["nothing"].format(month=month),
        "as_of": texts["as_of"].format(instant=instant_in_words(statement.as_of, vendor.zone, language)),
        "questions": texts["questions"].format(contact=vendor.mailbox),
        "members": [_member(each, month, reader) for each in statement.members],
    }


def _member(member: read_statement.StatementMember, month: str, reader: _Reader) -> dict[str, object]:
    texts, vat = STATEMENT_TEXTS[reader.language], _vat_of_all(member, reader.language)
    return {
        "total": texts["total"].format(vat=vat),
        "total_of_month": texts["member_sum"].format(month=month, vat=vat),
        "id": member.member,
        "name": member.name,
        "time": minutes_in_words(member.minutes, reader.language),
        "sums": reader.money(member.sums),
        "tickets": [_ticket(each, reader) for each in member.tickets],
    }


def _vat_of_all(member: read_statement.StatementMember, language: Language) -> str:
    """With or without VAT; "" where the quotes differ, as each of them says itself."""
    told = {each.includes_vat for ticket in member.tickets for each in ticket.agreements}
    return f" {vat_in_words(language, included=told.pop())}" if len(told) == 1 else ""


def _ticket(ticket: read_statement.StatementTicket, reader: _Reader) -> dict[str, object]:
    return {
        "ticket": ticket.ticket,
        "product": ticket.product,
        "agreements": [_agreement(each, reader) for each in ticket.agreements],
        "lines": [_line(each, reader) for each in ticket.lines],
        "time": reader.time(ticket.minutes),
        "sums": reader.money(ticket.sums),
    }


def _agreement(agreement: read_statement.Agreement, reader: _Reader) -> str:
    texts = STATEMENT_TEXTS[reader.language]
    zone, name = reader.vendor.zone, agreement.accepted_by
    accepted = agreement.accepted.astimezone(zone).date() if agreement.accepted else None
    return texts["agreement"].format(
        on=texts["agreed_on"].format(day=day_in_words(accepted, reader.language)) if accepted else "",
        by=texts["agreed_by"].format(name=name) if name else "",
        price=money_in_words(agreement.price, reader.language),
        vat=vat_in_words(reader.language, included=agreement.includes_vat),
        limit=minutes_in_words(agreement.limit_minutes, reader.language),
    )


def _line(line: read_statement.StatementLine, reader: _Reader) -> dict[str, str]:
    texts = STATEMENT_TEXTS[reader.language]
    return {
        "day": line.day.isoformat(),
        "name": line.name,
        "text": line.text or texts["nothing_told"],
        "time": reader.time(line.minutes),
        "price": money_in_words(line.price, reader.language),
        "cost": money_in_columns(line.cost, reader.language),
    }
