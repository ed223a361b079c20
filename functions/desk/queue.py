"""Where a supporter's day begins."""

from __future__ import annotations

import azure.functions as func

from functions.desk.desk_doors import DeskAsked, DeskDoors
from functions.starting import imported_when_used
from shared.web.api.operation import Auth, DeclaredAnswer
from shared.web.http.response import Response

with imported_when_used():
    from shared.web.desk import desk_page

blueprint = DeskDoors("Pages for supporters")


@blueprint.page("GET desk", "The page.")
async def desk_queue(asked: DeskAsked) -> Response:
    """The desk.

    A page for supporters and the vendor's owner, who sign in with Microsoft Entra ID: it says as whom.
    """
    return desk_page.desk_page("desk/queue.html", asked.reading)


@blueprint.own(
    "GET desk/desk.js",
    (DeclaredAnswer(200, "The script.", media="text/javascript"),),
    may_fail=(Exception,),
    auth=Auth.ANONYMOUS,
)
async def desk_script(req: func.HttpRequest) -> Response:
    """The desk's script.

    It improves the pages, and they need it for nothing. It is the same for everybody.
    """
    return desk_page.desk_script()
