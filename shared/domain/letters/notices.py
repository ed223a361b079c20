"""A notice: one mail to one supporter that belongs to no ticket, and that is told at most once by its id."""

from datetime import datetime
from typing import Self

from shared.domain.letters.letters import Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import digest, operation_id
from shared.domain.values.vendor import Language


class Notice(Frozen):
    """The mail in its outbox. Without one the notice is given up, and can never be written any more."""

    id: str
    send: Send | None

    @property
    def aggregate(self) -> str:
        """The notice's name in the agenda and in queue messages."""
        return f"notice-{self.id}"

    def with_send(self, send: Send) -> Self:
        """The notice with its mail gone on."""
        return self.model_copy(update={"send": send})


def notice_id(secret: bytes, *about: str) -> str:
    """The id of the notice about this, the same at every attempt to write it."""
    return digest(secret, "notice", *about)


def write_notice(
    secret: bytes, notice: str, letter: Letter, to: Recipient, language: Language, now: datetime
) -> Notice:
    """The notice with this id, to be sent from now on."""
    send = Send(
        id=operation_id(secret, "notice", notice), letter=letter, to=to, language=language, not_before=now
    )
    return Notice(id=notice, send=send)
