"""Clocks, explained."""

from shared.domain.explaining.explanations import Explanation
from shared.web.describing.describe_operation import (
    PLAIN,
    Answer,
    Auth,
    Operation,
    Parameter,
    Place,
    json_answer,
)
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, LANGUAGE, STORED
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.kinds.problem_kinds import TICKET_UNKNOWN
from shared.web.tickets.describe_ticket_acts import FAMILY, TICKET_IN_PATH

CLOCK = Operation(
    id="clock",
    method="GET",
    path="/api/tickets/{ticket}/clocks/{clock}",
    family=FAMILY,
    summary="Explain a clock",
    description=(
        "Where the clock stands and why: each event that counts, its instant, the sum and the rule. Every "
        "message has a `reply-` clock, explained also where it joined another or waits at the gate. With "
        "`Accept: text/plain` the lines are sentences, in Swedish unless English is wished for."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(
        TICKET_IN_PATH,
        Parameter("clock", Place.PATH, "The clock's id.", example="reply-m1", required=True),
        LANGUAGE,
        ACCEPT_LANGUAGE,
    ),
    answers=(
        json_answer(200, "The clock as it stands now, with the lines of its reckoning.", Explanation),
        Answer(200, "As text where that is wished for.", media=PLAIN),
    ),
    problems=(TICKET_UNKNOWN, ticket_kinds.CLOCK_UNKNOWN, *STORED),
)

OPERATIONS = (CLOCK,)
