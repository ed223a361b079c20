"""Where whoever types the desk's address alone finds what it is, and where to go on."""

from __future__ import annotations

from functions.doors.asked import Asked, language_of
from functions.doors.doors import Doors
from functions.doors.parts import LANGUAGE, SET_UP
from functions.starting import imported_when_used
from shared.web.api.operation import Auth, page
from shared.web.http.language import DEFAULT
from shared.web.http.response import Response

with imported_when_used():
    from shared.web.pages import pages

blueprint = Doors("The desk itself")


@blueprint.view(
    "GET /",
    (page(200, "The page."),),
    parameters=(LANGUAGE,),
    may_fail=SET_UP,
    auth=Auth.ANONYMOUS,
)
async def home(asked: Asked) -> Response:
    """What this is.

    A page for people: it leads to the request form, to the page of a member's contract contact, and to the
    desk's pages for supporters.
    """
    return pages.home_page(asked.desk.vendor, language_of(asked.request, DEFAULT))
