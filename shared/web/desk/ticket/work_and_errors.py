"""Quotes with the minutes worked under them, and the errors that a ticket is tied to, on its page."""

from collections.abc import Iterator
from pathlib import Path

from shared.domain.facts.work import QuoteStatus
from shared.mail.amounts import terms_in_words
from shared.mail.instants import instant_in_line, minutes_in_words
from shared.mail.wording import words
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.usecases.views.work_views import QuoteView
from shared.web.desk.desk_page import Reading
from shared.web.desk.ticket.help_and_material import Card

_WORDS = Path(__file__).with_name("work_and_errors.toml")
WORK_TEXTS = words(_WORDS)
QUOTES = words(_WORDS, "quotes")
STATES_OF_ERRORS = words(_WORDS, "states")


def work_and_errors(ticket: DeskTicket, reading: Reading) -> list[Card]:
    """Both, where there are any."""
    texts, states = WORK_TEXTS[reading.language], STATES_OF_ERRORS[reading.language]
    blocks = {
        "work": [list(_quote_lines(each, ticket, reading)) for each in ticket.view.work.quotes],
        "errors": [
            [texts["error"].format(entry=each.entry, title=each.title), states[each.state]]
            for each in ticket.view.tied_to
        ],
    }
    return [Card(name, texts[name], each) for name, each in blocks.items() if each]


def _quote_lines(quote: QuoteView, ticket: DeskTicket, reading: Reading) -> Iterator[str]:
    """Where it stands, what it says, who accepted it, and how much of it is used."""
    texts, zone, language = WORK_TEXTS[reading.language], reading.vendor.zone, reading.language
    yield QUOTES[language][quote.status]
    terms = terms_in_words(ticket.header.state.work.quote(quote.id).terms, language)
    yield texts["terms"].format(rate=terms.rate, estimate=terms.estimate, limit=terms.limit, most=terms.most)
    author = reading.vendor.name_of(quote.author)
    yield texts["given"].format(at=instant_in_line(quote.given, zone, language), author=author)
    if quote.status is QuoteStatus.OFFERED:
        yield texts["by_last_day"].format(day=terms.last_day)
    if quote.accepted:
        at = instant_in_line(quote.accepted, zone, language)
        yield texts["accepted_by"].format(at=at, person=quote.decided_by)
        logged = minutes_in_words(quote.logged_minutes, language)
        yield texts["used"].format(logged=logged, left=minutes_in_words(quote.left_minutes, language))
