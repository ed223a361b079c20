"""Responsible persons' dead addresses, for the vendor."""

from shared.usecases.members.member_views import MemberView
from shared.web.describing.describe_operation import Auth, Content, Operation, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, JSON_BODY, STORED
from shared.web.kinds import problem_kinds as kinds
from shared.web.members.describe_members import FAMILY, MEMBER
from shared.web.members.flag_bodies import ClearFlagBody

CLEAR = Operation(
    id="clear_flag",
    method="POST",
    path="/api/members/{member}/flags/clear",
    family=FAMILY,
    summary="Use a responsible person's address again",
    description=(
        "A responsible person's address that bounced stands in `flagged` and gets neither copies nor news. "
        "Writing the member with another address for the seat takes the flag away; where the old address "
        "works again, this does. Reports about earlier mails do not flag it anew. For an address that is not "
        "flagged it changes nothing."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(MEMBER, ACCEPT_LANGUAGE),
    body=Content(ClearFlagBody, {"address": "rune@acme.example.org"}),
    answers=(json_answer(200, "The member as it stands now.", MemberView),),
    problems=(*JSON_BODY, kinds.MEMBER_UNKNOWN, *STORED),
)

OPERATIONS = (CLEAR,)
