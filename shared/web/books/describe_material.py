"""Material for better documentation."""

from shared.usecases.books.read_material import MaterialList
from shared.web.describing.describe_operation import Auth, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, STORED
from shared.web.kinds import problem_kinds as kinds
from shared.web.tickets.describe_ticket_acts import act
from shared.web.tickets.turn_bodies import ReasonBody

_TURN = Parameter("turn", Place.PATH, "The turn in the ticket.", example="m1", required=True)

KEEP = act(
    "keep",
    "POST",
    "turns/{turn}/material",
    "Keep a turn as material",
    "A question that shows what the documentation lacks, as those that come up while somebody studies it, "
    "stands in the list of its month. No clock is stopped; the member is told nothing. Repeated, it changes "
    "nothing.",
    ReasonBody,
    {"author": "anna", "reason": "The manual does not say where exports are saved."},
    problems=(kinds.TURN_UNKNOWN,),
    within=(_TURN,),
)
DROP = act(
    "drop",
    "POST",
    "turns/{turn}/material/drop",
    "Keep a turn as material no more",
    "When the documentation has been bettered, or it was a mistake. Repeated, it changes nothing.",
    ReasonBody,
    {"author": "anna", "reason": "It stands in the manual's chapter on exports now."},
    problems=(kinds.TURN_UNKNOWN,),
    within=(_TURN,),
)
MATERIAL = Operation(
    id="material",
    method="GET",
    path="/api/material/{month}",
    family="Reports",
    summary="Read the material for better documentation",
    description="The questions received in a month, in the vendor's zone, that supporters keep as material: "
    "the words of each, and what it shows. Oldest first; a month that is still to come is empty.",
    auth=Auth.FUNCTION_KEY,
    parameters=(
        Parameter("month", Place.PATH, "Year and month.", example="2026-03", required=True),
        ACCEPT_LANGUAGE,
    ),
    answers=(json_answer(200, "What is kept.", MaterialList),),
    problems=(kinds.MONTH_INVALID, *STORED),
)

OPERATIONS = (KEEP, DROP, MATERIAL)
