"""Where a supporter's day begins."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable
from functools import partial

import azure.functions as func

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.starting import imported_when_used
from shared.web.api.operation import Auth, DeclaredAnswer, Parameter, Where
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import chosen, read_on

with imported_when_used():
    from shared.usecases.desk import desk_day, desk_views, watch_ticket
    from shared.usecases.desk import desk_queue as desk_queues
    from shared.web.desk import desk_page, form_tokens
    from shared.web.desk.queue import queue_page, sifting

blueprint = DeskDoors("Pages for supporters")


def _views() -> Iterable[str]:
    return desk_views.DeskView


VIEW = Parameter(
    "view", Where.QUERY, "Which of the open tickets; all of them, where it is left out.", one_of=_views
)
DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="take")
AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")


@blueprint.page("GET desk", "The page.", (VIEW, AFTER, DONE), (FieldsInvalid,))
async def desk_queue(asked: DeskAsked) -> Response:
    """The queue.

    A page for supporters and the vendor's owner, who sign in with Microsoft Entra ID. The open tickets of one
    view, 25 at a time, what was promised first at the top, and how many each view has.
    """
    return await show_queue(asked)


async def show_queue(asked: DeskAsked, refused: sifting.Sifting | None = None) -> Response:
    """The page as it stands now; with the form of held tickets again, where that was refused."""
    otherwise = desk_views.DeskView.HELD if refused else desk_views.DeskView.ALL
    view = chosen("view", asked.query("view") or None, desk_views.DeskView, otherwise)
    after = read_on(asked.query("after") or None, partial(desk_queues.is_desk_cursor, view=view))
    who = asked.person.supporter
    looking = desk_views.Looking(view, who.id if who else "", asked.language, asked.desk.clock.now(), after)
    queue, watch, day = await asyncio.gather(
        desk_queues.read_desk_queue(asked.desk, looking),
        watch_ticket.watch_queue(asked.desk, looking.supporter),
        desk_day.count_day(asked.desk),
    )
    sifts = view is desk_views.DeskView.HELD and asked.reading.acts
    form = (refused or sifting.Sifting(sifting_token(asked))) if sifts else None
    beside = queue_page.BesideQueue(watch, day, form, asked.query("done"))
    return queue_page.queue_page(queue, asked.reading, beside)


def sifting_token(asked: DeskAsked) -> str:
    """A token for the form of held tickets."""
    return form_tokens.new_form_token(asked.desk.secret, sifting_place(asked), asked.now, secrets.token_bytes)


def sifting_place(asked: DeskAsked) -> form_tokens.FormPlace:
    """Whose form it is, and where it goes."""
    return form_tokens.FormPlace(asked.person.key, sifting.SIFTING_PATH)


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
