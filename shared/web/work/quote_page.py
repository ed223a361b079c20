"""A quote's page: what is offered and what accepting means, to accept or decline; later, what was decided."""

from pathlib import Path
from typing import Any

from shared.domain.facts.work import QuoteStatus
from shared.domain.values.vendor import Language, Vendor
from shared.mail.amounts import TermsInWords, terms_in_words
from shared.mail.instants import instant_in_words, minutes_in_words
from shared.mail.wording import words
from shared.usecases.work.decide_on_quote import OfferedQuote
from shared.web.http.response import Response
from shared.web.links.member_pages import Typed, member_page

_WORDS = Path(__file__).with_name("quote.toml")
QUOTE_TEXTS = words(_WORDS)
MEANING = words(_WORDS, "meaning")
OVER = words(_WORDS, "over")


def quote_page(
    quote: OfferedQuote, vendor: Vendor, language: Language, path: str, *, typed: Typed | None = None
) -> Response:
    """The page as it stands now; with the form again where it was refused."""
    texts, terms = QUOTE_TEXTS[language], terms_in_words(quote.terms, language)
    return member_page(
        "work/quote.html",
        vendor,
        language,
        path,
        typed=typed,
        quote_texts=texts,
        ticket=quote.ticket,
        words=quote.words,
        from_whom=texts["from_whom"].format(author=quote.author, vendor=vendor.name),
        **_offer(terms, language),
        offered=quote.status is QuoteStatus.OFFERED,
        outcome=_outcome(quote, vendor, language),
        signature=typed.text("signature") if typed else "",
        said=typed.text("words") if typed else "",
    )


def _offer(terms: TermsInWords, language: Language) -> dict[str, Any]:
    """What is offered, what accepting means, and the sentence beside the box."""
    texts = QUOTE_TEXTS[language]
    told = {"rate": terms.rate, "limit": terms.limit, "most": terms.most}
    return {
        "facts": [
            (texts["price"], terms.rate),
            (texts["estimate"], terms.estimate),
            (texts["limit"], texts["limit_told"].format(**told)),
            (texts["last_day"], terms.last_day),
        ],
        "meaning": [line.format(**told) for line in MEANING[language].values()],
        "agreed": texts["agreed"].format(**told),
    }


def _outcome(quote: OfferedQuote, vendor: Vendor, language: Language) -> tuple[str, str] | None:
    """What was decided, or why nothing can be any more: a heading and what it means. None while offered."""
    texts, terms = QUOTE_TEXTS[language], terms_in_words(quote.terms, language)
    if quote.accepted:
        at = instant_in_words(quote.accepted, vendor.zone, language)
        by = texts["by"].format(name=quote.name) if quote.name else ""
        used = minutes_in_words(quote.logged_minutes, language)
        told = texts["accepted_told"].format(at=at, by=by)
        return texts["accepted"], f"{told} {texts['used'].format(used=used, limit=terms.limit)}"
    if quote.declined:
        at = instant_in_words(quote.declined, vendor.zone, language)
        return texts["declined"], texts["declined_told"].format(at=at)
    over = OVER[language]
    if f"{quote.status}.title" not in over:
        return None
    return over[f"{quote.status}.title"], over[f"{quote.status}.detail"].format(last_day=terms.last_day)
