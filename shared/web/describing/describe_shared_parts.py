"""What several operations have alike: their headers, and the problems that every one of a sort may answer."""

from shared.web.describing.describe_operation import Parameter, Place
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds.problem_kinds import ProblemKind

ACCEPT_LANGUAGE = Parameter(
    "Accept-Language", Place.HEADER, "What to answer in, Swedish or English.", example="en"
)

LANGUAGE = Parameter(
    "language", Place.QUERY, "The reader's language; else `Accept-Language` decides.", choices=("sv", "en")
)

STORED: tuple[ProblemKind, ...] = (kinds.UNAVAILABLE, kinds.NOT_CONFIGURED, kinds.UNEXPECTED)
"""What may go wrong wherever something is read or kept."""

ANY_BODY: tuple[ProblemKind, ...] = (
    kinds.BODY_MALFORMED,
    kinds.BODY_TOO_LARGE,
    kinds.BODY_TYPE_UNKNOWN,
    kinds.FIELDS_INVALID,
)
"""What may be wrong with a body that is read field by field."""

JSON_BODY: tuple[ProblemKind, ...] = (
    kinds.BODY_MALFORMED,
    kinds.BODY_TOO_LARGE,
    kinds.JSON_NEEDED,
    kinds.FIELDS_INVALID,
)
"""The same where only JSON is read."""


def idempotency_key(what: str, example: str) -> Parameter:
    """The header that makes a repeated request this one thing."""
    return Parameter(
        "Idempotency-Key",
        Place.HEADER,
        f"Any text of your own. The same key and content again is {what}, and the same answer; with other "
        "content it is refused. Left out: the same content within one hour (UTC) counts as the same.",
        example=example,
    )
