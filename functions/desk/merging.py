"""Finding the ticket that another is to be merged into, and what that would come to, before it is done."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import new_token
from functions.starting import imported_when_used
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.values.identity import is_digest
from shared.web.api.operation import Parameter, Where
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.desk import merge_preview, merge_search
    from shared.usecases.records import ticket_rows
    from shared.web.desk.queue import queue_page
    from shared.web.desk.ticket import merge_page

blueprint = DeskDoors("Pages for supporters")

TICKET = Parameter(
    "ticket", Where.QUERY, "The reference of the ticket that is to end.", "k3f7q2mz5abcdwxy", required=True
)
INTO = Parameter(
    "into",
    Where.QUERY,
    "The ticket that goes on: its reference, code, or page's address; the mail address of who wrote it; or "
    "words of its subject. Left out, all tickets of the person and the member are listed.",
    "k3f7-q2mz",
)


@blueprint.page("GET desk/merge", "The page.", (TICKET, INTO), (TicketUnknown,))
async def desk_merge(asked: DeskAsked) -> Response:
    """What a merge would come to.

    The tickets that may be meant, at most ten; where it can be only one, that one: which it is, whose, its
    last words, which messages would move, what becomes of the deadlines, or why it cannot be merged.
    Nothing is done.
    """
    ticket, into = asked.query("ticket"), asked.query("into")
    if not is_digest(ticket):
        raise TicketUnknown(ticket)
    if is_digest(into):
        return await _preview(asked, ticket, into)
    source = await ticket_rows.known_ticket(asked.desk.store, ticket)
    itself, *found = await merge_search.find_for_merge(asked.desk, source.header, into, asked.language)
    if into and len(found) == 1:
        return await _preview(asked, ticket, found[0].ticket)
    return merge_page.merge_search_page(itself, found, into, asked.now, asked.reading)


async def _preview(asked: DeskAsked, ticket: str, into: str) -> Response:
    """The page, with a form that does it."""
    author = asked.person.acting.id
    seen = await merge_preview.preview_merge(asked.desk, ticket, into, author, asked.language)
    token = new_token(asked, f"{queue_page.TICKETS_PATH}/{ticket}")
    return merge_page.merge_preview_page(seen, token, asked.now, asked.reading)
