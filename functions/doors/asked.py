"""What a request asks: the desk, what its address names, its key, and what its sender wishes for."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

import azure.functions as func

from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import TicketUnknown, TurnUnknown
from shared.domain.values.authority import By
from shared.domain.values.identity import is_digest
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk, Shows
from shared.ports.telemetry import telemetry
from shared.web.http.language import accepted_language, requested_language
from shared.web.http.wished import Media, wished_media

with imported_when_used():
    from shared.domain.messages import receiving


def language_of(
    req: func.HttpRequest, otherwise: Language = Language.ENGLISH, *, written: object = None
) -> Language:
    """The language named in the query, else ``written`` in a form, else the best accepted one."""
    named = requested_language(req.params.get("language")) or requested_language(written)
    return named or accepted_language(req.headers.get("accept-language")) or otherwise


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of a program or a supporter; what is in it is read, and checked, when it is asked for.

    ``by_key``: it is an act for which a function key was needed. ``shows`` hears what its answer will show.
    """

    request: func.HttpRequest
    by_key: bool = False
    shows: Shows | None = None

    @property
    def desk(self) -> Desk:
        """The desk of this process, for whoever asks. Raises ``SettingsInvalid``."""
        desk = replace(wiring.desk(), by=By.KEY) if self.by_key else wiring.desk()
        return replace(desk, shows=self.shows) if self.shows else desk

    def shown_to(self, shows: Shows) -> Self:
        """The same, heard by this one."""
        return replace(self, shows=shows)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.desk.clock.now()

    @property
    def ticket(self) -> str:
        """The ticket in the address. Raises ``TicketUnknown`` where it cannot be one."""
        ticket = self.reference("ticket", TicketUnknown)
        telemetry().note(ticket=ticket)
        return ticket

    @property
    def turn(self) -> str:
        """The turn in the address. Raises ``TurnUnknown`` where it cannot be one: it never becomes a key."""
        given = self.named("turn")
        if not receiving.is_turn(given):
            raise TurnUnknown(given)
        return given

    def reference(self, place: str, unknown: type[Refused]) -> str:
        """The reference in this place of the address. What cannot be one never becomes a key.

        Raises:
            Refused: ``unknown``, which says what there is none of.
        """
        given = self.named(place)
        if not is_digest(given):
            raise unknown
        return given

    def named(self, place: str) -> str:
        """What stands in this place of the address."""
        given: str = self.request.route_params[place]
        return given

    def query(self, name: str) -> str | None:
        """What the query says under this name."""
        given: str | None = self.request.params.get(name)
        return given

    @property
    def key(self) -> str | None:
        """The caller's own key for this request."""
        key: str | None = self.request.headers.get("idempotency-key")
        return key

    @property
    def language(self) -> Language:
        """The language in which a program is answered: named, else accepted, else English."""
        return language_of(self.request)

    @property
    def accepted_language(self) -> Language | None:
        """The best of our languages that is accepted, where one is."""
        return accepted_language(self.request.headers.get("accept-language"))

    def wished_media(self, *others: Media) -> Media:
        """JSON, or which of these the query's ``format`` names or ``Accept`` wants more."""
        return wished_media(self.request.headers.get("accept"), *others, named=self.query("format"))
