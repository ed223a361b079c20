"""Where a supporter's day begins."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from functools import partial

import azure.functions as func

from functions.desk.desk_doors import DeskAsked, DeskDoors
from functions.starting import imported_when_used
from shared.web.api.operation import Auth, DeclaredAnswer, Parameter, Where
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import chosen, read_on

with imported_when_used():
    from shared.usecases.desk import desk_queue as desk_queues
    from shared.usecases.desk import desk_views, watch_ticket
    from shared.web.desk import desk_page, queue_page

blueprint = DeskDoors("Pages for supporters")


def _views() -> Iterable[str]:
    return desk_views.DeskView


VIEW = Parameter(
    "view", Where.QUERY, "Which of the open tickets; all of them, where it is left out.", one_of=_views
)
AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")


@blueprint.page("GET desk", "The page.", (VIEW, AFTER), (FieldsInvalid,))
async def desk_queue(asked: DeskAsked) -> Response:
    """The queue.

    A page for supporters and the vendor's owner, who sign in with Microsoft Entra ID. The open tickets of one
    view, 25 at a time, what was promised first at the top, and how many each view has.
    """
    view = chosen("view", asked.query("view") or None, desk_views.DeskView, desk_views.DeskView.ALL)
    after = read_on(asked.query("after") or None, partial(desk_queues.is_desk_cursor, view=view))
    who = asked.person.supporter
    looking = desk_views.Looking(view, who.id if who else "", asked.language, asked.desk.clock.now(), after)
    queue, watch = await asyncio.gather(
        desk_queues.read_desk_queue(asked.desk, looking),
        watch_ticket.watch_queue(asked.desk, looking.supporter),
    )
    return queue_page.queue_page(queue, asked.reading, watch)


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
