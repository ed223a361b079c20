"""Example letters about releases."""

from collections.abc import Iterator
from datetime import UTC, datetime

from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.release_letters import FixLine, ReleaseNews

_OUT = datetime(2026, 8, 5, 12, 4, 37, tzinfo=UTC)
UPGRADE = Link.lasting(
    Purpose.UPGRADE, "k7q2m4xw3bt5nz6a", "m5d2s7kq3xwzafne", _OUT, about="p4t6yh2wq7kdm3zx"
)


_FIXES = tuple(
    FixLine(entry=f"E-{number}", title="The calendar stays empty", mine=mine, ours=ours)
    for number, (mine, ours) in enumerate(((True, True), (False, True), (False, False)), start=12)
)


def release_letters(words: str) -> Iterator[ReleaseNews]:
    """One for every branch that the template may take."""
    bare = ReleaseNews(
        products=("planner",),
        title="Planner 7.2",
        words=words,
        product="planner",
        version="7.2",
        link=UPGRADE,
    )
    yield bare
    page = UPGRADE.but(purpose=Purpose.NEWS, about="")
    yield bare.but(page=page, stop=page.but(purpose=Purpose.UNSUBSCRIBE))
    yield bare.but(ours=("E-12", "E-13"), fixes=_FIXES)
    yield bare.but(mine=("E-12",), ours=("E-12", "E-13"), fixes=_FIXES)
    yield bare.but(products=(), mine=("E-12",), ours=("E-12",), fixes=_FIXES)
    yield bare.but(
        products=(), ours=("E-12", "E-13"), fixes=_FIXES[1:], stop=page.but(purpose=Purpose.UNSUBSCRIBE)
    )
