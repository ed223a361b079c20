"""What can happen to a ticket. Events are the only truth: state, clocks, queue and reports are folds of them.

Events carry no personal data: words and addresses stand beside them and can be erased; the clocks stay.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.domain.events.conference_events import ConferenceEvent
from shared.domain.events.event import Event
from shared.domain.events.file_events import FilesKept
from shared.domain.events.link_events import LinkEvent
from shared.domain.events.mail_events import MailEvent
from shared.domain.events.material_events import MaterialEvent
from shared.domain.events.note_events import NoteWritten
from shared.domain.events.session_events import SessionEvent
from shared.domain.events.work_events import WorkEvent
from shared.domain.values.frozen import Instant
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language, Level, Policy


class Mark(StrEnum):
    """What a supporter should know about an entitlement."""

    PRODUCT_UNCLEAR = "product_unclear"
    MEMBER_UNCLEAR = "member_unclear"
    UNVERIFIED = "entitlement_unverified"
    LATE = "late_entitlement"
    SENDER_UNVERIFIED = "sender_unverified"


class Contact(StrEnum):
    """A human contact that is no mail."""

    CALL = "call"
    CONFERENCE = "conference"
    REMOTE_SESSION = "remote_session"


class MessageReceived(Event):
    """A turn: a message from the member's side that needs an answer. ``at``: its durable receipt.

    ``entry`` tells a repetition; ``author`` wrote it down for a caller; ``moved_from``: ticket and turn that
    it came from, by merge or split; ``merged_at``: when the last ticket that it stood in was merged.
    """

    event: Literal["message_received"] = "message_received"
    turn: str
    kind: Kind
    product: str = ""
    language: Language
    channel: str
    requester: str
    content: str
    entry: str = ""
    author: str = ""
    moved_from: str = ""
    merged_at: Instant | None = None


class EntitlementDecided(Event):
    """Covered or not, as of the turn's receipt. Covered: a clock starts; here is its policy.

    ``taken_by`` is the supporter who took the turn from the gate, for the reason ``taken_because``.
    """

    event: Literal["entitlement_decided"] = "entitlement_decided"
    turn: str
    covered: bool
    reason: GateReason
    member: str = ""
    product: str = ""
    marks: tuple[Mark, ...] = ()
    clock_from: Instant | None = None
    policy: Policy | None = None
    taken_by: str = ""
    taken_because: str = ""


class AnswerCommitted(Event):
    """A supporter answered the turns up to ``answers_up_to`` in so many mails. Counts for now from ``at``."""

    event: Literal["answer_committed"] = "answer_committed"
    answer: str
    author: str
    answers_up_to: str
    content: str
    mails: int = 1


class AnswerAccepted(Event):
    """The provider has accepted the answer for delivery."""

    event: Literal["answer_accepted"] = "answer_accepted"
    answer: str


class AnswerRefused(Event):
    """The answer was refused for good: it never counted, and the same clock runs on."""

    event: Literal["answer_refused"] = "answer_refused"
    answer: str
    reason: str


class ContactLogged(Event):
    """A human contact took place; it also answers the turns up to ``answers_up_to``, where it names one.

    ``conference_of``: the turn whose conference this was.
    """

    event: Literal["contact_logged"] = "contact_logged"
    contact: Contact
    entry: str
    author: str
    answers_up_to: str | None = None
    content: str
    conference_of: str = ""


class TurnEnded(Event):
    """A turn that needs no answer, by a supporter's word and for a reason. Counted apart from answers."""

    event: Literal["turn_ended"] = "turn_ended"
    turn: str
    entry: str
    author: str
    reason: str
    content: str


class EntryWithdrawn(Event):
    """A correction: a logged contact or an ended turn that was a mistake. The clocks run as if without it."""

    event: Literal["entry_withdrawn"] = "entry_withdrawn"
    entry: str
    author: str
    reason: str


class PromiseGiven(Event):
    """With an answer a supporter promised more by the end of this day, in the zone of the policy."""

    event: Literal["promise_given"] = "promise_given"
    answer: str
    author: str
    day: date
    policy: Policy


class MergePrepared(Event):
    """Another ticket is about to be merged into this one, which therefore stays what it is meanwhile."""

    event: Literal["merge_prepared"] = "merge_prepared"
    source: str
    author: str


class TicketMerged(Event):
    """This ticket's matter goes on in another; its clocks are cancelled, its unanswered turns move."""

    event: Literal["ticket_merged"] = "ticket_merged"
    into: str
    author: str


class TurnsTaken(Event):
    """What was to come from another ticket has come."""

    event: Literal["turns_taken"] = "turns_taken"
    source: str


class TurnSplit(Event):
    """A turn's matter goes on in a ticket of its own, with the turn's own receipt."""

    event: Literal["turn_split"] = "turn_split"
    turn: str
    into: str
    author: str


class OwnerNamed(Event):
    """A supporter owns the ticket: who answered first, or was named."""

    event: Literal["owner_named"] = "owner_named"
    owner: str


class Escalated(Event):
    """People are told that a clock has come to these levels: each (clock, level, due) exactly once."""

    event: Literal["escalated"] = "escalated"
    clock: str
    levels: tuple[Level, ...]
    due: Instant


class MailEnded(Event):
    """A mail of this ticket left the outbox: sent, failed for good, or withdrawn as pointless."""

    event: Literal["mail_ended"] = "mail_ended"
    send: str
    letter: str
    result: Literal["sent", "failed", "withdrawn"]
    reason: str = ""


class TicketClosed(Event):
    """A supporter closed the ticket. Clocks are not stopped by it."""

    event: Literal["ticket_closed"] = "ticket_closed"
    author: str
    reason: str = ""


type TicketEvent = Annotated[
    MessageReceived
    | EntitlementDecided
    | AnswerCommitted
    | AnswerAccepted
    | AnswerRefused
    | ContactLogged
    | TurnEnded
    | EntryWithdrawn
    | PromiseGiven
    | MergePrepared
    | TicketMerged
    | TurnsTaken
    | TurnSplit
    | OwnerNamed
    | Escalated
    | MailEnded
    | TicketClosed
    | LinkEvent
    | ConferenceEvent
    | SessionEvent
    | WorkEvent
    | NoteWritten
    | MailEvent
    | FilesKept
    | MaterialEvent,
    Field(discriminator="event"),
]
