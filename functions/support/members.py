"""Members and the flags on their addresses, for the vendor."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.starting import imported_when_used
from shared.domain.members.member_errors import AddressOfDesk, CustomerClaimed, VersionChanged, VersionNeeded
from shared.domain.refusals.errors import MemberUnknown, ProductUnknown
from shared.web.api.operation import Parameter, Where, in_path, json_answer
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.versions import read_versions

with imported_when_used():
    from shared.domain.members import billing, gate, member_change
    from shared.domain.members import member as members
    from shared.usecases.members import (
        change_member,
        list_members,
        member_versions,
        member_views,
        put_member,
        unclaimed_customers,
    )
    from shared.usecases.outbox import flag_seats
    from shared.web.members import flag_bodies, wanted_members

blueprint = Doors("Members")

MEMBER = in_path(
    "member", "The vendor's own name for the member: lower-case letters, digits and hyphens.", "acme"
)
_EXAMPLE = {
    "name": "Acme",
    "language": "sv",
    "owner": {"address": "owner@acme.example.org", "name": "Olle"},
    "domains": ["acme.example.org"],
    "contacts": [{"address": "eva@example.com", "name": "Eva"}],
    "seats": [
        {"product": "planner", "address": "rune@acme.example.org", "name": "Rune", "studied": "2026-02-13"}
    ],
    "customers": [{"provider": "standard", "id": "cus_1"}],
    "subscriptions": [
        {"product": "planner", "since": "2026-01-01T00:00:00Z", "paid_until": "2027-01-01T00:00:00Z"}
    ],
}


def _yes(name: str, description: str) -> Parameter:
    return Parameter(name, Where.QUERY, description, one_of=lambda: wanted_members.YesOrNo)


_VERSION = {"ETag": "The member's version: send it as `If-Match` to write the member."}
_MOVE = Parameter(
    "move",
    Where.QUERY,
    "`true`: billing customers that other members claim are taken from them, with their history.",
    one_of=lambda: ("true", "false"),
)
_IF_MATCH = Parameter(
    "If-Match",
    Where.HEADER,
    "The `ETag` with which the member was read; needed where it exists. `*`: whatever is there.",
    example="*",
)
_WANTED = (
    Parameter("product", Where.QUERY, "That subscribe to this product: its id in the settings.", "planner"),
    Parameter("status", Where.QUERY, "With a subscription in this state.", one_of=lambda: billing.Status),
    _yes("lapsed", "`true`: with a subscription that covered once, and covers no more."),
    Parameter(
        "ending_before",
        Where.QUERY,
        "With a subscription whose cover ends before this day begins where the vendor is, if nothing more "
        "is heard.",
        "2027-01-01",
    ),
    _yes("empty_seat", "`true`: without a responsible person for a product that they subscribe to now."),
    _yes("flagged", "`true`: with a responsible person whose address is dead."),
)
AFTER = Parameter("after", Where.QUERY, "The page after this one: the `next` that it came with.")
_REFUSED = (VersionNeeded, VersionChanged, ProductUnknown, AddressOfDesk, CustomerClaimed)


@blueprint.view(
    "GET api/members",
    "At most 200 members by name; `more` says whether there are others, which `after={next}` shows.",
    parameters=(*_WANTED, AFTER),
    refuses=(FieldsInvalid, ProductUnknown),
)
async def members_listed(asked: Asked) -> list_members.MembersView:
    """List members.

    By name, as a Swedish list has them: each with its subscriptions and what they cover now, the products
    without a responsible person, and those whose responsible person's address is dead. All that is asked
    for must hold; `product`, `status`, `lapsed` and `ending_before` of the same subscription. The list
    follows within moments what providers say; a member that is opened is always as it stands.
    """
    wanted = wanted_members.wanted_members(asked.query, asked.desk.vendor)
    return await list_members.list_members(asked.desk, wanted, asked.query("after") or "")


@blueprint.view(
    "GET api/customers/unclaimed",
    "At most 50 customers; `more` says whether there may be others, which `after={next}` shows.",
    parameters=(AFTER,),
    about_nobody="Customers that no member claims, by what a provider calls them.",
)
async def unclaimed(asked: Asked) -> unclaimed_customers.UnclaimedView:
    """List unclaimed customers.

    What billing providers call customers that no member claims, with how many of their events wait for one,
    and the newest. A member that names the customer in `customers` gets them all.
    """
    return await unclaimed_customers.list_unclaimed(asked.desk, asked.query("after") or "")


@blueprint.view(
    "GET api/members/{member}",
    (json_answer(200, "The member as it stands now.", lambda: member_views.MemberView, _VERSION),),
    parameters=(MEMBER,),
    refuses=(MemberUnknown,),
)
async def member(asked: Asked) -> Response:
    """Read a member.

    The member as it was written, its subscriptions, and what they cover now.
    """
    return await _with_version(asked)


@blueprint.act(
    "PUT api/members/{member}",
    (
        json_answer(
            200, "The member was known; this is how it stands now.", lambda: member_views.MemberView, _VERSION
        ),
        json_answer(201, "The member is new.", lambda: member_views.MemberView, _VERSION),
    ),
    _EXAMPLE,
    given={"id": "member"},
    parameters=(MEMBER, _MOVE, _IF_MATCH),
    refuses=_REFUSED,
)
async def write_member(asked: Asked, body: members.Member) -> Response:
    """Write a member.

    The member is as given from now on; what is left out is gone. Only what a billing provider has said
    of its subscriptions is kept beside it. Writing the same again changes nothing. So that nobody's change
    is lost, a member that exists is written by who has read it as it is; what is refused names in `errors`
    each field that has changed since.
    """
    read = read_versions(asked.request.headers.get("if-match"))
    new = await put_member.put_member(asked.desk, body, move=asked.query("move") == "true", read=read)
    return await _with_version(asked, 201 if new else 200)


@blueprint.act(
    "PATCH api/members/{member}",
    (json_answer(200, "The member as it stands now.", lambda: member_views.MemberView, _VERSION),),
    {"seats": _EXAMPLE["seats"]},
    parameters=(MEMBER, _MOVE, _IF_MATCH),
    refuses=(MemberUnknown, *_REFUSED),
)
async def patch_member(asked: Asked, body: member_change.MemberChange) -> Response:
    """Change a member.

    What is given is so from now on, and what is left out stays; a list is written whole. `If-Match` as
    where a member is written, and what is refused names in `errors` each field that has changed since it was
    read. A change that is made already can be sent again. Whoever is new in a seat is mailed what it means,
    and confirms it or not: see `appointments`.
    """
    read = read_versions(asked.request.headers.get("if-match"))
    move = asked.query("move") == "true"
    await change_member.change_member(asked.desk, asked.named("member"), body, move=move, read=read)
    return await _with_version(asked)


@blueprint.act(
    "POST api/members/{member}/flags/clear",
    "The member as it stands now.",
    {"address": "rune@acme.example.org"},
    parameters=(MEMBER,),
    refuses=(MemberUnknown,),
)
async def clear_flag(asked: Asked, body: flag_bodies.ClearFlagBody) -> member_views.MemberView:
    """Use a responsible person's address again.

    A responsible person's address that bounced, or whose reader says that it is somebody else, stands in
    `flagged` and gets neither copies nor news.
    Writing the member with another address for the seat takes the flag away; where the old address
    works again, this does. Reports about earlier mails do not flag it anew. For an address that is not
    flagged it changes nothing.
    """
    await flag_seats.clear_flag(asked.desk, asked.named("member"), body.address)
    return _shown(asked, await _member(asked))


async def _with_version(asked: Asked, status: int = 200) -> Response:
    """The member as it stands now, with its version."""
    facts = await _member(asked)
    answer = as_json(_shown(asked, facts), status)
    version = member_versions.member_version(asked.desk, facts.member)
    return answer._replace(headers={**answer.headers, "ETag": f'"{version}"'})


async def _member(asked: Asked) -> gate.MemberFacts:
    return await put_member.read_member(asked.desk, asked.named("member"))


def _shown(asked: Asked, facts: gate.MemberFacts) -> member_views.MemberView:
    return member_views.member_view(facts, asked.now, asked.desk.vendor)
