"""Search, for supporters' programs."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.web.api.operation import Parameter, Where
from shared.web.http.submissions import FieldsInvalid

with imported_when_used():
    from shared.usecases.search import find_tickets
    from shared.web.tickets import wanted_search

blueprint = Doors("Tickets")

Q = Parameter(
    "q",
    Where.QUERY,
    "Some words, at most twelve: every one must be found, whole or, from three letters on, by its beginning. "
    "Or a ticket's code or reference, or a mail address.",
    example="skrivaren stannar",
)
AFTER = Parameter("after", Where.QUERY, "The page after this one: the `next` that it came with.")


@blueprint.view(
    "GET api/search",
    "At most 25 tickets; `next` says where the page after it begins, 0 where there is none.",
    parameters=(Q, AFTER),
    refuses=(FieldsInvalid,),
)
async def search(asked: Asked) -> find_tickets.SearchView:
    """Search all tickets.

    By reference, code, address, name, company, product, subject, and every word of questions, answers and
    notes. What is met as it is written comes first, then whole words, then beginnings. What was just written
    is found within ten minutes; by reference and address at once.
    """
    words = wanted_search.wanted_words(asked.query("q"))
    after = wanted_search.wanted_place(asked.query("after"))
    return await find_tickets.find_tickets(asked.desk, words, after)
