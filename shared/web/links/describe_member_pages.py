"""What members do by the links in their mails: how every such operation is described, and the status page."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from shared.web.describing.describe_operation import (
    JSON,
    PARTS,
    URLENCODED,
    Answer,
    Auth,
    Content,
    Operation,
    Parameter,
    Place,
    page,
)
from shared.web.describing.describe_shared_parts import (
    ACCEPT_LANGUAGE,
    ANY_BODY,
    LANGUAGE,
    STORED,
    idempotency_key,
)
from shared.web.kinds import link_problem_kinds as link_kinds
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds.problem_kinds import ProblemKind
from shared.web.kinds.ticket_problem_kinds import TICKET_FULL
from shared.web.links.member_forms import FORM_TOKEN, StatusForm

FAMILY = "Pages for members"

LINK: tuple[ProblemKind, ...] = (link_kinds.LINK_INVALID, link_kinds.LINK_EXPIRED, link_kinds.LINK_REVOKED)
"""What may be wrong with a link of any purpose."""

LINK_IN_PATH = Parameter(
    "link",
    Place.PATH,
    "The signed link, as it stands in the mail.",
    example="ticket.k3f7q2mz5abcdwxy.m5d2s7kq3xwzafne..0.1780000000.k3f7q2mz5abcdwxyk3f7q2mz",
    required=True,
)


def shown(name: str, purpose: str, summary: str, description: str) -> Operation:
    """The page of a purpose: a GET that changes nothing."""
    return Operation(
        id=name,
        method="GET",
        path=f"/api/member/{purpose}/{{link}}",
        family=FAMILY,
        summary=summary,
        description=description,
        auth=Auth.ANONYMOUS,
        parameters=(
            LINK_IN_PATH,
            LANGUAGE,
            Parameter("done", Place.QUERY, "What the page is to say has been done.", example="kept"),
            ACCEPT_LANGUAGE,
        ),
        answers=(page(200, "The page, in the ticket's language unless another is named."),),
        problems=(*LINK, *STORED),
        pages=True,
    )


def acted(  # noqa: PLR0913 - what tells one act from another
    name: str,
    purpose: str,
    summary: str,
    description: str,
    form: type[BaseModel],
    example: Mapping[str, Any],
    *,
    problems: tuple[ProblemKind, ...] = (),
    keyed: tuple[str, str] | None = None,
) -> Operation:
    """What the form on a purpose's page sends; the page follows (303)."""
    key = (idempotency_key(*keyed),) if keyed else ()
    return Operation(
        id=name,
        method="POST",
        path=f"/api/member/{purpose}/{{link}}",
        family=FAMILY,
        summary=summary,
        description=description,
        auth=Auth.ANONYMOUS,
        parameters=(LINK_IN_PATH, *key, LANGUAGE, ACCEPT_LANGUAGE),
        body=Content(
            form, example, (JSON, URLENCODED, PARTS), lenient=True, extra=FORM_TOKEN if keyed else None
        ),
        answers=(
            Answer(303, "Done; on to the page as it is now.", headers={"Location": "The page's address."}),
        ),
        problems=(*LINK, *ANY_BODY, *problems, *STORED),
        pages=True,
    )


TICKET_PAGE = shown(
    "ticket_page",
    "ticket",
    "A requester's status page",
    "What was promised, what was said to and by this one person, and what comes next. Opening it changes "
    "nothing. The link of a merged ticket shows where its matter goes on.",
)
TICKET_PAGE_ACT = acted(
    "ticket_page_act",
    "ticket",
    "Write from the status page, or confirm the address",
    "`message` is a further message on the ticket, gated as of its own receipt. `confirm` proves that the "
    "link's person reads the address that it was mailed to; repeated, it changes nothing.",
    StatusForm,
    {"act": "message", "message": "It happens in the week view only."},
    problems=(kinds.KEY_REUSED, kinds.TICKET_UNKNOWN, TICKET_FULL),
    keyed=("one message", "message-1207"),
)
RENEWAL = Operation(
    id="renewal",
    method="POST",
    path="/api/member/renewal/{link}",
    family=FAMILY,
    summary="Ask for a new link",
    description=(
        "For a link of any purpose that has expired: a new one to the ticket is mailed to the address that "
        "it was for, once an hour at most. The answer never tells whether it was, nor the address. A revoked "
        "link cannot be renewed."
    ),
    auth=Auth.ANONYMOUS,
    parameters=(LINK_IN_PATH, LANGUAGE, ACCEPT_LANGUAGE),
    answers=(page(200, "The page that says to look into the inbox."),),
    problems=(link_kinds.LINK_INVALID, link_kinds.LINK_REVOKED, *STORED),
    pages=True,
)

OPERATIONS = (TICKET_PAGE, TICKET_PAGE_ACT, RENEWAL)
