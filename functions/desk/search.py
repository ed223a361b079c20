"""Search at the desk."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.starting import imported_when_used
from shared.web.api.operation import Parameter, Where
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid

with imported_when_used():
    from shared.usecases.search import find_tickets
    from shared.web.desk import search_page
    from shared.web.tickets import wanted_search

blueprint = DeskDoors("Pages for supporters")

Q = Parameter("q", Where.QUERY, "What is looked for; left out: only the field to write it in.")
AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")


@blueprint.page("GET desk/search", "The page.", (Q, AFTER), (FieldsInvalid,))
async def desk_search(asked: DeskAsked) -> Response:
    """Search at the desk.

    All tickets that have the words, 25 at a time, with what surrounds them. What cannot be looked for is said
    at the field.
    """
    given = asked.query("q")
    if not given.strip():
        return search_page.search_page(search_page.Searched(""), asked.reading)
    after = wanted_search.wanted_place(asked.query("after"))
    try:
        words = wanted_search.wanted_words(given)
    except FieldsInvalid as refused:
        return search_page.search_page(search_page.Searched(given, refused=refused), asked.reading)
    found = await find_tickets.find_tickets(asked.desk, words, after)
    return search_page.search_page(search_page.Searched(given, found, after), asked.reading)
