"""What several HTTP functions have alike: their parameters, and what any of a sort may refuse."""

from shared.domain.refusals.errors import AuthorUnknown, TicketUnknown
from shared.domain.values.vendor import Language
from shared.ports.store import StoreUnavailable
from shared.settings import SettingsInvalid
from shared.web.api.operation import Parameter, Where, in_path
from shared.web.http.bodies import BodyMalformed, BodyTooLarge, BodyTypeUnknown
from shared.web.http.model_bodies import JSONNeeded
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import Media

type Refusals = tuple[type[Exception], ...]

ACCEPT_LANGUAGE = Parameter(
    "Accept-Language", Where.HEADER, "What to answer in, Swedish or English.", example="en"
)
LANGUAGE = Parameter(
    "language",
    Where.QUERY,
    "The reader's language; else `Accept-Language` decides.",
    one_of=lambda: Language,
)
KEY = "Idempotency-Key"
TICKET = in_path("ticket", "The ticket's public reference: 16 letters and digits.", "k3f7q2mz5abcdwxy")
MONTH = in_path("month", "Year and month.", "2026-03")

SET_UP: Refusals = (SettingsInvalid, Exception)
"""What may go wrong wherever settings are read."""

STORED: Refusals = (StoreUnavailable, *SET_UP)
"""What may go wrong wherever something is read or kept."""

ANY_BODY: Refusals = (BodyMalformed, BodyTooLarge, BodyTypeUnknown, FieldsInvalid)
"""What may be wrong with a body that is read field by field."""

JSON_BODY: Refusals = (BodyMalformed, BodyTooLarge, JSONNeeded, FieldsInvalid)
"""The same where only JSON is read."""

ON_TICKET: Refusals = (TicketUnknown, AuthorUnknown)
"""What may be wrong with what a supporter does to a ticket."""


def media_named(description: str, *others: Media) -> Parameter:
    """The word in the query that names JSON, or which of these forms of answer is wished for."""
    return Parameter(
        "format",
        Where.QUERY,
        description,
        one_of=lambda: (media.name.lower() for media in (Media.JSON, *others)),
    )


def keyed(what: str, example: str) -> Parameter:
    """The header that makes a repeated request this one thing."""
    return Parameter(
        KEY,
        Where.HEADER,
        f"Any text of your own. The same key and content again is {what}, and the same answer; with other "
        "content it is refused. Left out: the same content within one hour (UTC) counts as the same.",
        example=example,
    )
