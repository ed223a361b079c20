"""The bodies of supporters' requests about remote help. An unknown field is refused as a mistake."""

from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.intake import Text
from shared.web.tickets.support_bodies import MOST_LETTERS, SupporterId, TurnId

type JoinAddress = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=2000,
        pattern=r"^https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[/?#][!#-;=?-\[\]^_a-~]*)?$",
    ),
]
"""An https address without a user's name in it, escaped as it goes into a mail."""


class SessionBody(Frozen):
    """An offer of remote help."""

    author: SupporterId = Field(description="Who offers: the id of a supporter in the settings.")
    join_address: JoinAddress = Field(
        description="Where the person joins, in the remote-control tool: an https address. It is shown to "
        "nobody before the person has consented."
    )
    planned: Instant | None = Field(
        default=None,
        description="When it is to begin, within 60 days; left out: as soon as there is consent.",
    )
    turn: TurnId | None = Field(
        default=None, description="Whoever wrote this turn gets the offer; left out: who wrote the last."
    )


class SessionStartBody(Frozen):
    """The start of a session."""

    author: SupporterId = Field(description="Who helps: the id of a supporter in the settings.")
    at: Instant | None = Field(
        default=None, description="When it began; left out: now. Never in the future, nor before the consent."
    )


class SessionEndBody(Frozen):
    """The end of a session, which counts as human contact."""

    author: SupporterId = Field(description="Who helped: the id of a supporter in the settings.")
    note: Annotated[Text, StringConstraints(max_length=MOST_LETTERS)] = Field(
        default="", description="What was done; for supporters only."
    )
    at: Instant | None = Field(
        default=None, description="When it ended; left out: now. Never in the future, nor before its start."
    )
    answers_up_to: TurnId | None = Field(
        default=None, description="The last turn that it answered; left out: it answered none."
    )
