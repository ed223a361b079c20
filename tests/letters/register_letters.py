"""Example letters of the register of errors."""

from collections.abc import Iterator

from shared.domain.facts.links import Link
from shared.domain.letters.letters import Letter
from shared.domain.letters.register_letters import ErrorConfirmed


def register_letters(ticket: str, words: str, link: Link) -> Iterator[Letter]:
    """A confirmation for every branch that its template may take."""
    for product in ("planner", ""):
        for adaptation in (False, True):
            told = ErrorConfirmed(
                ticket=ticket,
                product=product,
                error="E-12",
                adaptation=adaptation,
                title="The calendar stays empty",
                link=link,
            )
            yield told
            yield told.but(workaround=words)
            yield told.but(workaround=words, fixed_in="9.1")
            yield told.but(workaround=words, fixed_in="9.1", released=True)
