"""Example letters about answers of several supporters to one message."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from shared.domain.letters.letters import Letter
from shared.domain.letters.supporter_letters import SecondAnswerAsked, SecondAnswerLapsed, SeenTo


def second_answer_letters(ticket: str, at: datetime) -> Iterator[Letter]:
    """One letter for every branch that a template may take."""
    asked = SecondAnswerAsked(
        ticket=ticket,
        second="b1",
        author="anna",
        answered=at,
        until=at + timedelta(days=7),
        turns=("a1", "m1"),
    )
    yield from (asked, asked.but(lost=True))
    yield from (SeenTo(ticket=ticket, author="anna", answer=answer) for answer in ("a1", ""))
    yield SeenTo(ticket=ticket, author="anna", yours=True)
    yield SecondAnswerLapsed(ticket=ticket, written=at, turns=("b1", "m1"))
