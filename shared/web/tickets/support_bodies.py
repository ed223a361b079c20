"""The bodies of supporters' requests, as programs send them. An unknown field is refused as a mistake."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.events.answer_events import Contact
from shared.domain.facts.files import MOST_FILES
from shared.domain.news.news import NewsRequest
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Text

MOST_LETTERS = 100_000
LATEST_DAY = date(2999, 12, 31)

type AnswerText = Annotated[
    Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_LETTERS)
]
type SupporterId = Annotated[str, StringConstraints(min_length=1, max_length=63)]
type TurnId = Annotated[str, StringConstraints(min_length=1, max_length=40)]
type FileId = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{16}$")]


class AnswerBody(Frozen):
    """An answer to the requester, and the last turn that its author had seen."""

    text: AnswerText = Field(description="What the requester reads.")
    author: SupporterId = Field(description="Who answers: the id of a supporter in the settings.")
    answers_up_to: TurnId = Field(
        description="The last turn that the author had seen: `last_turn` as it was read."
    )
    promised: date | None = Field(
        default=None,
        le=LATEST_DAY,
        description="More is promised by the end of this day (`2026-03-05`) in the vendor's zone: a clock.",
    )
    close: bool = Field(default=False, description="Close the ticket with it; not with a turn unanswered.")
    with_copy: bool = Field(
        default=False,
        description="Copy the responsible person too; an answer to an error report always has a copy.",
    )
    attach: Annotated[tuple[FileId, ...], Field(max_length=MOST_FILES)] = Field(
        default=(),
        description="Files of this ticket that go with it, by id: clean ones only, 6 MiB together.",
    )


class ContactBody(Frozen):
    """A call, held conference or remote session with a human."""

    contact: Contact = Field(description="What took place.")
    author: SupporterId = Field(description="Who was in it: the id of a supporter in the settings.")
    note: Annotated[Text, StringConstraints(max_length=MOST_LETTERS)] = Field(
        default="", description="What was said; for supporters only."
    )
    at: Instant | None = Field(default=None, description="When it ended; left out: now. Never in the future.")
    answers_up_to: TurnId | None = Field(
        default=None, description="The last turn that it answered; left out: it answered none."
    )


class OwnerBody(Frozen):
    """The supporter who owns the ticket from now on."""

    owner: SupporterId = Field(description="The id of a supporter in the settings.")


class CloseBody(Frozen):
    """Closing, with a reason where a turn is unanswered."""

    author: SupporterId = Field(description="Who closes it: the id of a supporter in the settings.")
    reason: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=2000)] = Field(
        default="", description="Why; needed where a turn is unanswered."
    )


class NewsBody(NewsRequest):
    """News in both languages for one or more products."""

    dry_run: bool = Field(default=False, description="Only tell who would get it; nothing is written.")
