"""How an act on a ticket is described: a JSON body in, the ticket in brief out."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from shared.usecases.views.views import ActView
from shared.web.describing.describe_operation import Auth, Content, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, JSON_BODY, STORED, idempotency_key
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds.problem_kinds import ProblemKind

FAMILY = "Tickets"

TICKET_IN_PATH = Parameter(
    "ticket",
    Place.PATH,
    "The ticket's public reference: 16 letters and digits.",
    example="k3f7q2mz5abcdwxy",
    required=True,
)
ACT: tuple[ProblemKind, ...] = (*JSON_BODY, kinds.TICKET_UNKNOWN, kinds.AUTHOR_UNKNOWN)


def act(  # noqa: PLR0913 - what tells one act from another
    name: str,
    method: str,
    path: str,
    summary: str,
    description: str,
    body: type[BaseModel],
    example: Mapping[str, Any],
    *,
    status: int = 200,
    problems: tuple[ProblemKind, ...] = (),
    keyed: tuple[str, str] | None = None,
    within: tuple[Parameter, ...] = (),
) -> Operation:
    """The act; ``path`` goes on behind the ticket's, ``within`` are the parameters in it."""
    key = (idempotency_key(*keyed),) if keyed else ()
    return Operation(
        id=name,
        method=method,
        path=f"/api/tickets/{{ticket}}/{path}",
        family=FAMILY,
        summary=summary,
        description=description,
        auth=Auth.FUNCTION_KEY,
        parameters=(TICKET_IN_PATH, *within, *key, ACCEPT_LANGUAGE),
        body=Content(body, example),
        answers=(json_answer(status, "The ticket after it, in brief.", ActView),),
        problems=(*ACT, *problems, *STORED),
    )
