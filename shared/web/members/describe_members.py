"""Members, for the vendor."""

from shared.domain.members.member import Member
from shared.usecases.members.member_views import MemberView
from shared.web.describing.describe_operation import Auth, Content, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, JSON_BODY, STORED
from shared.web.kinds import problem_kinds as kinds

FAMILY = "Members"

MEMBER = Parameter(
    "member",
    Place.PATH,
    "The vendor's own name for the member: lower-case letters, digits and hyphens.",
    example="acme",
    required=True,
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

READ = Operation(
    id="member",
    method="GET",
    path="/api/members/{member}",
    family=FAMILY,
    summary="Read a member",
    description="The member as it was written, its subscriptions, and what they cover now.",
    auth=Auth.FUNCTION_KEY,
    parameters=(MEMBER, ACCEPT_LANGUAGE),
    answers=(json_answer(200, "The member as it stands now.", MemberView),),
    problems=(kinds.MEMBER_UNKNOWN, *STORED),
)

WRITE = Operation(
    id="write_member",
    method="PUT",
    path="/api/members/{member}",
    family=FAMILY,
    summary="Write a member",
    description=(
        "The member is as given from now on; what is left out is gone. Only what a billing provider has said "
        "of its subscriptions is kept beside it. Writing the same again changes nothing."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(MEMBER, ACCEPT_LANGUAGE),
    body=Content(Member, _EXAMPLE, given=frozenset({"id"})),
    answers=(
        json_answer(200, "The member was known; this is how it stands now.", MemberView),
        json_answer(201, "The member is new.", MemberView),
    ),
    problems=(*JSON_BODY, kinds.PRODUCT_UNKNOWN, *STORED),
)

OPERATIONS = (READ, WRITE)
