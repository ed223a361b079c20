"""The members on pages: the list, the same as a file, and billing customers that no member claims."""

from __future__ import annotations

from collections.abc import Iterable

import azure.functions as func

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Sent, new_token, take_form
from functions.starting import imported_when_used
from shared.domain.members.member_errors import CustomerClaimed, CustomersFull
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import MemberUnknown
from shared.web.api.operation import CSV, URLENCODED, Content, DeclaredAnswer, Parameter, Where
from shared.web.http.bodies import Body, read_body
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import chosen

with imported_when_used():
    from shared.domain.members import member_finding
    from shared.usecases.desk import desk_members as members_read
    from shared.usecases.members import change_member, unclaimed_customers
    from shared.web.desk.members import desk_members_page, typed_member, unclaimed_page

blueprint = DeskDoors("Pages for supporters")


def _choices() -> Iterable[str]:
    return member_finding.MembersFilter


ONLY = Parameter("only", Where.QUERY, "Which members; all of them, where it is left out.", one_of=_choices)
CALLED = Parameter("q", Where.QUERY, "How the words of the member's name or id begin.", "ac")
FOR_MEMBER = Parameter("member", Where.QUERY, "The member that a form begins with.", "acme")
DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="claim")
AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")
_FILE = DeclaredAnswer(
    200,
    "CSV, a row a subscription.",
    media=CSV,
    headers={"Content-Disposition": "A name for the file."},
)


_CLAIM = {"act": "claim", "token": "", "provider": "stripe", "customer": "cus_1", "member": "acme"}


def claiming_member(req: func.HttpRequest) -> unclaimed_page.ClaimingMember | None:
    """Which member a sent form is about."""
    try:
        member = read_body(req.headers.get("content-type"), req.get_body()).fields.get("member")
    except Refused:
        return None
    return unclaimed_page.ClaimingMember(member=member) if isinstance(member, str) else None


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


@blueprint.page("GET desk/members/unclaimed", "The page.", (FOR_MEMBER, AFTER, DONE))
async def desk_unclaimed(asked: DeskAsked) -> Response:
    """Billing customers without a member.

    Those that providers have told of and that no member claims, 50 at a time, with what was last heard of
    each. The vendor's owner gives one to a member by its form.
    """
    return await _unclaimed(asked, done=asked.query("done"))


@blueprint.form(
    "POST desk/members/unclaimed",
    Content(lambda: unclaimed_page.ClaimForm, _CLAIM, (URLENCODED,), lenient=True),
    parameters=(FOR_MEMBER, AFTER),
    refuses=(*FORM_REFUSES, MemberUnknown, CustomerClaimed, CustomersFull),
    about=claiming_member,
    for_owner=True,
)
async def desk_claim(asked: DeskAsked) -> Response:
    """Give a billing customer to a member.

    All that was heard of it counts for the member from then on. What another member claims is given only
    where that is ticked.
    """

    async def carry_out(sent: Sent[unclaimed_page.ClaimForm]) -> None:
        form = sent.form
        await change_member.claim_customer(asked.desk, form.member, form.claimed, move=form.move)

    async def again(body: Body, refused: Refused) -> Response:
        return await _unclaimed(asked, typed=typed_member.TypedMember("claim", body.fields, refused))

    return await take_form(asked, unclaimed_page.ClaimForm, carry_out, again)


async def _unclaimed(
    asked: DeskAsked, *, done: str = "", typed: typed_member.TypedMember | None = None
) -> Response:
    after = asked.query("after")
    view = await unclaimed_customers.list_unclaimed(asked.desk, after)
    beside = unclaimed_page.BesideUnclaimed(asked.query("member"), after, done, typed)
    return unclaimed_page.unclaimed_page(view, asked.reading, new_token(asked), beside)
