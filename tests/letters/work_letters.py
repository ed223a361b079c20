"""Example letters about hourly work: every kind, in every shape."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from shared.domain.facts.links import Link, Purpose
from shared.domain.facts.work import Terms
from shared.domain.letters.letters import Letter
from shared.domain.letters.work_letters import (
    LimitNear,
    QuoteAcceptedLetter,
    QuoteCopy,
    QuoteDecided,
    QuoteDeclinedLetter,
    QuoteLetter,
    QuoteWithdrawnLetter,
)
from shared.domain.values.money import Price

TERMS = Terms(
    price=Price(amount=Decimal(1200), currency="SEK"),
    estimate_minutes=90,
    limit_minutes=150,
    last_day=date(2026, 8, 31),
)
LINK = Link(
    purpose=Purpose.QUOTE,
    ticket="k7q2m4xw3bt5nz6a",
    person="p4t6yh2wq7kdm3zx",
    about="q4t6yh2wq7kdm3zx",
    expires=datetime(2026, 9, 30, 22, tzinfo=UTC),
)


def work_letters(ticket: str, words: str) -> Iterator[Letter]:
    """One letter for every branch that a template may take."""
    yield QuoteLetter(ticket=ticket, answer="a1", author="anna", words=words, terms=TERMS, link=LINK)
    yield QuoteCopy(ticket=ticket, author="anna", words=words, terms=TERMS)
    accepted = datetime(2026, 8, 5, 12, 4, 37, tzinfo=UTC)
    yield QuoteAcceptedLetter(ticket=ticket, terms=TERMS, name="Eva <Ek>", accepted_at=accepted)
    about: dict[str, Any] = {"ticket": ticket, "terms": TERMS, "product": "planner"}
    yield QuoteDeclinedLetter(ticket=ticket, terms=TERMS)
    yield QuoteDeclinedLetter(**about)
    yield QuoteWithdrawnLetter(ticket=ticket, terms=TERMS)
    yield QuoteWithdrawnLetter(**about)
    yield QuoteLetter(**about, answer="a1", author="anna", words=words, link=LINK)
    yield QuoteCopy(**about, author="anna", words=words)
    yield QuoteAcceptedLetter(**about, name="Eva Ek", accepted_at=accepted)
    for decided in (True, False):
        yield QuoteDecided(ticket=ticket, terms=TERMS, accepted=decided)
    yield LimitNear(ticket=ticket, terms=TERMS, logged_minutes=121, left_minutes=29)
