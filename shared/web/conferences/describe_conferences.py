"""Conferences: what supporters and members do about them."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from shared.usecases.conferences.propose_slots import ProposalsView
from shared.web.conferences.conference_bodies import CancelBody, HeldBody, MoveBody, NoShowBody, OfferBody
from shared.web.conferences.conference_forms import ConferenceForm
from shared.web.describing.describe_operation import Auth, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, STORED
from shared.web.kinds import conference_problem_kinds as conference_kinds
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.kinds.problem_kinds import ProblemKind
from shared.web.links.describe_member_pages import acted, shown
from shared.web.tickets.describe_ticket_acts import FAMILY, TICKET_IN_PATH, act

_TURN = Parameter("turn", Place.PATH, "The turn that asked for the conference.", example="m1", required=True)
_SLOT = {"start": "2026-03-03T09:00:00Z", "way": "teams", "place": "https://teams.example.com/meet/1"}
_ASKED = (kinds.TURN_UNKNOWN, conference_kinds.NO_CONFERENCE_ASKED)


def _act(  # noqa: PLR0913 - what tells one act from another
    name: str,
    path: str,
    summary: str,
    description: str,
    body: type[BaseModel],
    example: Mapping[str, Any],
    keyed: tuple[str, str],
    *problems: ProblemKind,
    status: int = 202,
) -> Operation:
    """What a supporter does about the conference of a turn."""
    return act(
        name,
        "POST",
        f"conferences/{{turn}}/{path}",
        summary,
        description,
        body,
        {"author": "anna", **example},
        status=status,
        problems=(*_ASKED, *problems, ticket_kinds.TICKET_MERGED, kinds.KEY_REUSED),
        keyed=keyed,
        within=(_TURN,),
    )


PROPOSALS = Operation(
    id="conference_proposals",
    method="GET",
    path="/api/tickets/{ticket}/conferences/{turn}/proposals",
    family=FAMILY,
    summary="Slots to offer for a conference",
    description=(
        "Up to four half hours before the promised instant, an hour from now at the soonest, within the "
        "hours of the ticket's owner (else of everybody on duty) and free of conferences picked already, as "
        "far as open tickets tell. Nothing is written."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(TICKET_IN_PATH, _TURN, ACCEPT_LANGUAGE),
    answers=(json_answer(200, "The slots; none where there is none.", ProposalsView),),
    problems=(kinds.TICKET_UNKNOWN, *_ASKED, *STORED),
)
OFFERS = _act(
    "conference_offers",
    "offers",
    "Offer slots for a conference",
    "Mails the requester the slots with a link to pick one, ask for others, or decline. Two slots that start "
    "before due keep the promise, whatever the member makes of them. Slots offered before stay on offer.",
    OfferBody,
    {"slots": [_SLOT, _SLOT | {"start": "2026-03-03T13:00:00Z"}]},
    ("one offer, mailed once", "offer-7431"),
    conference_kinds.CONFERENCE_OVER,
    conference_kinds.SLOT_PASSED,
    conference_kinds.SLOT_AFTER_DUE,
)
MOVE = _act(
    "move_conference",
    "move",
    "Move a conference",
    "Another time or place for the slot that was picked: both sides get an update for their calendars. It "
    "never resets the clock, and takes the other slots back.",
    MoveBody,
    _SLOT | {"reason": "Anna is ill that morning."},
    ("one move", "move-7431"),
    conference_kinds.CONFERENCE_OVER,
    conference_kinds.CONFERENCE_NOT_SET,
    conference_kinds.SLOT_PASSED,
)
CANCEL = _act(
    "cancel_conference",
    "cancel",
    "Call a conference off",
    "Takes back what was picked and offered; both sides' calendars are told. The clock runs on, unless the "
    "member has said that it wants none any more (`declined`).",
    CancelBody,
    {"reason": "Anna is ill."},
    ("one cancellation", "cancel-7431"),
    conference_kinds.CONFERENCE_OVER,
    conference_kinds.CONFERENCE_NOT_SET,
)
HELD = _act(
    "conference_held",
    "held",
    "Log that a conference was held",
    "A logged contact that ends the conference's clock as of when it began, and also answers the turns up to "
    "the one named. A mistake can be withdrawn like any entry.",
    HeldBody,
    {"note": "We went through the week view.", "answers_up_to": "m1"},
    ("one entry", "held-7431"),
    kinds.INSTANT_IN_FUTURE,
    ticket_kinds.CONTACT_BEFORE_TURN,
    status=201,
)
NO_SHOW = _act(
    "conference_no_show",
    "no-show",
    "Record that the member did not come",
    "The promise is met, and marked so. A mistake can be withdrawn like any entry.",
    NoShowBody,
    {"note": "Called twice."},
    ("one entry", "no-show-7431"),
    conference_kinds.CONFERENCE_OVER,
    conference_kinds.CONFERENCE_NOT_SET,
    conference_kinds.SLOT_NOT_BEGUN,
    status=201,
)
PAGE = shown(
    "conference_page",
    "conference",
    "A conference's page",
    "What was promised, the slots that can be picked, and the one that was, in the vendor's zone. Opening it "
    "changes nothing. The link of a merged or split ticket leads to where the conference goes on.",
)
PAGE_ACT = acted(
    "conference_page_act",
    "conference",
    "Pick a slot, ask for others, or decline",
    "`pick` sets the conference, also to another slot than before: both sides get an invitation for their "
    "calendars. `others` tells supporters that none suits; `decline` ends it. Repeated, nothing changes. "
    "Whoever does one of these has proved the address that the link was mailed to.",
    ConferenceForm,
    {"act": "pick", "slot": "p4t6yh2wq7kdm3zxs1"},
    problems=(
        conference_kinds.CONFERENCE_OVER,
        conference_kinds.SLOT_GONE,
        conference_kinds.SLOT_PASSED,
        conference_kinds.SLOT_TAKEN,
        ticket_kinds.TICKET_MERGED,
        kinds.TICKET_UNKNOWN,
        kinds.TURN_UNKNOWN,
    ),
)

OPERATIONS = (PROPOSALS, OFFERS, MOVE, CANCEL, HELD, NO_SHOW)
MEMBER_OPERATIONS = (PAGE, PAGE_ACT)
