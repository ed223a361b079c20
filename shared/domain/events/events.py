"""Everything that can happen to a ticket, in one union.

Events are the only truth: state, clocks, queue and reports are folds of them. They carry no personal data:
words and addresses stand beside them and can be erased; the clocks stay.
"""

from typing import Annotated

from pydantic import Field

from shared.domain.events.answer_events import AnswerEvent
from shared.domain.events.conference_events import ConferenceEvent
from shared.domain.events.erasing_events import TicketErased
from shared.domain.events.holding_events import HoldingEvent
from shared.domain.events.link_events import LinkEvent
from shared.domain.events.mail_events import MailEvent
from shared.domain.events.message_events import MessageEvent
from shared.domain.events.note_events import NoteEvent
from shared.domain.events.register_events import RegisterEvent
from shared.domain.events.second_answer_events import SecondAnswerEvent
from shared.domain.events.session_events import SessionEvent
from shared.domain.events.work_events import WorkEvent

type TicketEvent = Annotated[
    MessageEvent
    | AnswerEvent
    | LinkEvent
    | ConferenceEvent
    | SessionEvent
    | WorkEvent
    | NoteEvent
    | MailEvent
    | HoldingEvent
    | RegisterEvent
    | SecondAnswerEvent
    | TicketErased,
    Field(discriminator="event"),
]
