"""What the form on a conference's page sends."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.values.intake import Text
from shared.web.links.member_forms import MemberForm

MOST_WORDS = 5000


class ConferenceAct(StrEnum):
    """What a requester does about a conference."""

    PICK = "pick"
    OTHERS = "others"
    DECLINE = "decline"


class ConferenceForm(MemberForm):
    """A slot is picked, others are asked for, or the conference is declined."""

    act: ConferenceAct = Field(description="What is done.")
    slot: Annotated[str, StringConstraints(max_length=40)] = Field(
        default="", description="The slot that is picked, as the page names it; needed to pick one."
    )
    message: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=MOST_WORDS)] = Field(
        default="", description="When it would suit; where other slots are asked for."
    )
