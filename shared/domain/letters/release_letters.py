"""The mail about a release."""

from typing import ClassVar, Literal, Self

from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import ItemOfNews, RequestedProduct
from shared.domain.values.frozen import Frozen


class FixLine(Frozen):
    """An error that it fixes. ``mine``: its reader reported it; ``ours``: somebody at its member did."""

    entry: str
    title: str
    mine: bool
    ours: bool


class ReleaseNews(ItemOfNews):
    """To a responsible person, and to whoever reported an error that it fixes: a new version is out.

    ``products`` is empty for who only reported, and where the member is not covered. ``mine`` and ``ours``:
    the entries that its reader, and that somebody at its member, reported. ``fixes``: all that it fixes,
    filled in when the mail leaves. ``link``: the page that hands out the newest version.
    """

    letter: Literal["release_news"] = "release_news"
    lane: ClassVar[Lane] = Lane.NEWS
    product: RequestedProduct
    version: str
    link: Link
    mine: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    fixes: tuple[FixLine, ...] = ()

    def marked(self, mine: tuple[str, ...], ours: tuple[str, ...]) -> Self:
        """The letter with these entries marked beside its own."""
        return self.but(mine=tuple(sorted({*self.mine, *mine})), ours=tuple(sorted({*self.ours, *ours})))
