"""Links, for supporters: revoked."""

from shared.web.kinds.problem_kinds import KEY_REUSED
from shared.web.tickets.describe_ticket_acts import act
from shared.web.tickets.turn_bodies import ReasonBody

REVOKE = act(
    "revoke",
    "POST",
    "links/revoke",
    "Revoke the links of a ticket",
    "Every link that was mailed about the ticket ends, as when a mail went to the wrong person. Mails "
    "written later carry new ones. A revoked link cannot be renewed.",
    ReasonBody,
    {"author": "anna", "reason": "The mail was forwarded."},
    problems=(KEY_REUSED,),
    keyed=("one revocation", "revoke-7431"),
)

OPERATIONS = (REVOKE,)
