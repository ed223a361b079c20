"""What the forms on the pages behind links send. Each purpose has a ``MemberForm`` with its own fields."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.values.fields import MOST_LETTERS
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Text
from shared.domain.values.vendor import Language


class MemberForm(Frozen):
    """What every form sends along."""

    language: Language | None = Field(default=None, description="What the page was read in.")


class SessionAct(StrEnum):
    """What a requester does about an offer of remote help."""

    CONSENT = "consent"
    DECLINE = "decline"


class SessionForm(MemberForm):
    """The word on an offer of remote help."""

    act: SessionAct = Field(description="Whether the person consents.")


class StatusAct(StrEnum):
    """What a requester does on the status page."""

    MESSAGE = "message"
    CONFIRM = "confirm"


class StatusForm(MemberForm):
    """A further message, or the word that the address is the reader's."""

    act: StatusAct = Field(description="What is done.")
    message: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=MOST_LETTERS)] = Field(
        default="", description="The words of a further message; needed for one."
    )
