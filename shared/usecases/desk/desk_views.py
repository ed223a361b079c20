"""The views of a supporter's queue, and which of them a ticket belongs to by where it is listed."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from shared.domain.agenda.agenda import QUEUE, Place, key_instant
from shared.domain.agenda.picking import Picking
from shared.domain.values.vendor import Language


class DeskView(StrEnum):
    """Which of the open tickets are looked at."""

    ALL = "all"
    MINE = "mine"
    NOBODYS = "nobodys"
    GATED = "gated"
    CONFERENCES = "conferences"
    BROKEN = "broken"
    SILENT = "silent"
    HELD = "held"


LISTS: Mapping[DeskView, tuple[Place, ...]] = {
    DeskView.ALL: QUEUE,
    DeskView.MINE: QUEUE,
    DeskView.NOBODYS: (Place.RUNNING, Place.WAITING),
    DeskView.GATED: (Place.RUNNING, Place.WAITING),
    DeskView.CONFERENCES: (Place.RUNNING,),
    DeskView.BROKEN: (Place.RUNNING,),
    DeskView.SILENT: (Place.SILENT,),
    DeskView.HELD: (Place.HELD,),
}
VIEWS_OF: Mapping[Place, AbstractSet[DeskView]] = {
    place: frozenset(view for view in DeskView if place in LISTS[view]) for place in Place
}
_BROKEN = frozenset({DeskView.BROKEN})


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at which view. ``supporter``: an id, "" for who is none. ``after``: a page's ``next``."""

    view: DeskView
    supporter: str
    language: Language
    now: datetime
    after: str = ""

    def wants(self, key: str, picking: Picking | None, view: DeskView) -> bool:
        """Whether a ticket that is listed and stands so belongs to this view; True where nobody knows."""
        return view in self.views_of(key, picking)

    def views_of(self, key: str, picking: Picking | None) -> AbstractSet[DeskView]:
        """Every view that a ticket belongs to that is listed and stands so, and those where nobody knows."""
        place = Place(key.partition("-")[0])
        views = VIEWS_OF[place]
        if DeskView.BROKEN in views and key >= _late(self.now):
            views = views - _BROKEN
        return views if picking is None else views - self._passed_over(place, picking)

    def _passed_over(self, place: Place, picking: Picking) -> AbstractSet[DeskView]:
        """The views that do not pick it."""
        views = set[DeskView]()
        if not self.supporter or picking.owner != self.supporter:
            views.add(DeskView.MINE)
        if picking.owner:
            views.add(DeskView.NOBODYS)
        if not picking.gated and place is not Place.WAITING:
            views.add(DeskView.GATED)
        if not picking.conference:
            views.add(DeskView.CONFERENCES)
        return views


@lru_cache(maxsize=4)
def _late(now: datetime) -> str:
    """Before this key stands what is late at this instant."""
    return f"{Place.RUNNING}-{key_instant(now)}"
