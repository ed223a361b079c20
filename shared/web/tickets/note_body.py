"""The body of an internal note. An unknown field is refused as a mistake."""

from pydantic import Field

from shared.domain.values.frozen import Frozen
from shared.web.tickets.support_bodies import AnswerText, SupporterId


class NoteBody(Frozen):
    """A note for supporters only."""

    text: AnswerText = Field(description="The note; no member ever reads it.")
    author: SupporterId = Field(description="Who writes it: the id of a supporter in the settings.")
