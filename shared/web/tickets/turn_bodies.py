"""The bodies that bring turns in, end them and move them. An unknown field is refused as a mistake."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import EmailStr, Field, StringConstraints

from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Kind, Line, Submission, Text
from shared.web.tickets.support_bodies import AnswerText, SupporterId

EARLIEST_CALL = datetime(2000, 1, 1, tzinfo=UTC)

type Reason = Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
type Short = Annotated[Line, StringConstraints(strip_whitespace=True, max_length=500)]


class CallerBody(Submission):
    """What somebody said on the telephone, written down by a supporter."""

    author: SupporterId = Field(description="Who took the call: the id of a supporter in the settings.")
    called_at: Instant | None = Field(
        default=None,
        ge=EARLIEST_CALL,
        description="The instant of the call, from which the clock runs; left out: now. Never in the future.",
    )

    def submission(self) -> Submission:
        """What the caller asks for."""
        return Submission.model_validate(self.model_dump(include=set(Submission.model_fields)))


class MessageBody(Frozen):
    """A further message from the member's side."""

    message: AnswerText = Field(description="The sender's words.")
    kind: Kind = Field(default=Kind.OTHER, description="What sort of request it is.")
    email: EmailStr | None = Field(
        default=None, max_length=254, description="Who wrote it; left out: whoever wrote the first message."
    )
    name: Short = Field(default="", description="The sender's name; left out: as in the first message.")
    product: Short = Field(default="", description="What it is about; left out: as in the first message.")
    subject: Short = Field(default="", description="The matter in one line.")


class ReasonBody(Frozen):
    """Who does it, and why: both are kept in the ticket."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")
    reason: Reason = Field(description="Why; it stays in the ticket.")


class SplitBody(Frozen):
    """Who splits the turn off."""

    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")


class MergeBody(Frozen):
    """Where the ticket's matter goes on."""

    into: str = Field(pattern=r"^[a-z2-7]{16}$", description="The reference of the ticket that goes on.")
    author: SupporterId = Field(description="Who does it: the id of a supporter in the settings.")
