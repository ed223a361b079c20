"""Example letters about remote help, in every shape that their optional facts give them."""

from collections.abc import Iterator
from datetime import UTC, datetime

from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.letters import Letter
from shared.domain.letters.session_letters import (
    SessionJoin,
    SessionOff,
    SessionOffer,
    SessionReply,
    SessionStale,
)

PLANNED = datetime(2026, 8, 5, 8, 30, tzinfo=UTC)
SESSION = "p4t6yh2wq7kdm3zx"
JOIN = "https://remote.example.com/join/482-113?a=1&b=2"


def session_letters(ticket: str) -> Iterator[Letter]:
    """One letter for every branch that a template may take."""
    link = Link.lasting(Purpose.SESSION, ticket, "m5d2s7kq3xwzafne", PLANNED, about=SESSION)
    for planned in (None, PLANNED):
        product = "planner" if planned else ""
        offer = SessionOffer(
            ticket=ticket, product=product, session=SESSION, author="anna", planned=planned, link=link
        )
        yield offer
        yield SessionJoin(**dict(offer) | {"letter": "session_join", "join_address": JOIN})
        yield SessionOff(ticket=ticket, product=product, author="anna", planned=planned)
        for consented in (True, False):
            yield SessionReply(ticket=ticket, session=SESSION, consented=consented, planned=planned)
        yield SessionStale(ticket=ticket, session=SESSION, started=planned)
