"""The bodies of supporters' requests, as programs send them. An unknown field is refused as a mistake."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.events import Contact
from shared.domain.frozen import Frozen, Instant
from shared.domain.intake import Text

MOST_LETTERS = 100_000

type Words = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_LETTERS)]
type SupporterId = Annotated[str, StringConstraints(min_length=1, max_length=63)]
type TurnId = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class AnswerBody(Frozen):
    """An answer to the requester, and the last turn that its author had seen."""

    text: Words
    author: SupporterId
    answers_up_to: TurnId


class ContactBody(Frozen):
    """A call, held conference or remote session; ``at``: when it ended (default: now)."""

    contact: Contact
    author: SupporterId
    note: Annotated[Text, StringConstraints(max_length=MOST_LETTERS)] = ""
    at: Instant | None = None
    answers_up_to: TurnId | None = None


class OwnerBody(Frozen):
    """The supporter who owns the ticket from now on."""

    owner: SupporterId


class CloseBody(Frozen):
    """Closing, with a reason where a turn is unanswered."""

    author: SupporterId
    reason: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=2000)] = Field(default="")
