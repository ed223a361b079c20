"""A request to the desk: who asks, and for which page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

import azure.functions as func

from functions.doors.asked import language_of
from functions.doors.auditing import Caller
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.desk_errors import DeskShut, NotSignedIn
from shared.domain.refusals.error_sorts import Refused
from shared.domain.values.authority import By
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk, Shows
from shared.web.http.language import DEFAULT, requested_language

with imported_when_used():
    from shared.web.desk import desk_page, people, principal


@dataclass(frozen=True, slots=True)
class DeskAsked:
    """A request of a person who is let in. ``shows`` hears what its answer will show."""

    request: func.HttpRequest
    person: people.DeskPerson
    shows: Shows | None = None

    @property
    def desk(self) -> Desk:
        """The desk of this process, for somebody who has signed in."""
        return replace(wiring.desk(), by=By.SIGN_IN, shows=self.shows or wiring.desk().shows)

    def shown_to(self, shows: Shows) -> Self:
        """The same, heard by this one."""
        return replace(self, shows=shows)

    @property
    def caller(self) -> Caller:
        """Who it is in the audit list."""
        supporter = self.person.supporter
        return Caller(supporter.id if supporter else self.person.key, By.SIGN_IN)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return wiring.desk().clock.now()

    @property
    def language(self) -> Language:
        """The language named in the address, else the person's own, else the browser's."""
        supporter = self.person.supporter
        own = supporter.language if supporter else language_of(self.request, DEFAULT)
        return requested_language(self.query("language")) or own

    @property
    def reading(self) -> desk_page.Reading:
        """Who reads which page."""
        query = tuple(self.request.params.items())
        vendor, path = wiring.desk().vendor, path_of(self.request)
        return desk_page.Reading(vendor, self.language, self.person, path, query)

    def named(self, place: str, unknown: type[Refused], fits: Callable[[str], bool]) -> str:
        """What stands in this place of the address. Raises ``unknown`` where it cannot be there."""
        given: str = self.request.route_params[place]
        if not fits(given):
            raise unknown(given)
        return given

    def query(self, name: str) -> str:
        """What the query says under this name; "" where it says nothing."""
        given: str = self.request.params.get(name) or ""
        return given


def who_asks(req: func.HttpRequest) -> people.DeskPerson:
    """The person who is signed in, where the platform's word is to be believed.

    Raises:
        DeskShut: it is not: the platform signs nobody in.
        OtherOrigin: a page elsewhere has asked.
        NotSignedIn, RoleMissing, NoSupporter: it is nobody for whom the desk opens.
    """
    vendor = wiring.desk().vendor
    if not wiring.signs_people_in():
        raise DeskShut
    people.refuse_other_origin(req.method, req.headers, (vendor.public_url, req.url))
    told = principal.read_principal(req.headers.get(principal.HEADER))
    if told is None:
        raise NotSignedIn
    return people.person_of(told, vendor)


def path_of(req: func.HttpRequest) -> str:
    """The page's own address without the query."""
    path: str = urlsplit(req.url).path
    return path
