"""The members on pages: the list, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.starting import imported_when_used
from shared.web.api.operation import CSV, DeclaredAnswer, Parameter, Where
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import chosen

with imported_when_used():
    from shared.domain.members import member_finding
    from shared.usecases.desk import desk_members as members_read
    from shared.web.desk.members import desk_members_page

blueprint = DeskDoors("Pages for supporters")


def _choices() -> Iterable[str]:
    return member_finding.MembersFilter


ONLY = Parameter("only", Where.QUERY, "Which members; all of them, where it is left out.", one_of=_choices)
CALLED = Parameter("q", Where.QUERY, "How the words of the member's name or id begin.", "ac")
AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")
_FILE = DeclaredAnswer(
    200,
    "CSV, a row a subscription.",
    media=CSV,
    headers={"Content-Disposition": "A name for the file."},
)


@blueprint.page("GET desk/members", "The page.", (ONLY, CALLED, AFTER), (FieldsInvalid,))
async def desk_members(asked: DeskAsked) -> Response:
    """The members.

    By name, 50 at a time: those that have not paid, whose cover ends within 30 days, that lack a responsible
    person, whose address is dead, or all of them, with how many each choice has.
    """
    found = await members_read.read_desk_members(asked.desk, _looked(asked))
    return desk_members_page.desk_members_page(found, asked.reading)


@blueprint.answered("GET desk/members.csv", _FILE, (ONLY, CALLED), (FieldsInvalid,))
async def desk_members_file(asked: DeskAsked) -> Response:
    """The members as a file.

    All that the page would list, as CSV for spreadsheets: subscriptions, what they cover, and which
    products lack a responsible person. It names no person.
    """
    return desk_members_page.members_file(await members_read.all_desk_members(asked.desk, _looked(asked)))


def _looked(asked: DeskAsked) -> members_read.MembersLooked:
    every = member_finding.MembersFilter
    only = chosen("only", asked.query("only") or None, every, every.ALL)
    return members_read.MembersLooked(only, asked.query("q"), asked.query("after"))
